// The policy that a page under Trusted Types allows this script to create: `trusted-types helder`.

const same = (text) => text;
const RULES = { createHTML: same, createScript: same, createScriptURL: same };

let policy;

/** Returns the policy, which is created at its first use. In a browser without such types, texts stay plain. */
export const trusted = () => (policy ??= globalThis.trustedTypes?.createPolicy("helder", RULES) ?? RULES);
