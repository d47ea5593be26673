// `<template data-consent="service">`: a page's own scripts and embeds. They wait there, because browsers do not run the content of
// a template.

import { name } from "./name.js";
import { loadTag } from "./tag.js";
import { ids, places } from "./policy.js";
import { trusted } from "./trusted.js";

/** The positions of the services that were loaded on this page. */
const loaded = new Set();

/** Waiting templates, with their placeholders. */
const waiting = new Map();

const seen = new WeakSet();

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
  return selected.dataset.consent;
}

/** Shows the selected embed. */
export const show = (services) => services && fill(selected);

function placeholder(template) {
  const pattern = document.getElementById("helder-placeholder");
  if (!pattern || !template.content.querySelector(":not(script,style,link,meta)")) return;
  const shown = document.importNode(pattern.content, true).firstElementChild;
  for (const place of shown.querySelectorAll("[data-consent-name]")) place.textContent = name(template.dataset.consent);
  template.after(shown);
  return shown;
}

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
    for (const { name, value } of old.attributes) {
      script.setAttribute(name, name == "src" ? trusted().createScriptURL(value) : value);
    }
    script.text = trusted().createScript(old.text);
    mark.replaceWith(script);
    if (old.src && !old.hasAttribute("async")) await new Promise((go) => (script.onload = script.onerror = go));
  }
}
