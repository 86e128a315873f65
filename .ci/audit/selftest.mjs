#!/usr/bin/env node
// Shows that every audit can fail, and that none fails without a reason:
//
//   node .ci/audit/selftest.mjs [--but] [AUDIT...]
//
// It looks at all audits, at those that are named, or with --but at all others.
// A page in fixtures/ begins with comments that name an audit and a part of what it must say
// of that page. A page without such comments has no fault, and no audit may find one.
import './newer-node.mjs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { areAudits, audits, openSite, runAudit } from './run.mjs';
import { filesOf } from './site.mjs';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const options = { only: [], strict: true, 'require-jsonld': true, 'every-page': true };

// Large files are made here, so that none of them lies in the repository.
const large = {
  'noise.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><desc>${noise(60_000)}</desc></svg>`,
  'long.js': `/*${'.'.repeat(3_996)}*/`,
  'short.js': '// nothing',
  'large.bmp': bitmap(400, 300),
};

// bitmap is a grey picture of the simplest kind: a header, then three bytes for each pixel.
function bitmap(width, height) {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + 3 * width * height, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, Buffer.alloc(3 * width * height, 0x80)]);
}

// noise is text that cannot be compressed by much, and is the same every time.
function noise(length) {
  let text = '';
  while (text.length < length) text += createHash('sha512').update(String(text.length)).digest('base64');
  return text;
}

function readExpectations(root) {
  const files = [...filesOf(root, '.html'), ...filesOf(root, '.css')];
  return files.flatMap((file) => {
    const comments = readFileSync(join(root, file), 'utf8').matchAll(/^(?:<!--|\/\*) (\w+): (.*) (?:-->|\*\/)$/gm);
    return [...comments].map(([, audit, words]) => ({ page: `/${file}`, audit, words }));
  });
}

// check runs one audit over the pages that it must complain of and those without fault, and
// returns where it said too little or too much.
async function check(audit, site, expectations) {
  const mine = expectations.filter((expected) => expected.audit === audit);
  const isFaulty = ({ path }) => expectations.some(({ page }) => page === path);
  const isWanted = (file) => !isFaulty(file) || mine.some(({ page }) => page === file.path);
  const part = { ...site, files: site.files.filter(isWanted), pages: site.pages.filter(isWanted) };
  const { failures } = await runAudit(audit, part);
  const unseen = mine.filter(({ page, words }) => !failures.some((failure) => failure.page === page && failure.what.includes(words)));
  const invented = failures.filter(({ page }) => !mine.some((expected) => expected.page === page));
  return [
    ...(mine.length ? [] : ['no fixture shows that it can fail']),
    ...unseen.map(({ page, words }) => `does not say of ${page}: ${words}`),
    ...invented.map(({ page, what }) => `finds fault where none is: ${page}: ${what}`),
  ];
}

async function main(names) {
  const root = await mkdtemp(join(tmpdir(), 'stillpoint-selftest-'));
  await cp(fixtures, root, { recursive: true });
  for (const [name, text] of Object.entries(large)) await writeFile(join(root, name), text);
  const site = await openSite(root, options);
  let complaints = 0;
  try {
    const expectations = readExpectations(fixtures);
    for (const audit of names) {
      const found = await check(audit, site, expectations);
      console.log(`${audit.padEnd(12)}${found.length ? 'FAILS' : 'sees its faults'}`);
      for (const complaint of found) console.log(`  ${complaint}`);
      complaints += found.length;
    }
  } finally {
    await site.close();
    await rm(root, { recursive: true });
  }
  return complaints ? 1 : 0;
}

const { values, positionals } = parseArgs({ options: { but: { type: 'boolean' } }, allowPositionals: true });
const isChosen = (audit) => values.but ? !positionals.includes(audit) : !positionals.length || positionals.includes(audit);
if (areAudits(positionals)) {
  process.exitCode = await main(audits.filter(isChosen));
} else {
  console.error(`usage: selftest.mjs [--but] [AUDIT...]\naudits: ${audits.join(', ')}`);
  process.exitCode = 2;
}
