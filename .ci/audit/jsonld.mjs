// What the page tells machines about itself is true to schema.org: it can be read, its parts
// fit together, its types are right, and nothing that search engines ask for is missing.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { faultsOf } from './jsonld-rules.mjs';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

export default async function jsonld(site) {
  const failures = [];
  const graphs = [];
  for (const page of site.pages) {
    const fail = (what) => failures.push({ page: page.path, what });
    const graph = readGraph(page, site.options, fail);
    if (!graph) continue;
    graphs.push({ page: page.path, graph });
    for (const fault of faultsOf(graph['@graph'], site.options)) fail(fault);
  }
  failures.push(...(await typeFaults(graphs)));
  return { failures, summary: `${graphs.length} graphs on ${site.pages.length} pages` };
}

function readGraph({ html, isHidden }, options, fail) {
  const scripts = [...html.matchAll(/<script\b[^>]*type=["']?application\/ld\+json["']?[^>]*>([^]*?)<\/script>/gi)];
  if (scripts.length > 1) fail(`has ${scripts.length} scripts of JSON-LD, which belong into one`);
  // Search engines read nothing on a page that asks them to pass it over.
  if (!scripts.length && options['require-jsonld'] && !isHidden) fail('has no JSON-LD');
  return scripts.length ? parse(scripts[0][1], fail) : undefined;
}

function parse(text, fail) {
  try {
    const graph = JSON.parse(text);
    if (Array.isArray(graph['@graph'])) return graph;
    fail('the JSON-LD has no @graph');
  } catch (error) {
    fail(`the JSON-LD cannot be read: ${error.message}`);
  }
}

// typeFaults has the TypeScript compiler hold each graph against the types of schema.org.
async function typeFaults(graphs) {
  if (!graphs.length) return [];
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-jsonld-'));
  try {
    await symlink(modules, join(folder, 'node_modules'));
    const sources = graphs.map(({ graph }) => `import type { Graph } from 'schema-dts';\nexport const graph: Graph = ${JSON.stringify(graph, null, 1)};\n`);
    await Promise.all(sources.map((source, index) => writeFile(join(folder, `${index}.ts`), source)));
    return complaints(await compile(folder, sources.length), graphs, sources);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compile(folder, count) {
  const files = Array.from({ length: count }, (_, index) => `${index}.ts`);
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--pretty', 'false', '--module', 'esnext', '--moduleResolution', 'bundler'];
  const run = promisify(execFile)(join(modules, '.bin', 'tsc'), [...options, ...files], { cwd: folder, maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((error) => (error.stdout ? error : Promise.reject(error)));
  return stdout;
}

function complaints(report, graphs, sources) {
  const found = [...report.matchAll(/^(\d+)\.ts\((\d+),\d+\): error (.*)$/gm)];
  if (report.trim() && !found.length) throw new Error(`tsc: ${report}`);
  return found.map(([, index, line, message]) => ({
    page: graphs[index].page,
    what: `schema.org: ${message.slice(0, 240)} at ${sources[index].split('\n')[line - 1].trim()}`,
  }));
}
