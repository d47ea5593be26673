// `<template data-consent="service">`: a page's own scripts and embeds. They wait there, because browsers do not run the content of
// a template.

import { attempt } from "./attempt.js";
import { name } from "./name.js";
import { loadTag } from "./tag.js";
import { ids, places } from "./policy.js";
import { trusted } from "./trusted.js";

/** The positions of the services that were loaded on this page. */
const loaded = new Set();

/** Waiting templates, with their placeholders. */
const waiting = new Map();

const seen = new WeakSet();

/** Returns the placeholders on the page. */
export const placeholders = () => [...waiting.values()];

let selected;

/** Finds new templates: at the start, and whenever the page has changed. */
export function scan() {
  for (const template of document.querySelectorAll("template[data-consent]")) {
    if (seen.has(template)) continue;
    seen.add(template);
    const place = ids.indexOf(template.dataset.consent);
    if (place < 0) console.warn("helder: unknown service", template);
    else if (loaded.has(place)) fill(template);
    else waiting.set(template, placeholder(template));
  }
}

/** Loads services: the tags that the banner knows, and the templates in the page. */
export function load(services) {
  for (const place of places(services)) {
    loaded.add(place);
    loadTag(place);
  }
  for (const template of waiting.keys()) if (loaded.has(ids.indexOf(template.dataset.consent))) fill(template);
}

/** Selects the template whose placeholder contains a button, and returns its service. */
export function select(button) {
  selected = null;
  for (const [template, shown] of waiting) if (shown?.contains(button)) selected = template;
  return selected?.dataset.consent;
}

/** Shows the selected embed. */
export const show = (services) => services && fill(selected);

function placeholder(template) {
  const pattern = document.getElementById("helder-placeholder");
  if (!pattern || !template.content.querySelector(":not(script,style,link,meta)")) return;
  const shown = document.importNode(pattern.content, true).firstElementChild;
  for (const place of shown.querySelectorAll("[data-consent-name]")) place.textContent = name(template.dataset.consent);
  shown.dataset.helder = "";
  template.after(shown);
  return shown;
}

/** The types of scripts that browsers run at their place, as HTML lists them. */
const CLASSIC = /^((text|application)\/(x-)?(java|ecma)script|text\/(javascript1\.[0-5]|jscript|livescript))?$/i;

/** Returns whether a browser fetches this script and runs it before those after it. All others never say that they are done. */
const isAwaited = (script) =>
  script.hasAttribute("src") &&
  !script.hasAttribute("async") &&
  !script.noModule &&
  CLASSIC.test((script.getAttribute("type") ?? "").trim());

/** Puts a template's content after it. Its scripts are created again, because some would not run otherwise, and run in their order. */
async function fill(template) {
  waiting.get(template)?.remove();
  waiting.delete(template);
  const content = document.importNode(template.content, true);
  const scripts = [...content.querySelectorAll("script")].map((old) => {
    const mark = document.createComment("");
    old.replaceWith(mark);
    return [mark, old];
  });
  template.after(content);
  for (const [mark, old] of scripts) {
    const script = document.createElement("script");
    // Modules that are not `async` run in their order too.
    script.async = false;
    for (const { name, value } of old.attributes) {
      // Trusted Types may refuse an attribute such as `onload`: the script loses that one alone.
      attempt(() => script.setAttribute(name, name == "src" ? trusted().createScriptURL(value) : value));
    }
    script.text = trusted().createScript(old.text);
    const done = isAwaited(old) && new Promise((go) => ["load", "error"].forEach((event) => script.addEventListener(event, go)));
    run(() => mark.replaceWith(script), template);
    await done;
  }
}

/** Inserts a script. After a page has been parsed, `document.write` would replace all of it. */
function run(insert, template) {
  const { write, writeln } = document;
  document.write = document.writeln = () => console.warn("helder: document.write can't be used in", template);
  insert();
  Object.assign(document, { write, writeln });
}
