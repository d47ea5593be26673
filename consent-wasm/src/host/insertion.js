// Puts the markup and styles of a bundle into another website's page.

import { trusted } from "./trusted.js";

/** Returns the elements whose buttons may answer: the inserted ones, or the whole page if the markup is in the page already. */
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
    const own = [...template.content.children];
    document.body.prepend(template.content);
    return own;
  }
  return [document];
}
