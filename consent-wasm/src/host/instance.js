// The decision itself, out of the text that it is carried in.

import { bytes, imports } from "helder-module";
import { listen } from "./effects.js";

/** Returns the module's exports, or a promise of them from a browser that won't compile as much at once. */
export function instantiate() {
  const code = Uint8Array.from(bytes, (letter) => letter.charCodeAt());
  const use = ({ exports }) => (listen(exports.memory), exports);
  try {
    return use(new WebAssembly.Instance(new WebAssembly.Module(code), imports));
  } catch {
    return WebAssembly.instantiate(code, imports).then(({ instance }) => use(instance));
  }
}
