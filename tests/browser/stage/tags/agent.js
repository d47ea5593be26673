// Plays the loader of the New Relic Browser agent as it was measured: writes its session at once, consent or not; in consent
// mode sends nothing until `newrelic.consent()`, and stops at `newrelic.consent(false)`; goes on sending and writing.
(() => {
  const nr = window.NREUM;
  const {info, init, loader_config: config} = nr;
  let consented = false;
  let hash = 0x811c9dc5;
  for (const letter of info.licenseKey + ':' + info.applicationID) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  }
  const key = 'NRBA_SESSION::' + hash.toString(16).padStart(8, '0');

  const write = () => {
    if (init?.privacy?.cookies_enabled !== false) localStorage.setItem(key, JSON.stringify({value: 'session', consent: consented}));
  };
  const send = kind => {
    write();
    if (init?.browser_consent_mode?.enabled && !consented) return;
    const to = `https://${info.beacon}/${kind}/1/${info.licenseKey}?a=${info.applicationID}&sa=1&ac=${config?.accountID}`;
    fetch(to, {method: 'POST', body: '{}'}).catch(() => {});
  };

  nr.consent = (given = true) => { consented = given; if (given) send('events'); };
  window.newrelic = nr;
  send('events');
  setInterval(() => send('jserrors'), 100);
})();
