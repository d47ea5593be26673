// The banner's script. It carries out what the decision (../machine.rs) says, and decides nothing itself.
//
// Every failure ends the same way: nothing loads, nothing is stored, and no visitor is asked. Here the parts are connected; no
// file imports in a circle (../../tests/imports.rs).

import { makeRoom } from "./banner.js";
import { click } from "./controls.js";
import { expose } from "./interface.js";
import { dispatch, look, open } from "./message.js";
import { insert, restore } from "./insertion.js";
import { read } from "./policy.js";
import { placeholders, scan } from "./template.js";

/** Starts the banner of a bundle: `{policy, html, css}`, without the last two where the markup is in the page already. */
export async function start({ policy, html, css }) {
  try {
    // The banner's element has this name too, but it is not an own property of the window.
    if (Object.hasOwn(window, "helder")) return;
    // A `Secure` cookie could not be kept.
    if (!isSecureContext) throw "No HTTPS";
    // A script in the head may run before there is a body.
    while (!document.body) await new Promise((go) => setTimeout(go, 10));
    read(policy);
    await open();
    expose(dispatch);
    const own = insert(html, css);
    makeRoom();
    look();
    scan();
    const follow = () => {
      restore(own, placeholders());
      scan();
    };
    new MutationObserver(follow).observe(document, { childList: true, subtree: true });
    addEventListener("click", (event) => click(event, own));
    globalThis.cookieStore?.addEventListener("change", look);
    for (const event of ["focus", "pageshow"]) addEventListener(event, look);
    document.addEventListener("visibilitychange", () => document.hidden || look());
  } catch (error) {
    console.warn("helder: nothing loads.", error);
  }
}

// One of helder's own pages loads this script itself and has the markup; elsewhere an element of that name is somebody else's.
if ([...document.querySelectorAll("script")].some(({ src }) => src == import.meta.url)) {
  const policy = document.getElementById("helder")?.dataset.policy;
  if (policy) start({ __proto__: null, policy });
}
