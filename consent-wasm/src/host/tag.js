// The scripts that the banner can load and stop by itself. ../policy.rs describes their format.

import { attempt } from "./attempt.js";
import { places, tags } from "./policy.js";
import { trusted } from "./trusted.js";

const DENIED = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "denied" };

const stopped = new Set();

/** The commands for Google's script. The page can give its own `dataLayer` another value at any time. */
let commands;

/** Sends a command as Google's script expects it: the object `arguments` itself. */
function command() {
  commands.push(arguments);
}

/** Google Analytics in consent mode. In this order its first page view counts. */
const google = {
  load(id) {
    window["ga-disable-" + id] = false;
    // What a page has under this name may be something else.
    const layer = Array.isArray((window.dataLayer ??= [])) ? "" : "helderLayer";
    commands = window[layer || "dataLayer"] ??= [];
    window.gtag ??= command;
    command("consent", "default", DENIED);
    command("consent", "update", { ...DENIED, analytics_storage: "granted" });
    command("js", new Date());
    command("config", id);
    add("https://www.googletagmanager.com/gtag/js?id=" + id + (layer && "&l=" + layer));
  },
  stop(id) {
    window["ga-disable-" + id] = true;
    command("consent", "update", DENIED);
  },
};

/** The agent of New Relic, once it has loaded. */
let agent;

/** New Relic's agent, in the consent mode in which it can be stopped. */
const newRelic = {
  load(region, accountID, applicationID, licenseKey) {
    const beacon = region == "eu" ? "bam.eu01.nr-data.net" : "bam.nr-data.net";
    const own = { licenseKey, applicationID };
    Object.assign((window.NREUM ??= {}), {
      init: { privacy: { cookies_enabled: true }, browser_consent_mode: { enabled: true } },
      loader_config: { accountID, trustKey: accountID, agentID: applicationID, ...own },
      info: { beacon, errorBeacon: beacon, sa: 1, ...own },
    });
    // It may have been refused before it arrives, and a content blocker may have emptied it.
    add("https://js-agent.newrelic.com/nr-loader-spa-current.min.js").onload = () => {
      agent = window.newrelic;
      agent?.consent(!stopped.has("nr"));
    };
  },
  stop() {
    agent?.consent(false);
  },
};

const KINDS = { __proto__: null, ga: google, nr: newRelic };

/** Loads the tag of a service. A service without one has only templates. */
export function loadTag(place) {
  const [kind, ...values] = tags[place].split(" ");
  attempt(() => KINDS[kind]?.load(...values));
}

/** Stops the tags of these services. The page is about to be loaded again without them. */
export function stop(services) {
  for (const place of places(services)) {
    const [kind, ...values] = tags[place].split(" ");
    stopped.add(kind);
    attempt(() => KINDS[kind]?.stop(...values));
  }
}

function add(address) {
  const script = document.createElement("script");
  script.src = trusted().createScriptURL(address);
  document.head.append(script);
  return script;
}
