// Messages to the decision: what happened, and what the browser shows at that moment.

import { update } from "./banner.js";
import { carryOut } from "./effects.js";
import { instantiate } from "./instance.js";
import { cookie, policy } from "./policy.js";

export const CHOICE = 1, ONCE = 2, ERASE = 3;
const LOOK = 0;

let decision;
let isBusy = false;
const queue = [];

/** Makes the decision ready. */
export const open = async () => (decision = await instantiate());

/** Says that the page may be stale. */
export const look = () => say(LOOK);

/**
 * Says what happened, carries out what follows, and looks again: an answer counts when it has been read back. What happens
 * meanwhile, in a script that has just been loaded, waits for its turn.
 */
export function say(...message) {
  queue.push(message);
  if (message[0] != LOOK) queue.push([LOOK]);
  if (isBusy) return;
  isBusy = true;
  try {
    while (queue.length) {
      hear(...queue.shift());
      carryOut(read);
    }
    isBusy = false;
  } catch (error) {
    // It stays busy: a decision that failed once is not asked again, and neither is the visitor.
    update("");
    throw error;
  }
}

function hear(event, grant, refuse, how) {
  const now = Date.now() / 1000;
  let cookies = [];
  let stored = [];
  let storage = false;
  try {
    cookies = document.cookie.split("; ");
    stored = cookies.map((pair) => "c:" + pair.split("=")[0]);
    stored.push(...Object.keys(localStorage).map((name) => "l:" + name));
    stored.push(...Object.keys(sessionStorage).map((name) => "s:" + name));
    // Last: where all cookies are refused, Chromium calls them enabled, but throws at the stores.
    storage = navigator.cookieEnabled;
  } catch {
    // Refused. What can't be seen can't have been stored either.
  }
  const own = cookie + "=";
  const records = cookies.filter((pair) => pair.startsWith(own)).map((pair) => pair.slice(own.length));
  const message = [location.hostname, location.pathname, records.join(" "), how && crypto.randomUUID(), how, ...stored];
  const bytes = new TextEncoder().encode(policy + "\0" + message.join("\n"));
  const at = decision.room(bytes.length);
  new Uint8Array(decision.memory.buffer).set(bytes, at);
  decision.hear(bytes.length, now, storage, navigator.globalPrivacyControl, event, grant, refuse);
}

const read = (at, length) => new TextDecoder().decode(new Uint8Array(decision.memory.buffer, at, length));
