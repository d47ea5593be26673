// Carries out the effects of a step, in their order (`Effects` in ../machine.rs). Each is carried out whatever becomes of the others:
// a tag that can't be stopped must not keep its cookies, and the page is loaded again all the same.

import { attempt } from "./attempt.js";
import { expire } from "./cookies.js";
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
    attempt(() => {
      if (line[0] == "c") document.cookie = rest;
      if (line[0] == "d") expire(rest);
      if (line[0] == "k") expire(...rest.split(" ").reverse());
      if (line[0] == "l") localStorage.removeItem(rest);
      if (line[0] == "s") sessionStorage.removeItem(rest);
      if (line[0] == "t") state = rest;
    });
  }
  load(loaded);
  show(shown);
  // After everything has loaded, so that a listener can call what was granted.
  if (state) attempt(() => publish(state));
  if (isNew) attempt(report);
  if (reload) location.reload();
}
