// Sends events to the decision, together with what the browser shows at that moment.

import { update } from "./banner.js";
import { carryOut } from "./effects.js";
import { LOOK } from "./event.js";
import { instantiate } from "./instance.js";
import { cookie, policy } from "./policy.js";

let decision;
let isBusy = false;
const queue = [];

/** Compiles the decision. */
export const open = async () => (decision = await instantiate());

/** Has the decision look again, because the page may be stale. */
export const look = () => dispatch(LOOK);

/**
 * Sends an event, carries out its effects, and looks again, because an answer counts only after it has been read back. An event
 * that comes meanwhile, from a script that was just loaded, waits for its turn.
 */
export function dispatch(...message) {
  queue.push(message);
  if (message[0] != LOOK) queue.push([LOOK]);
  if (isBusy) return;
  isBusy = true;
  try {
    while (queue.length) {
      step(...queue.shift());
      carryOut(read);
    }
    isBusy = false;
  } catch (error) {
    // It stays busy: after a failure the decision gets no more events, and the visitor is not asked.
    update("");
    throw error;
  }
}

function step(event, grant, refuse, how) {
  const now = Date.now() / 1000;
  let cookies = [];
  let stored = [];
  let storage = false;
  try {
    cookies = document.cookie.split("; ");
    stored = cookies.map((pair) => "c:" + pair.split("=")[0]);
    stored.push(...Object.keys(localStorage).map((name) => "l:" + name));
    stored.push(...Object.keys(sessionStorage).map((name) => "s:" + name));
    // This comes last: if all cookies are blocked, Chromium still calls them enabled, but throws at the stores.
    storage = navigator.cookieEnabled;
  } catch {
    // Blocked. What the page can't see it can't have stored either.
  }
  const own = cookie + "=";
  const records = cookies.filter((pair) => pair.startsWith(own)).map((pair) => pair.slice(own.length));
  const message = [location.hostname, location.pathname, records.join(" "), how && crypto.randomUUID(), how, ...stored];
  const bytes = new TextEncoder().encode(policy + "\0" + message.join("\n"));
  const at = decision.room(bytes.length);
  new Uint8Array(decision.memory.buffer).set(bytes, at);
  decision.step(bytes.length, now, storage, navigator.globalPrivacyControl, event, grant, refuse);
}

const read = (at, length) => new TextDecoder().decode(new Uint8Array(decision.memory.buffer, at, length));
