// What people call a service. The words are in the page: the checkbox of each service carries its name.

/** Returns the name of a service in the page's language, or its id where the page does not say. */
export const name = (id) => document.querySelector(`input[name="${id}"][data-name]`)?.dataset.name ?? id;
