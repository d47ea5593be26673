// What the page's own scripts see: `window.helder`, the event `consentchange`, and the record that is posted.

import { settings, update } from "./banner.js";
import { CHOICE, say } from "./message.js";
import { days, endpoint, ids, set } from "./policy.js";

const STATES = { g: "granted", r: "refused", a: "unasked", s: "signal", n: "storage" };

let told = "";
let letters = "";
let text = "";

const time = (seconds) => new Date(seconds * 1000).toISOString();

/** Returns how each service stands, by its name. */
const answers = () => Object.fromEntries(ids.map((id, place) => [id, STATES[letters[place]]]));

/** Returns the record as an object, or nothing. */
function record() {
  const [, id, given, updated, revision, language, how, ...rest] = text.split(".");
  if (!id) return null;
  const answers = Object.fromEntries(rest.map((answer) => answer.split(":")).map(([id, , answer]) => [id, answer == "y"]));
  const expires = time(+given + days * 86400);
  return { id, given: time(given), updated: time(updated), expires, revision, language, how, answers };
}

/** Puts `window.helder` there, which nobody can put anything else in the place of. */
export function expose() {
  Object.defineProperty(window, "helder", {
    value: Object.freeze({
      answers,
      record,
      open: settings,
      grant: (...names) => say(CHOICE, set(names.length ? names : ids), 0, "s"),
      refuse: (...names) => say(CHOICE, 0, set(names.length ? names : ids), "s"),
      withdraw: () => say(CHOICE, 0, set(ids), "s"),
    }),
  });
}

/** Hears how all stands; tells the banner and the page if that is new. */
export function tell(line) {
  if (line == told) return;
  told = line;
  [letters, text] = line.split("\t");
  update(letters);
  document.dispatchEvent(new CustomEvent("consentchange", { detail: answers() }));
}

/** Posts a new record to the owner's endpoint, if there is one. Whether it arrives is not the visitor's concern. */
export const report = () => endpoint && navigator.sendBeacon(endpoint, JSON.stringify(record()));
