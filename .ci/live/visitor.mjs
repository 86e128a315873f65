// A page in a browser that nobody touches, and what is to be seen on it.
import { until } from './until.mjs';

// What the server adds is no part of the page.
const additions = 'stillpoint-panel, script[src*="/.stillpoint/"]';

// away is what the browser says of a server that goes away while pages listen to it: it depends on what was under way.
export const away = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/;

export class Visitor {
  faults = []; // what the browser complained of

  // allowed tells which complaints are no fault, as where a page is meant to be missing.
  constructor(tab, address, allowed) {
    this.tab = tab;
    this.address = address;
    const complain = (text) => { if (!allowed?.test(text)) this.faults.push(`${this.path}: ${text}`); };
    tab.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complain(message.text()); });
    tab.on('pageerror', (error) => complain(error.message));
  }

  get path() {
    return new URL(this.address).pathname;
  }

  // open loads the page, and returns once it listens to the server, whose first word makes the panel.
  async open() {
    await this.tab.goto(this.address);
    await until('the page listens', () => this.tab.evaluate(() => Boolean(document.querySelector('stillpoint-panel'))));
    return this;
  }

  dom() {
    return domOf(this.tab);
  }

  see(what, question, argument) {
    return until(`${this.path} shows ${what}`, () => this.tab.evaluate(question, argument));
  }

  sees(text) {
    return this.see(`“${text}”`, (text) => document.body.textContent.includes(text), text);
  }

  // mark leaves something in the page that a reload would wipe out.
  mark() {
    return this.tab.evaluate(() => { globalThis.markOfTheTest = true; });
  }

  isMarked() {
    return this.tab.evaluate(() => globalThis.markOfTheTest === true);
  }

  async mustBeMarked(why) {
    if (!(await this.isMarked())) throw new Error(`${this.path} was loaded anew: ${why}`);
  }

  // panel tells what of the panel can be seen.
  panel() {
    return this.tab.evaluate(readPanel);
  }

  // awaitPanel waits for the panel to be as a test wants it.
  async awaitPanel(what, test) {
    let last;
    return until(`${this.path} shows ${what}`, async () => {
      last = await this.panel();
      return test(last) && last;
    }, () => `; the panel is ${JSON.stringify(last)}`);
  }
}

// domOf returns the page as it stands, without what is not of the site.
export function domOf(tab) {
  return tab.evaluate((additions) => {
    const copy = document.documentElement.cloneNode(true);
    for (const element of copy.querySelectorAll(additions)) element.remove();
    return copy.outerHTML;
  }, additions);
}

// readPanel runs within the page.
function readPanel() {
  const { shadowRoot: root } = document.querySelector('stillpoint-panel');
  const shown = (element) => (element?.checkVisibility({ visibilityProperty: true, opacityProperty: false }) ? element.textContent : '');
  const text = (element, selector) => element.querySelector(selector)?.textContent ?? '';
  const dialog = root.querySelector('dialog');
  return {
    open: dialog.open,
    modal: dialog.matches(':modal'),
    role: dialog.getAttribute('role'),
    focused: dialog.contains(root.activeElement),
    title: dialog.open ? text(root, 'h2') : '',
    note: dialog.open ? text(root, '#note') : '',
    sections: [...root.querySelectorAll('h3')].map((heading) => heading.textContent),
    groups: [...root.querySelectorAll('.group > summary')].map((summary) => summary.textContent),
    problems: [...root.querySelectorAll('ol > li')].map((item) => ({
      kind: text(item, '.kind'),
      place: text(item, '.place'),
      link: item.querySelector('a.place')?.getAttribute('href') ?? '',
      message: text(item, '.message'),
      marked: text(item, 'mark'),
      carets: text(item, '.carets'),
      hint: text(item, '.hint'),
      code: text(item, '.code'),
    })),
    badge: shown(root.querySelector('.badge')),
    ribbon: shown(root.querySelector('.ribbon')),
    source: shown(root.querySelector('.edit')),
    editor: root.querySelector('.edit a')?.getAttribute('href') ?? '',
  };
}
