// A page keeps to its Content-Security-Policy, and the browser holds it to that: nothing that the page has itself is refused, and, where
// the site is said to be guarded, what somebody might smuggle in is.
import { eachPageOf } from './browser.mjs';

export default async function policy(site) {
  const guarded = site.options.guarded;
  // At an address where there is nothing, hosts answer with a page of the site as well.
  const pages = guarded ? [...site.pages, { path: '/there-is-nothing-here/' }] : site.pages;
  const failures = await eachPageOf({ ...site, pages }, async (tab, page, fail) => {
    tab.removeAllListeners('console');
    listen(tab, fail);
    await tab.goto(site.origin + page.path);
    await loadAll(tab);
    for (const refused of await tab.evaluate(() => window.refused)) fail(`its policy refuses what it has itself: ${refused}`);
    if (guarded) for (const ran of await smuggle(tab, Number(site.options.patience))) fail(`lets happen what somebody might smuggle in: ${ran}`);
  }, { beforehand: takeNote });
  return { failures, summary: `${pages.length} pages` };
}

const takeNote = `window.refused = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
  window.refused.push([effectiveDirective, blockedURI, sample].filter(Boolean).join(' '));
});`;

// What the browser says of fields that it does not understand stands in the console alone. What is refused there is told by the page.
function listen(tab, fail) {
  tab.on('console', (message) => {
    const text = message.text();
    if (/policy/i.test(text) && !/violates the/i.test(text)) fail(`the browser complains: ${text}`);
  });
}

// loadAll asks for the pictures further down as well, and waits until they and the fonts are there or refused.
const loadAll = (tab) =>
  tab.evaluate(async () => {
    for (const late of document.querySelectorAll('[loading=lazy]')) late.loading = 'eager';
    await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode().catch(() => {}))]);
  });

// smuggle puts into the page what somebody might, in each of the ways that there are, and returns what was not refused. What is refused says so at once.
const smuggle = (tab, patience) =>
  tab.evaluate(async (patience) => {
    const elsewhere = 'http://127.0.0.2:9';
    const add = (name, attributes, text = '') => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.textContent = text;
      document.body.append(element);
      return element;
    };
    const ways = {
      'a script in the page': () => add('script', {}, 'window.smuggled = 1'),
      'a script of another site': () => add('script', { src: `${elsewhere}/a.js` }),
      'a script in an address': () => add('script', { src: 'data:text/javascript,window.smuggled=1' }),
      'a script in an attribute': () => add('button', { onclick: 'window.smuggled = 1' }).click(),
      'a script in place of an address': () => add('a', { href: 'javascript:window.smuggled=1' }).click(),
      'a style in the page': () => add('style', {}, 'body { outline: 7px solid }'),
      'a style in an attribute': () => add('p', { style: 'outline: 7px solid' }),
      'a style sheet of another site': () => add('link', { rel: 'stylesheet', href: `${elsewhere}/a.css` }),
      'a picture of another site': () => add('img', { src: `${elsewhere}/a.png`, alt: '' }),
      'a film of another site': () => add('video', { src: `${elsewhere}/a.mp4` }),
      'a frame of another site': () => add('iframe', { src: `${elsewhere}/` }),
      'a document of another site': () => add('object', { data: `${elsewhere}/a.pdf` }),
      'a question to another site': () => fetch(`${elsewhere}/`).catch(() => {}),
      'another start of addresses': () => document.head.prepend(add('base', { href: `${elsewhere}/` })),
      'a form that is sent elsewhere': () => add('form', { action: `${elsewhere}/`, method: 'post', target: '_blank' }).requestSubmit(),
    };
    const refused = (happen) => new Promise((resolve) => {
      addEventListener('securitypolicyviolation', () => resolve(true), { once: true });
      setTimeout(() => resolve(false), patience);
      happen();
    });
    const happened = [];
    for (const [name, happen] of Object.entries(ways)) {
      if (!(await refused(happen))) happened.push(name);
    }
    return happened;
  }, patience);
