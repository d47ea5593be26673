// The scripts that the banner can load and stop by itself. ../policy.rs describes their format.

import { places, tags } from "./policy.js";
import { trusted } from "./trusted.js";

const DENIED = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "denied" };

const stopped = new Set();

/** Google Analytics in consent mode. In this order its first page view counts. */
const google = {
  load(id) {
    window["ga-disable-" + id] = false;
    window.dataLayer ??= [];
    window.gtag ??= function () {
      dataLayer.push(arguments);
    };
    gtag("consent", "default", DENIED);
    gtag("consent", "update", { ...DENIED, analytics_storage: "granted" });
    gtag("js", new Date());
    gtag("config", id);
    add("https://www.googletagmanager.com/gtag/js?id=" + id);
  },
  stop(id) {
    window["ga-disable-" + id] = true;
    gtag("consent", "update", DENIED);
  },
};

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
    add("https://js-agent.newrelic.com/nr-loader-spa-current.min.js").onload = () => window.newrelic?.consent(!stopped.has("nr"));
  },
  stop() {
    window.newrelic?.consent(false);
  },
};

const KINDS = { ga: google, nr: newRelic };

/** Loads the tag of a service. A service without one has only templates. */
export function loadTag(place) {
  const [kind, ...values] = tags[place].split(" ");
  KINDS[kind]?.load(...values);
}

/** Stops the tags of these services. The page is about to be loaded again without them. */
export function stop(services) {
  for (const place of places(services)) {
    const [kind, ...values] = tags[place].split(" ");
    stopped.add(kind);
    KINDS[kind]?.stop(...values);
  }
}

function add(address) {
  const script = document.createElement("script");
  script.src = trusted().createScriptURL(address);
  document.head.append(script);
  return script;
}
