// Carries out what the decision says, in the order in which it says it.

import { report, tell } from "./interface.js";
import { load, show } from "./template.js";
import { stop } from "./tag.js";

let memory;
let noted;

export const listen = (its) => (memory = its);

/** Called by the decision: notes what to do, since nothing may call the decision while it runs. */
export function carry_out(stop, at, length, report, load, show, reload) {
  const lines = new TextDecoder().decode(new Uint8Array(memory.buffer, at, length));
  noted = [stop, lines, report, load, show, reload];
}

/** Returns what was noted, or nothing. */
export function take() {
  const effects = noted;
  noted = 0;
  return effects;
}

export function carryOut(effects) {
  if (!effects) return;
  const [stopped, lines, isNew, loaded, shown, reload] = effects;
  stop(stopped);
  for (const line of lines.split("\n")) {
    const rest = line.slice(2);
    if (line[0] == "c") document.cookie = rest;
    if (line[0] == "l") localStorage.removeItem(rest);
    if (line[0] == "s") sessionStorage.removeItem(rest);
    if (line[0] == "t") tell(rest);
  }
  if (isNew) report();
  load(loaded);
  show(shown);
  if (reload) location.reload();
}
