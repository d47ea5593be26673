// Puts the markup and styles of a bundle into another website's page, and keeps the markup there.

import { trusted } from "./trusted.js";

/** How often the markup is put back. A page that goes on removing it has to be let alone. */
const RESTORED_MAX = 100;

let restored = 0;

/** Returns the elements whose buttons may answer: the inserted ones, or the whole page if the markup is in the page already. */
export function insert(html, css) {
  if (css) {
    // A style element would not do: the page's security policy may forbid it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  if (!html) return [document];
  const template = document.createElement("template");
  template.innerHTML = trusted().createHTML(html);
  const own = [...template.content.children];
  for (const part of own) part.dataset.helder = "";
  document.body.prepend(template.content);
  return own;
}

/**
 * Puts back what a router removed together with the body, and removes the copies that a router makes of a page that it stores.
 * `shown` are the placeholders, which are no copies.
 */
export function restore(own, shown) {
  const missing = own.filter((part) => !part.isConnected);
  if (missing[0] && restored++ < RESTORED_MAX) document.body?.prepend(...missing);
  for (const part of document.querySelectorAll("[data-helder]")) {
    if (![...own, ...shown].includes(part)) part.remove();
  }
}
