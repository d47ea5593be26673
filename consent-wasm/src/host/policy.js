// The parts of a policy (../policy.rs) that the page needs: the ids of its services and what loads them.

/** The text of the policy, which the decision reads by itself. */
export let policy;

export let cookie, days, endpoint, preferences, ids, tags;

export function read(text) {
  policy = text;
  const [head, ...services] = text.split("\n").slice(0, -1).map((line) => line.split("\t"));
  [, , , cookie, days, , endpoint, preferences] = head;
  ids = services.map(([id]) => id);
  tags = services.map(([, , tag]) => tag);
}

/** Turns ids of services into a set: a bit for each. An unknown id gets the last bit, which no service has. */
export function set(names) {
  let bits = 0;
  for (const name of names) bits |= 1 << ids.indexOf(name);
  return bits;
}

/** Turns a set into the positions of its services. */
export const places = (bits) => [...ids.keys()].filter((place) => (bits >> place) & 1);
