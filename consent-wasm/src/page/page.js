// The preferences page: the state of each service, the record, and its download. core.js handles the buttons that change anything.

import { download } from "./download.js";
import { fill } from "./record.js";

const all = (selector) => document.querySelectorAll(selector);

/** Shows the child for a value, and hides the others. */
function choose(parent, value) {
  for (const child of parent.querySelectorAll("[data-consent-if]")) child.hidden = child.dataset.consentIf != value;
}

function show() {
  const answers = helder.answers();
  for (const place of all("[data-consent-state]")) choose(place, answers[place.dataset.consentState] ?? "off");
  const record = helder.record();
  for (const place of all("[data-consent-record]")) place.hidden = !record;
  for (const place of all("[data-consent-no-record]")) place.hidden = record;
  if (record) fill(all("[data-consent-field]"), record, choose);
}

document.addEventListener("consentchange", show);
// The banner's script may have sent its first event already. Without that script, the page keeps saying that nothing is loaded.
if (Object.hasOwn(window, "helder")) show();

addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-consent-action]");
  const record = Object.hasOwn(window, "helder") && helder.record();
  if (!button || !record) return;
  if (button.dataset.consentAction == "download") return download(record);
  // The banner's script has handled this click already, and kept the choice.
  const status = button.form?.querySelector("[data-consent-kept]");
  if (status) status.textContent = status.dataset.consentKept;
});
