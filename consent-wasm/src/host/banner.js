// The banner, the dialog and the forms: what they show. What their buttons do is in controls.js.
//
// ../../MARKUP.md says how they are found.

import { name } from "./name.js";
import { ids, preferences } from "./policy.js";

const find = (selector) => document.querySelector(selector);

/** The services that the visible banner asks about. */
export let asking = [];

/** Returns the checkboxes of a form that stand for services. */
export const boxes = (form) => [...form.querySelectorAll("input[type=checkbox]")].filter(({ name }) => ids.includes(name));

/** Opens the preferences: in a dialog, or on their page. */
export function settings() {
  const dialog = find("#helder-dialog");
  if (!dialog) location = preferences;
  else if (!dialog.open) dialog.showModal();
}

/** Shows the state of every service, which is one letter each, and the banner if any of them is to be asked about. */
export function update(letters) {
  asking = ids.filter((_, place) => letters[place] == "a");
  const banner = find("#helder");
  if (banner) {
    const news = banner.querySelector("[data-consent-new]");
    if (news) {
      news.hidden = !/[gr]/.test(letters);
      news.querySelector("span").textContent = asking.map(name).join(", ");
    }
    banner.hidden = !asking.length;
  }
  for (const form of document.querySelectorAll("[data-consent-form]")) {
    for (const box of boxes(form)) box.checked = letters[ids.indexOf(box.name)] == "g";
  }
}

/** Makes room for the banner in the page, and scrolls an element that gets the focus out from under it. */
export function makeRoom() {
  const banner = find("#helder");
  if (!banner) return;
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--helder-height", banner.offsetHeight + "px");
  }).observe(banner);
  addEventListener("focusin", ({ target }) => {
    const below = target.getBoundingClientRect().bottom - banner.getBoundingClientRect().top;
    if (banner.offsetHeight && !banner.contains(target) && !target.closest("dialog") && below > 0) scrollBy(0, below);
  });
}
