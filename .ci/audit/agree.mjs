#!/usr/bin/env node
// Holds our rules on access to what axe finds, but for what follows from how a page is drawn:
//
//   node .ci/audit/agree.mjs PUBLIC CORPUS TABLE APART
//
// PUBLIC is a built site, whose style sheets the pages may use. CORPUS is a JSON file: of each page its name, its HTML, and what our
// rules have found on it. TABLE says which of our rules find what each rule of axe finds, APART where the two part on purpose.
//
// Where axe finds a fault, one of these rules must have found one there. Where one of them has, axe must have, too, or be in doubt.
// And all of that must mean something: each rule of axe has to find a fault somewhere, each of ours to be missed if it were switched
// off, and each line of APART to be about something.
import './newer-node.mjs';
import { readFileSync } from 'node:fs';
import { serve } from './server.mjs';

const tabs = 2;

// notYet are rules of axe that are not held to ours yet, since these go by style sheets, which the corpus gives them none of.
const notYet = ['color-contrast', 'target-size'];

// ofTwo are rules about two things that are alike: axe names the first of them, and ours the second.
const ofTwo = [
  'accesskeys', 'duplicate-id', 'duplicate-id-active', 'duplicate-id-aria', 'frame-title-unique', 'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo', 'landmark-no-duplicate-main', 'landmark-unique',
];

// around are rules of which axe names what holds the fault and ours the fault itself, or the other way round. Otherwise they have to name
// the same element.
const around = [
  'aria-hidden-focus', 'aria-required-children', 'aria-text', 'bypass', 'definition-list', 'document-title', 'list', 'nested-interactive',
  'page-has-heading-one', 'region', 'td-headers-attr', 'th-has-data-cells',
];

// readTable returns the codes of our rules for each rule of axe. In lines such as “label-title-only  label-missing (why)”, what is in
// brackets is for people, and so is all behind a dash: there is no rule of ours.
function readTable(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => /^[\w-]+ +[^- ]/.test(line));
  const table = lines.map((line) => {
    const [rule, ...ours] = line.replace(/\(.*$/, '').trim().split(/ +/);
    return [rule, ours];
  });
  return Object.fromEntries(table.filter(([rule]) => !notYet.includes(rule)));
}

// readApart returns what is said to be found by one side alone: a line such as “axe object-alt object:has(img)”, with the side, the
// rule of that side, and a selector for the elements, and below it, set in, the reason.
function readApart(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => /^(axe|ours) /.test(line));
  return lines.map((line) => {
    const [, side, rule, selector] = /^(\w+) +([\w-]+|\*) +(.*)$/.exec(line) ?? [];
    if (!selector) throw new Error(`${file}: not “axe RULE SELECTOR” or “ours RULE SELECTOR”: ${line}`);
    return { side, rule, selector, line };
  });
}

// ---- In the browser ----

// look writes a page into the tab, and returns what axe finds on it and ours, each with what the other side says of it.
async function look({ html, found, table, apart, ofTwo, around }) {
  document.open();
  document.write(html);
  document.close();
  // What is folded is a part of the page: axe, which goes by what is drawn, passes it over.
  for (const details of document.querySelectorAll('details')) {
    details.removeAttribute('name');
    details.open = true;
  }
  const sheets = [...document.querySelectorAll('link[rel=stylesheet]')].filter(({ sheet }) => !sheet);
  await Promise.all(sheets.map((link) => new Promise((done) => ['load', 'error'].forEach((event) => link.addEventListener(event, done)))));

  // An element of ours is told by its tag and its number among those of that tag; none is the page as a whole.
  const byTag = Object.groupBy(document.querySelectorAll('*'), ({ localName }) => localName.toLowerCase());
  const ours = found.map((each) => ({ ...each, element: byTag[each.tag]?.[each.number - 1] }));
  const meet = ({ tag, element }, other, rule) =>
    !tag || element === other || ofTwo.includes(rule) || (around.includes(rule) && (element?.contains(other) || other.contains(element)));

  const { violations, incomplete } = await globalThis.axe.run(document, {
    runOnly: { type: 'rule', values: Object.keys(table) },
    resultTypes: ['violations', 'incomplete'], selectors: false, elementRef: true, preload: false, iframes: false,
  });
  const each = (results) => results.flatMap(({ id, nodes }) => nodes.map((node) => ({ rule: id, ...node })));
  const whyOf = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message).join('; ');
  const excuse = (side, rule, element) =>
    apart.findIndex((line) => line.side === side && [rule, '*'].includes(line.rule) && element.matches(line.selector));
  const describe = (element) => element.cloneNode().outerHTML.slice(0, 200);
  const of = (results) => each(results).map(({ rule, element, ...node }) => ({
    rule,
    what: `${describe(element)} (${whyOf(node)})`,
    by: [...new Set(ours.filter((one) => table[rule].includes(one.code) && meet(one, element, rule)).map(({ code }) => code))],
    excuse: excuse('axe', rule, element),
  }));
  return {
    axe: of(violations),
    doubts: of(incomplete),
    ours: ours.map((one) => ({
      code: one.code,
      what: `${one.element ? describe(one.element) : one.tag || 'the page'} (${one.message})`,
      agreed: [...each(violations), ...each(incomplete)].some(({ rule, element }) => table[rule].includes(one.code) && meet(one, element, rule)),
      excuse: excuse('ours', one.code, one.element ?? document.documentElement),
    })),
  };
}

// openTab opens a tab in which axe is ready and stays so, whatever is written into it. Pages get their style sheets; where they lead
// to, their pictures, and what is to be seen in their frames, is not asked for.
async function openTab(browser, origin, source) {
  const tab = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await tab.goto(`${origin}/404.html`);
  await tab.evaluate(source);
  const session = await tab.context().newCDPSession(tab);
  session.on('Fetch.requestPaused', ({ requestId, resourceType, request }) => {
    const [method, more] = resourceType === 'Stylesheet' && request.url.startsWith(origin) ? ['continueRequest']
      : resourceType === 'Document' ? ['fulfillRequest', { responseCode: 204 }] // no content: stay where you are
        : ['failRequest', { errorReason: 'BlockedByClient' }];
    session.send(`Fetch.${method}`, { requestId, ...more }).catch(() => {}); // the page that asked may be gone
  });
  await session.send('Fetch.enable');
  return tab;
}

async function lookAtAll(pages, root, settings) {
  const [{ launch }, { default: axe }] = await Promise.all([import('./browser.mjs'), import('axe-core')]);
  const [server, { browser }] = await Promise.all([serve(root), launch()]);
  try {
    const waiting = pages.values();
    const seen = [];
    await Promise.all(Array.from({ length: tabs }, async () => {
      const tab = await openTab(browser, server.origin, axe.source);
      for (const { name, html, found } of waiting) {
        const result = await tab.evaluate(look, { html, found, ...settings }).catch((error) => {
          throw new Error(`${name}: ${error.message}`);
        });
        seen.push({ name, ...result });
      }
    }));
    return seen.sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    await browser.close();
    server.close();
  }
}

// ---- What comes of it ----

// judge returns what the two sides do not agree on.
function judge(seen) {
  return seen.flatMap(({ name, axe, ours }) => [
    ...axe.filter(({ by, excuse }) => !by.length && excuse < 0).map(({ rule, what }) => `${name}: axe alone finds [${rule}] at ${what}`),
    ...ours.filter(({ agreed, excuse }) => !agreed && excuse < 0).map(({ code, what }) => `${name}: ours alone finds [${code}] at ${what}`),
  ]);
}

// judgeItself returns where agreement means nothing, because nothing could break it.
function judgeItself(seen, table, apart) {
  const said = seen.flatMap(({ axe, doubts }) => [...axe, ...doubts]);
  const found = new Set(said.map(({ rule }) => rule));
  const needed = new Set(said.filter(({ by }) => by.length === 1).map(({ by }) => by[0]));
  const used = new Set(seen.flatMap(({ axe, ours }) => [...axe.filter(({ by }) => !by.length), ...ours.filter(({ agreed }) => !agreed)]).map(({ excuse }) => excuse));
  return [
    ...Object.keys(table).filter((rule) => !found.has(rule)).map((rule) => `no page breaks the rule of axe [${rule}]`),
    ...[...new Set(Object.values(table).flat())].filter((code) => !needed.has(code)).map((code) => `nobody would miss [${code}]: nothing is found by it alone`),
    ...apart.filter((_, index) => !used.has(index)).map(({ line }) => `this line is about nothing: ${line}`),
  ];
}

function report(seen, table) {
  const count = (list) => list.reduce((counts, each) => counts.set(each, (counts.get(each) ?? 0) + 1), new Map());
  const faults = count(seen.flatMap(({ axe }) => axe.map(({ rule }) => rule)));
  const met = count(seen.flatMap(({ axe }) => axe.filter(({ by }) => by.length).map(({ rule }) => rule)));
  const doubts = count(seen.flatMap(({ doubts }) => doubts.map(({ rule }) => rule)));
  const ours = count(seen.flatMap(({ ours }) => ours.map(({ code }) => code)));
  const alone = count(seen.flatMap(({ ours }) => ours.filter(({ agreed }) => !agreed).map(({ code }) => code)));
  const row = (name, ...numbers) => console.log(name.padEnd(34) + numbers.map((number) => String(number ?? 0).padStart(8)).join(''));
  row('axe', 'faults', 'ours', 'doubts');
  for (const rule of Object.keys(table)) row(rule, faults.get(rule), met.get(rule), doubts.get(rule));
  row('\nours', 'found', 'alone');
  for (const code of [...ours.keys()].sort()) row(code, ours.get(code), alone.get(code));
}

async function main() {
  const [root, corpus, tableFile, apartFile] = process.argv.slice(2);
  if (!apartFile) {
    console.error('usage: agree.mjs PUBLIC CORPUS TABLE APART');
    return 2;
  }
  const table = readTable(tableFile);
  const apart = readApart(apartFile);
  const codes = Object.values(table).flat();
  const pages = JSON.parse(readFileSync(corpus, 'utf8')).map((page) => ({ ...page, found: page.found.filter(({ code }) => codes.includes(code)) }));
  const start = performance.now();
  const seen = await lookAtAll(pages, root, { table, apart, ofTwo, around });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const complaints = [...judge(seen), ...judgeItself(seen, table, apart)];
  report(seen, table);
  const faults = seen.flatMap(({ axe }) => axe);
  console.log(`\n${pages.length} pages, ${faults.length} faults that axe finds, ${faults.filter(({ by }) => by.length).length} of them found by ours, ${seconds} seconds`);
  for (const complaint of complaints) console.log(complaint);
  return complaints.length ? 1 : 0;
}

process.exitCode = await main();
