// Shows the fields of a record in the page's words.

const HOW = { b: "banner", p: "preferences", e: "embed", s: "script" };

/** Fills each element with the field that it names. */
export function fill(places, record, choose) {
  for (const place of places) {
    const field = place.dataset.consentField;
    const value = record[field];
    if (field == "how") choose(place, HOW[value]);
    else if (["given", "updated", "expires"].includes(field)) {
      place.dateTime = value;
      place.textContent = new Date(value).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    } else place.textContent = value;
  }
}
