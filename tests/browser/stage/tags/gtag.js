// Plays gtag.js of Google Analytics: carries out the commands of `dataLayer` in their order, keeps to the consent that they
// state and to `ga-disable-…`, writes its two cookies on the highest domain that takes them, and goes on sending and writing.
(() => {
  const id = new URL(document.currentScript.src).searchParams.get('id');
  const names = ['_ga', '_ga_' + id.replace('G-', '')];
  const consent = {};
  const commands = [];
  let configured = false;

  // As `cookie_domain: 'auto'` does: from the shortest parent domain on, until one sticks.
  const write = name => {
    const labels = location.hostname.split('.');
    for (let count = 1; count <= labels.length; count++) {
      const domain = labels.slice(-count).join('.');
      document.cookie = `${name}=GS2.1.s1; domain=${domain}; path=/; max-age=63072000`;
      if (document.cookie.includes(name + '=')) return;
    }
  };

  const state = signal => consent[signal] === undefined ? '-' : consent[signal] === 'granted' ? '1' : '0';

  const send = event => {
    if (window['ga-disable-' + id]) return;
    const granted = consent.analytics_storage !== 'denied';
    if (granted) names.forEach(write);
    const query = new URLSearchParams({
      v: '2', tid: id, en: event,
      gcs: 'G1' + state('ad_storage') + state('analytics_storage'),
      gcd: ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'].map(state).join(''),
      commands: commands.join('.'),
      cid: granted ? 'kept' : 'none',
    });
    fetch('https://region1.google-analytics.com/g/collect?' + query, {method: 'POST', mode: 'no-cors', keepalive: true});
  };

  const run = command => {
    if (typeof command[0] !== 'string') return;
    commands.push(command[0] === 'consent' ? 'consent-' + command[1] : command[0]);
    if (command[0] === 'consent') Object.assign(consent, command[2]);
    if (command[0] === 'config' && command[1] === id) { configured = true; send('page_view'); }
    if (command[0] === 'event') send(command[1]);
  };

  const name = new URL(document.currentScript.src).searchParams.get('l') || 'dataLayer';
  const layer = window[name] = window[name] || [];
  layer.forEach(run);
  layer.push = command => { Array.prototype.push.call(layer, command); run(command); };
  setInterval(() => configured && send('user_engagement'), 100);
})();
