// Puts the markup and styles of a bundle into another website's page.

import { trusted } from "./trusted.js";

export function insert(html, css) {
  if (css) {
    // A style element would not do: the page's security policy may forbid it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  if (html) {
    const template = document.createElement("template");
    template.innerHTML = trusted().createHTML(html);
    document.body.prepend(template.content);
  }
}
