// A bundle's markup and styles, put into a page that knows nothing of them.

import { trusted } from "./trusted.js";

export function insert(html, css) {
  if (css) {
    // Not a style element: a page's policy may forbid those.
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
