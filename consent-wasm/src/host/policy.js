// What the page needs of a policy (../policy.rs): the names of its services and what loads them.

/** The policy as it was written, which the decision reads for itself. */
export let policy;

export let cookie, days, endpoint, preferences, ids, tags;

export function read(text) {
  policy = text;
  const [head, ...services] = text.split("\n").slice(0, -1).map((line) => line.split("\t"));
  [, , , cookie, days, , endpoint, preferences] = head;
  ids = services.map(([id]) => id);
  tags = services.map(([, , tag]) => tag);
}

/** Turns names of services into a set: a bit for each. A name that nobody knows gets a bit that no service has. */
export const set = (names) => names.reduce((bits, name) => bits | (1 << ids.indexOf(name)), 0);

/** Turns a set into the places of its services. */
export const places = (bits) => [...ids.keys()].filter((place) => (bits >> place) & 1);
