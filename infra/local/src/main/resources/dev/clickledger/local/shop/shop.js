/* The shop's own script: how an advertised product looks, who buys, and the panel of balances. */
(() => {
  'use strict';
  const POLL_MILLIS = 1000;
  const MOVED_MILLIS = 8000;
  const language = document.documentElement.lang;
  const price = won => language === 'ko' ? won.toLocaleString('en') + '원' : '₩' + won.toLocaleString('en');

  const catalogue = fetch('/catalogue.json').then(answer => answer.json());

  window.clickledgerAds = {
    describe: async ad => {
      const product = (await catalogue)[ad.product_id];
      return product && {
        title: product.name,
        text: product.blurb + ' · ' + price(product.price),
        image: '/pictures/' + encodeURIComponent(ad.product_id) + '.svg',
        href: '/products/' + encodeURIComponent(ad.product_id)
      };
    }
  };

  // An order is matched to clicks by the device, so both must name the same one.
  document.addEventListener('submit', event => {
    const {device_id: device, session_id: session} = event.target.elements;
    if (device && session) {
      device.value = window.clickledgerAds.deviceId || '';
      session.value = window.clickledgerAds.sessionId || '';
    }
  });

  const list = document.getElementById('balances');
  const known = new Map(JSON.parse(sessionStorage.getItem('shop.balances') || '[]'));

  const text = (tag, content, name = '') =>
    Object.assign(document.createElement(tag), {textContent: content, className: name});

  const row = advertiser => {
    const before = known.get(advertiser.advertiser_id) || {balance: advertiser.balance, by: 0, at: 0};
    const by = advertiser.balance - before.balance;
    const now = by === 0 ? before : {by, at: Date.now()};
    known.set(advertiser.advertiser_id, {...now, balance: advertiser.balance});
    const item = text('li', '');
    item.dataset.advertiser = advertiser.advertiser_id;
    item.append(text('span', advertiser.name), text('b', price(advertiser.balance)));
    if (Date.now() - now.at < MOVED_MILLIS) {
      item.append(text('span', (now.by > 0 ? '+' : '−') + price(Math.abs(now.by)), 'moved ' + (now.by > 0 ? 'up' : 'down')));
    }
    return item;
  };

  const show = async () => {
    if (document.hidden) return;
    const advertisers = await (await fetch('/balances.json')).json();
    list.replaceChildren(...(advertisers.length ? advertisers.map(row) : [text('li', list.dataset.none)]));
    sessionStorage.setItem('shop.balances', JSON.stringify([...known]));
  };
  const poll = () => show().catch(() => {}).finally(() => setTimeout(poll, POLL_MILLIS));
  poll();
})();
