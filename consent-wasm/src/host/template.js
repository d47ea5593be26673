// `<template data-consent="service">`: a page's own scripts and embeds, which wait there as no browser runs a template's content.

import { name } from "./banner.js";
import { loadTag } from "./tag.js";
import { ids, places } from "./policy.js";
import { trusted } from "./trusted.js";

/** What was loaded on this page. */
const loaded = new Set();

/** Templates that wait, with their placeholders. */
const waiting = new Map();

const seen = new WeakSet();

let wanted;

/** Looks for templates that were not there before: at the start, and whenever the page has changed. */
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

/** Loads services: what the banner knows of them, and what waits in the page. */
export function load(services) {
  for (const place of places(services)) {
    loaded.add(place);
    loadTag(place);
  }
  for (const template of waiting.keys()) if (loaded.has(ids.indexOf(template.dataset.consent))) fill(template);
}

/** Returns the service that the placeholder around a button stands for, and remembers which one it is. */
export function want(button) {
  wanted = null;
  for (const [template, shown] of waiting) if (shown?.contains(button)) wanted = template;
  return wanted.dataset.consent;
}

/** Shows the one embed that was wanted. */
export const show = (services) => services && fill(wanted);

function placeholder(template) {
  const pattern = document.getElementById("helder-placeholder");
  if (!pattern || !template.content.querySelector(":not(script,style,link,meta)")) return;
  const shown = document.importNode(pattern.content, true).firstElementChild;
  for (const place of shown.querySelectorAll("[data-consent-name]")) place.textContent = name(template.dataset.consent);
  template.after(shown);
  return shown;
}

/** Puts a template's content behind it. Its scripts are made anew, or some would not run, and run in their order. */
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
