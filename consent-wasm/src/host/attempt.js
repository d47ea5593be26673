// One failure must not stop what comes after it: a page may have its own objects under any name.

/** Runs an action, and turns what it throws into a warning. */
export function attempt(action) {
  try {
    return action();
  } catch (error) {
    console.warn("helder:", error);
  }
}
