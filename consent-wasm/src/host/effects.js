// Carries out what the decision says, in the order in which it says it.

import { report, tell } from "./interface.js";
import { load, show } from "./template.js";
import { stop } from "./tag.js";

let noted;

/** Called by the decision: notes what to do, since nothing may call the decision while it runs. */
export const carry_out = (...effects) => (noted = effects);

/** Carries out what was noted, if anything. Texts are read from the decision's memory. */
export function carryOut(read) {
  if (!noted) return;
  const [stopped, at, length, isNew, loaded, shown, reload] = noted;
  noted = null;
  stop(stopped);
  let told;
  for (const line of read(at, length).split("\n")) {
    const rest = line.slice(2);
    if (line[0] == "c") document.cookie = rest;
    if (line[0] == "l") localStorage.removeItem(rest);
    if (line[0] == "s") sessionStorage.removeItem(rest);
    if (line[0] == "t") told = rest;
  }
  load(loaded);
  show(shown);
  // Once all of it has loaded: whoever hears of consent may call what was granted.
  if (told) tell(told);
  if (isNew) report();
  if (reload) location.reload();
}
