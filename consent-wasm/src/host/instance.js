// Turns the decision's module from text into a running instance.

import { bytes, imports } from "helder-module";

/** Returns the module's exports. */
export async function instantiate() {
  const code = Uint8Array.from(bytes, (letter) => letter.charCodeAt());
  try {
    // Synchronously, so that the first paint already shows the banner.
    return new WebAssembly.Instance(new WebAssembly.Module(code), imports).exports;
  } catch {
    // Old browsers refuse to compile this much synchronously.
    return (await WebAssembly.instantiate(code, imports)).instance.exports;
  }
}
