#!/usr/bin/env node
// Audits of a built site, in a real browser:
//
//   node .ci/audit/run.mjs PUBLIC [AUDIT...] [--only PATH] [--strict] [--require-jsonld] [--guarded] [--patience MS] [--origin URL] [--every-page]
//
// Each audit is a file beside this one. It is given the site, and returns what is wrong and
// a few words that sum it up. Without names all of them run.
import './newer-node.mjs';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from './server.mjs';
import { readPages } from './site.mjs';

export const audits = ['valid', 'axe', 'keyboard', 'reflow', 'steady', 'quiet', 'plain', 'weight', 'jsonld', 'today', 'policy', 'lighthouse'];

const flags = {
  only: { type: 'string', multiple: true, default: [] }, // the address of a page, such as /about/
  strict: { type: 'boolean', default: false }, // jsonld: what is recommended is required
  'require-jsonld': { type: 'boolean', default: false }, // jsonld: every page has some
  guarded: { type: 'boolean', default: false }, // policy: all pages are to have one that lets nothing be smuggled in
  patience: { type: 'string', default: '5000' }, // policy: milliseconds until something that is not refused counts as let happen
  origin: { type: 'string' }, // where a server has the site, such as http://127.0.0.1:8080, in place of one of our own
  'every-page': { type: 'boolean', default: false }, // lighthouse: not only one page of each kind
};

// openSite serves the folder and lends a browser to whoever asks for it.
export async function openSite(root, options) {
  const files = readPages(root).filter(({ path }) => !options.only.length || options.only.includes(path));
  if (!files.length) throw new Error(`no such page in ${root}`);
  const server = options.origin ? { origin: options.origin, close: () => {} } : await serve(root);
  let browser;
  return {
    root,
    options,
    files,
    // An alias only sends its reader on: there is nothing on it to look at.
    pages: files.filter((page) => !page.isAlias),
    origin: server.origin,
    browser: () => (browser ??= import('./browser.mjs').then(({ launch }) => launch())),
    close: async () => {
      server.close();
      if (browser) await (await browser).browser.close();
    },
  };
}

// runAudit returns the failures of one audit and what it says in sum.
export async function runAudit(name, site) {
  const { default: audit } = await import(`./${name}.mjs`);
  return audit(site);
}

async function runAll(names, site) {
  const failures = [];
  console.log(`${'audit'.padEnd(12)}failures  seconds`);
  for (const name of names) {
    const start = performance.now();
    const result = await runAudit(name, site);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name.padEnd(12)}${String(result.failures.length).padStart(8)}${seconds.padStart(9)}  ${result.summary}`);
    failures.push(...result.failures);
  }
  return failures;
}

export const areAudits = (names) => names.every((name) => audits.includes(name));

async function main() {
  const { values, positionals } = parseArgs({ options: flags, allowPositionals: true });
  const [root, ...names] = positionals;
  if (!root || !existsSync(root) || !areAudits(names)) {
    console.error(`usage: run.mjs PUBLIC [AUDIT...]\naudits: ${audits.join(', ')}`);
    return 2;
  }
  const site = await openSite(resolve(root), values);
  try {
    const failures = await runAll(names.length ? names : audits, site);
    for (const { page, what } of failures) console.log(`${page}: ${what}`);
    return failures.length ? 1 : 0;
  } finally {
    await site.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
