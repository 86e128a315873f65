// What a case plays on: a site of its own, a server that serves it, and pages in a browser.
import { rmSync } from 'node:fs';
import { serve } from '../audit/server.mjs';
import { start } from './preview.mjs';
import { Site } from './site.mjs';
import { until } from './until.mjs';
import { domOf, Visitor } from './visitor.mjs';

export class Stage {
  #contexts = [];
  #visitors = [];

  constructor({ binary, repository, browser }) {
    this.binary = binary;
    this.browser = browser;
    this.site = new Site(repository);
  }

  // serve starts the server. What is written before that is there from the beginning.
  async serve(port) {
    this.preview = await start(this.binary, this.site.source, port);
  }

  // visit opens a page in a browser that knows no other page of the site.
  async visit(path, { allowed, beforehand, ...settings } = {}) {
    const context = await this.#context(settings);
    if (beforehand) await context.addInitScript(beforehand);
    return this.#open(context, path, allowed);
  }

  // visitBeside opens a page in the browser in which another one is open.
  visitBeside(visitor, path) {
    return this.#open(visitor.tab.context(), path);
  }

  // follows makes a change, and waits until every visitor's page has become what a fresh build gives. Of
  // a change that leaves the page as it is, that says nothing: there it fails.
  async follows(change, ...visitors) {
    const before = await Promise.all(visitors.map((visitor) => visitor.dom()));
    await change();
    const wanted = await this.fresh(...visitors.map(({ path }) => path));
    for (const [index, visitor] of visitors.entries()) {
      if (before[index] === wanted[index]) throw new Error(`the change does not reach ${visitor.path}`);
      await this.#becomes(visitor, wanted[index]);
    }
  }

  // equals waits until the pages are what a fresh build gives, whether they have changed or not.
  async equals(...visitors) {
    const wanted = await this.fresh(...visitors.map(({ path }) => path));
    for (const [index, visitor] of visitors.entries()) await this.#becomes(visitor, wanted[index]);
  }

  async #becomes(visitor, wanted) {
    let last = '';
    const isThere = async () => (last = await visitor.dom()) === wanted;
    await until(`${visitor.path} is that of a fresh build`, isThere, () => difference(last, wanted));
  }

  // fresh returns what a browser makes of pages of a site that has just been built from nothing.
  async fresh(...paths) {
    const folder = await this.site.build(this.binary);
    const server = await serve(folder);
    const context = await this.browser.newContext({ reducedMotion: 'reduce' });
    try {
      const tab = await context.newPage();
      const doms = [];
      for (const path of paths) {
        await tab.goto(server.origin + path);
        doms.push(await domOf(tab));
      }
      return doms;
    } finally {
      await context.close();
      server.close();
      rmSync(folder, { recursive: true });
    }
  }

  // close ends everything, and tells what went wrong that no case looks for: a browser's
  // complaint, a file that the server wrote, an end with an error.
  async close() {
    await Promise.all(this.#contexts.map((context) => context.close()));
    const faults = this.#visitors.flatMap((visitor) => visitor.faults);
    await this.preview?.stop().catch((error) => faults.push(error.message));
    const written = this.site.touchedByOthers();
    if (written.length) faults.push(`written below the folder of the site: ${written.join(', ')}`);
    this.site.close();
    return faults;
  }

  async #context(settings) {
    const context = await this.browser.newContext({ reducedMotion: 'reduce', ...settings });
    this.#contexts.push(context);
    return context;
  }

  async #open(context, path, allowed) {
    const visitor = new Visitor(await context.newPage(), this.preview.address + path, allowed);
    this.#visitors.push(visitor);
    return visitor.open();
  }
}

// difference shows where two texts part.
function difference(got, wanted) {
  let at = 0;
  while (at < got.length && got[at] === wanted[at]) at++;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 100));
  return `\n  is:   ${around(got)}\n  want: ${around(wanted)}`;
}
