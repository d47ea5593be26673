// What the buttons of the banner, the dialog, the forms and the placeholders do. ../../MARKUP.md says how they are found.

import { asking, boxes, settings } from "./banner.js";
import { CHOICE, ERASE, ONCE } from "./event.js";
import { dispatch } from "./message.js";
import { ids, set } from "./policy.js";
import { select } from "./template.js";

/** Handles every click on the page. */
export function click(event) {
  const button = event.target.closest?.("[data-consent-action],[data-consent-open]");
  if (!button) return;
  const action = button.dataset.consentAction ?? "settings";
  const form = button.closest("[data-consent-form]");
  const isBanner = button.closest("#helder");
  const how = isBanner ? "b" : "p";
  const all = set(ids);
  const actions = {
    // In the banner only what it asks about, so that an earlier refusal of another service stays one.
    accept: () => dispatch(CHOICE, isBanner ? set(asking) : all, 0, how),
    reject: () => dispatch(CHOICE, 0, all, how),
    save() {
      const ticked = set(boxes(form).filter(({ checked }) => checked).map(({ name }) => name));
      dispatch(CHOICE, ticked, all & ~ticked, how);
    },
    settings() {
      event.preventDefault();
      settings();
    },
    once: () => dispatch(ONCE, set([select(button)])),
    always: () => dispatch(CHOICE, set([select(button)]), 0, "e"),
    erase: () => dispatch(ERASE),
  };
  actions[action]?.();
  if (action != "settings") button.closest("#helder-dialog")?.close();
}
