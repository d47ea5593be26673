// What the page's own scripts see: `window.helder`, the event `consentchange`, and the record that is posted.

import { attempt } from "./attempt.js";
import { settings, update } from "./banner.js";
import { CHOICE } from "./event.js";
import { days, endpoint, ids, set } from "./policy.js";

const STATES = { __proto__: null, g: "granted", r: "refused", a: "unasked", s: "signal", n: "storage" };

let published = "";
let letters = "";
let text = "";

const time = (seconds) => new Date(seconds * 1000).toISOString();

/** Returns the state of every service by its id. */
const answers = () => Object.fromEntries(ids.map((id, place) => [id, STATES[letters[place]]]));

/** Returns the record as an object, or `null`. */
function record() {
  const [, id, given, updated, revision, language, how, ...rest] = text.split(".");
  if (!id) return null;
  const answers = Object.fromEntries(rest.map((answer) => answer.split(":")).map(([id, , answer]) => [id, answer == "y"]));
  const expires = time(+given + days * 86400);
  return { id, given: time(given), updated: time(updated), expires, revision, language, how, answers };
}

/** Returns the set of the services that a caller names; no name means every service. */
const named = (names) => set(names.length ? names : ids);

/** Defines `window.helder` in such a way that no other script can replace it. */
export function expose(dispatch) {
  Object.defineProperty(window, "helder", {
    __proto__: null,
    value: Object.freeze({
      answers,
      record,
      open: settings,
      grant: (...names) => dispatch(CHOICE, named(names), 0, "s"),
      refuse: (...names) => dispatch(CHOICE, 0, named(names), "s"),
      withdraw: () => dispatch(CHOICE, 0, named([]), "s"),
    }),
  });
}

/** Takes the state of everything; updates the banner and notifies the page if it changed. */
export function publish(line) {
  if (line == published) return;
  published = line;
  [letters, text] = line.split("\t");
  attempt(() => update(letters));
  document.dispatchEvent(new CustomEvent("consentchange", { detail: answers() }));
}

/** Posts a new record to the owner's endpoint, if there is one. The visitor's choice does not depend on whether it arrives. */
export const report = () => endpoint && navigator.sendBeacon(endpoint, JSON.stringify(record()));
