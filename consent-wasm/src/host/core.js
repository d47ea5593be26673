// The banner's script. It carries out what the decision (../machine.rs) says, and decides nothing itself.
//
// Whatever goes wrong here, or is missing, has one end: nothing loads, nothing is stored, and nobody is asked.

import { observe } from "./banner.js";
import { expose } from "./interface.js";
import { look, open } from "./message.js";
import { insert } from "./insertion.js";
import { read } from "./policy.js";
import { scan } from "./template.js";

/** Starts the banner of a bundle: `{policy, html, css}`, without the last two where the markup is in the page already. */
export async function start({ policy, html, css }) {
  try {
    // The banner's element has this name too, but is no property of the window's own.
    if (Object.hasOwn(window, "helder")) return;
    // A `Secure` cookie could not be kept.
    if (!isSecureContext) throw "No HTTPS";
    read(policy);
    await open();
    expose();
    insert(html, css);
    observe();
    look();
    scan();
    new MutationObserver(scan).observe(document, { childList: true, subtree: true });
    globalThis.cookieStore?.addEventListener("change", look);
    for (const event of ["focus", "pageshow"]) addEventListener(event, look);
    document.addEventListener("visibilitychange", () => document.hidden || look());
  } catch (error) {
    console.warn("helder: nothing loads.", error);
  }
}

const policy = document.getElementById("helder")?.dataset.policy;
if (policy) start({ policy });
