#!/usr/bin/env node
// Live reload, as it is seen in a real browser:
//
//   node .ci/live/run.mjs BINARY REPOSITORY [CASE...] [--pictures FOLDER]
//
// Each case edits its own copy of the repository's site, which "BINARY serve" serves, and waits for the browser
// to show the change; nobody touches the browser. CASE is a part of a case's name. With
// --pictures it takes pictures of what the server adds to pages, instead.
import '../audit/newer-node.mjs';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stage } from './stage.mjs';
import { within } from './until.mjs';

const atOnce = 2;
const longest = 120_000; // milliseconds that a case may take: a page that is loaded again and again answers nothing

async function main() {
  const { values, positionals } = parseArgs({ options: { pictures: { type: 'string' } }, allowPositionals: true });
  const [binary, repository, ...names] = positionals;
  if (!binary || !repository || !existsSync(binary) || !existsSync(repository)) {
    console.error('usage: run.mjs BINARY REPOSITORY [CASE...] [--pictures FOLDER]');
    return 2;
  }
  // What is due shall not depend on whether midnight comes between two builds.
  process.env.SOURCE_DATE_EPOCH ||= String(Math.floor(Date.now() / 1000));
  const { launch } = await import('../audit/browser.mjs');
  const { browser } = await launch();
  const theatre = { binary: resolve(binary), repository: resolve(repository), browser };
  try {
    if (values.pictures) return await (await import('./pictures.mjs')).take(theatre, values.pictures);
    return await runAll(theatre, names);
  } finally {
    await browser.close();
  }
}

async function runAll(theatre, names) {
  const { cases } = await import('./cases/all.mjs');
  const chosen = Object.entries(cases).filter(([name]) => !names.length || names.some((part) => name.includes(part)));
  if (!chosen.length) throw new Error(`there is no such case; there are:\n${Object.keys(cases).join('\n')}`);
  const waiting = chosen.values();
  let failures = 0;
  const work = async () => {
    for (const [name, play] of waiting) failures += await runCase(theatre, name, play);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  console.log(`${chosen.length} cases, ${failures} failed`);
  return failures ? 1 : 0;
}

// runCase returns 1 for a case that failed, else 0.
async function runCase(theatre, name, play) {
  const start = performance.now();
  const stage = new Stage(theatre);
  const faults = [];
  try {
    await within(longest, play(stage));
  } catch (error) {
    faults.push(error.stack, `the server said:\n${stage.preview?.output}`);
  }
  faults.unshift(...(await stage.close()));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${faults.length ? 'FAIL' : 'PASS'}${seconds.padStart(7)} s  ${name}`);
  for (const fault of faults) console.log(`  ${fault.replaceAll('\n', '\n  ')}`);
  return faults.length ? 1 : 0;
}

process.exitCode = await main();
