// Carries out the effects of a step, in their order (`Effects` in ../machine.rs).

import { publish, report } from "./interface.js";
import { load, show } from "./template.js";
import { stop } from "./tag.js";

let pending;

/** Called by the decision. It only takes notes, because nothing may call the decision while it runs. */
export const carry_out = (...effects) => (pending = effects);

/** Carries out the pending effects. `read` returns a text from the decision's memory. */
export function carryOut(read) {
  if (!pending) return;
  const [stopped, at, length, isNew, loaded, shown, reload] = pending;
  pending = null;
  stop(stopped);
  let state;
  for (const line of read(at, length).split("\n")) {
    const rest = line.slice(2);
    if (line[0] == "c") document.cookie = rest;
    if (line[0] == "l") localStorage.removeItem(rest);
    if (line[0] == "s") sessionStorage.removeItem(rest);
    if (line[0] == "t") state = rest;
  }
  load(loaded);
  show(shown);
  // After everything has loaded, so that a listener can call what was granted.
  if (state) publish(state);
  if (isNew) report();
  if (reload) location.reload();
}
