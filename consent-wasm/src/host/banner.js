// The banner, the dialog, and every form and button that asks: ../../MARKUP.md says how they are found.

import { CHOICE, ERASE, ONCE, say } from "./message.js";
import { ids, preferences, set } from "./policy.js";
import { want } from "./template.js";

const find = (selector) => document.querySelector(selector);
const boxes = (form) => [...form.querySelectorAll("input[type=checkbox]")].filter(({ name }) => ids.includes(name));

/** What the banner on the screen is asking about. */
let asking = [];

/** Returns what people call a service. */
export const name = (id) => find(`input[name="${id}"][data-name]`)?.dataset.name ?? id;

/** Opens the preferences: in a dialog, or on their page. */
export function settings() {
  const dialog = find("#helder-dialog");
  if (!dialog) location = preferences;
  else if (!dialog.open) dialog.showModal();
}

/** Shows how all stands: a letter for each service. Whoever is to be asked, is asked. */
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

/** Binds the buttons, and keeps what has the focus out from under the banner. */
export function observe() {
  addEventListener("click", click);
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

function click(event) {
  const button = event.target.closest?.("[data-consent-action],[data-consent-open]");
  if (!button) return;
  const action = button.dataset.consentAction ?? "settings";
  const form = button.closest("[data-consent-form]");
  const isBanner = button.closest("#helder");
  const how = isBanner ? "b" : "p";
  const all = set(ids);
  const actions = {
    // In the banner, only what it names: a refusal of something else stays one.
    accept: () => say(CHOICE, isBanner ? set(asking) : all, 0, how),
    reject: () => say(CHOICE, 0, all, how),
    save() {
      const ticked = set(boxes(form).filter(({ checked }) => checked).map(({ name }) => name));
      say(CHOICE, ticked, all & ~ticked, how);
    },
    settings() {
      event.preventDefault();
      settings();
    },
    once: () => say(ONCE, set([want(button)])),
    always: () => say(CHOICE, set([want(button)]), 0, "e"),
    erase: () => say(ERASE),
  };
  actions[action]?.();
  if (action != "settings") button.closest("#helder-dialog")?.close();
}
