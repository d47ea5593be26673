// The decision itself, out of the text that it is carried in.

import { bytes, imports } from "helder-module";

/** Returns the module's exports. */
export async function instantiate() {
  const code = Uint8Array.from(bytes, (letter) => letter.charCodeAt());
  try {
    // At once, so that the banner is there when the page is first painted.
    return new WebAssembly.Instance(new WebAssembly.Module(code), imports).exports;
  } catch {
    // Old browsers won't compile as much at once.
    return (await WebAssembly.instantiate(code, imports)).instance.exports;
  }
}
