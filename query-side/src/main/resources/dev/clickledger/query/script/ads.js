/*
 * Clickledger's ads for a page: fills its slots, reports what is seen, sends the clicks.
 *
 *   <script src="https://QUERY-SIDE/v1/ads.js" data-intake="https://COMMAND-SIDE"
 *           data-link="/products/{product_id}" defer></script>
 *   <div data-ad-slot data-placement="CATEGORY" data-category="books" data-max-ads="3"></div>
 *
 * How a product looks is the page's to say, before this script runs or later:
 *   window.clickledgerAds = {describe: ad => ({title, text, image, href})}   // or a promise of it
 *
 * Nothing here throws into the page or holds a shopper up; what fails is counted in
 * clickledgerAds.failures. The device's id is a random number that this page keeps, the session's
 * lives as long as the tab; nothing else about the shopper is collected, and there are no cookies.
 */
(() => {
  'use strict';
  const script = document.currentScript;
  const PARAMETERS = ['placement', 'category', 'search_term', 'product_id', 'exclude_product_ids',
    'max_ads', 'device_type', 'age_group', 'publisher_id'];
  const LOOKUP_MILLIS = 3000, REPORT_AFTER_MILLIS = 1000, VIEWABLE_MILLIS = 1000, VIEWABLE_SHARE = 0.5;
  const MOST_IN_A_REPORT = 20; // A browser takes 64 KiB from a page on its way out.
  const page = window.clickledgerAds = window.clickledgerAds || {};
  const failures = page.failures = {lookup: 0, render: 0, impression: 0, click: 0};
  const random = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
  const remembered = (store, key) => {
    try {
      let id = window[store].getItem(key);
      if (!/^[0-9a-f]{32}$/.test(id)) window[store].setItem(key, id = random());
      return id;
    } catch {
      return random(); // The shopper keeps storage shut: good for this page alone.
    }
  };
  page.deviceId = remembered('localStorage', 'clickledger.device');
  page.sessionId = remembered('sessionStorage', 'clickledger.session');

  /** Outlives the page. A text is sent as text/plain: for JSON, the browser would first ask for leave. */
  const post = (path, body, kind) => {
    try {
      const url = new URL(path, script.dataset.intake || script.src);
      const failed = () => { failures[kind]++; };
      const request = {method: 'POST', body: JSON.stringify(body), keepalive: true, credentials: 'omit'};
      if ('keepalive' in Request.prototype) fetch(url, request).then(answer => answer.ok || failed(), failed);
      else if (!navigator.sendBeacon(url, request.body)) failed();
    } catch {
      failures[kind]++;
    }
  };
  const about = ad => ({ad_token: ad.ad_token, device_id: page.deviceId, session_id: page.sessionId});
  const click = ad => post('/v1/clicks', about(ad), 'click');
  const unreported = [];
  let timer;
  const report = () => {
    timer = clearTimeout(timer);
    while (unreported.length > 0) {
      post('/v1/events', {events: unreported.splice(0, MOST_IN_A_REPORT)}, 'impression');
    }
  };
  const seen = (ad, viewable) => {
    const id = (viewable ? 'viewable-' : 'served-') + ad.click_id;
    unreported.push({event_id: id, type: 'IMPRESSION', ...about(ad), viewable});
    timer = timer || setTimeout(report, REPORT_AFTER_MILLIS);
  };

  /** Viewable: half of it, for a second, in a tab that is looked at. */
  const watch = (link, ad) => {
    let since = 0;
    const observer = new IntersectionObserver(entries => {
      clearTimeout(since);
      if (entries[entries.length - 1].intersectionRatio >= VIEWABLE_SHARE) hold();
    }, {threshold: VIEWABLE_SHARE});
    const hold = () => {
      since = setTimeout(() => {
        if (document.hidden) return hold();
        observer.disconnect();
        seen(ad, true);
      }, VIEWABLE_MILLIS);
    };
    observer.observe(link);
  };
  const webAddress = text => {
    const url = new URL(text, location.href);
    if (!/^https?:$/.test(url.protocol)) throw new TypeError('not an address on the web');
    return url.href;
  };
  const part = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = name;
    if (text !== undefined) element.textContent = text; // Never as HTML.
    return element;
  };
  const linkTo = async ad => {
    const product = (page.describe && await page.describe(ad)) || {};
    const template = script.dataset.link || '/products/{product_id}';
    const link = part('a', 'ad');
    link.href = webAddress(product.href || template.replace('{product_id}', encodeURIComponent(ad.product_id)));
    link.rel = 'sponsored';
    link.append(part('span', 'ad-label', /^ko\b/i.test(document.documentElement.lang) ? '광고' : 'Ad'));
    if (product.image) link.append(Object.assign(part('img', 'ad-image'), {alt: '', src: webAddress(product.image)}));
    link.append(part('strong', 'ad-title', product.title || ad.product_id));
    if (product.text) link.append(part('span', 'ad-text', product.text));
    // The browser follows the link by itself and at once.
    link.addEventListener('click', () => click(ad));
    link.addEventListener('auxclick', event => { if (event.button === 1) click(ad); });
    return link;
  };

  const show = async (slot, ad) => {
    try {
      const link = await linkTo(ad);
      slot.append(link);
      slot.hidden = false;
      seen(ad, false);
      watch(link, ad);
    } catch {
      failures.render++;
    }
  };
  const fill = async slot => {
    try {
      slot.hidden = true; // Until there is an ad in it.
      const url = new URL('/v1/ads', script.src);
      for (const name of PARAMETERS) {
        const value = slot.getAttribute('data-' + name.replaceAll('_', '-'));
        if (value) url.searchParams.set(name, value);
      }
      url.searchParams.set('device_id', page.deviceId);
      const answer = await fetch(url, {credentials: 'omit', signal: AbortSignal.timeout(LOOKUP_MILLIS)});
      if (!answer.ok) throw new Error(answer.status);
      for (const ad of (await answer.json()).ads) await show(slot, ad);
    } catch {
      failures.lookup++;
    }
  };

  /** For slots that came later; each is filled once. */
  page.fill = (root = document) => root.querySelectorAll('[data-ad-slot]:not([data-ad-asked])').forEach(slot => {
    slot.setAttribute('data-ad-asked', '');
    fill(slot);
  });

  if (document.prerendering) document.addEventListener('prerenderingchange', () => page.fill(), {once: true});
  else if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => page.fill(), {once: true});
  else page.fill();
  addEventListener('pagehide', report);
  document.addEventListener('visibilitychange', () => { if (document.hidden) report(); });
})();
