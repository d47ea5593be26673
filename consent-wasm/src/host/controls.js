// What the buttons of the banner, the dialog, the forms and the placeholders do. ../../MARKUP.md says how they are found.

import { asking, boxes, settings } from "./banner.js";
import { CHOICE, ERASE, ONCE } from "./event.js";
import { dispatch } from "./message.js";
import { ids, set } from "./policy.js";
import { select } from "./template.js";

/**
 * Handles every click on the page. `own` is the markup whose buttons may answer: on another website this is the banner's own, so that
 * no content of its users can grant anything.
 */
export function click(event, own) {
  const button = event.composedPath().find((part) => part.matches?.("[data-consent-action],[data-consent-open]"));
  if (!button) return;
  const action = button.hasAttribute("data-consent-open") ? "settings" : button.dataset.consentAction;
  if (action != "settings" && !own.some((part) => part.contains(button)) && !select(button)) return;
  const form = button.closest("[data-consent-form]");
  const isBanner = button.closest("#helder");
  const how = isBanner ? "b" : "p";
  const all = set(ids);
  const actions = {
    __proto__: null,
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
