// The words of the page are right: the Nu HTML checker over every page and style sheet,
// and html-validate over every page.
import { execFile } from 'node:child_process';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { filesOf } from './site.mjs';

const jar = fileURLToPath(new URL('../node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

export default async function valid(site) {
  const styles = filesOf(site.root, '.css').map((name) => join(site.root, name));
  const failures = [
    ...(await nu(site, site.files.map(({ file }) => file))),
    ...(styles.length ? await nu(site, ['--css', ...styles]) : []),
    ...(await htmlValidate(site)),
  ];
  return { failures, summary: `${site.files.length} pages, ${styles.length} style sheets` };
}

// What CSS has had for years and the checker's CSS part has yet to learn.
const newerThanNu = [
  /Property “container(-name|-type)?” doesn't exist/,
  /Unrecognized at-rule “@container”/,
  /“--[\w-]+”: Character [a-z] is neither/, // a channel of a relative colour, by its letter: color(from … y …)
];

// nu runs the Nu checker, which tells of errors and warnings alike; none is let pass.
async function nu(site, args) {
  // It exits with 1 when it has something to say: what it says is what counts.
  const run = promisify(execFile)('java', ['-jar', jar, '--format', 'json', '--stdout', ...args], { maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((error) => (error.stdout ? error : Promise.reject(error)));
  const messages = JSON.parse(stdout).messages.filter(({ message }) => !newerThanNu.some((gap) => gap.test(message)));
  return messages.map(({ url, lastLine, message, extract }) => ({
    page: addressOf(site, fileURLToPath(url)),
    what: `vnu: ${message} (line ${lastLine}: ${(extract ?? '').trim().slice(0, 80)})`,
  }));
}

const addressOf = (site, file) =>
  site.files.find((page) => page.file === file)?.path ?? `/${relative(site.root, file)}`;

const checker = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': 'off', // HTML reads it in either case, and minified pages write it small.
    'tel-non-breaking': 'off', // A number with non-breaking blanks cannot be pasted everywhere.
    'valid-id': ['error', { relaxed: true }], // HTML allows any id without blanks: fn:1, größe.
  },
});

async function htmlValidate(site) {
  const failures = [];
  for (const { path, file } of site.files) {
    const { results } = await checker.validateFile(file);
    for (const { ruleId, message, line, column } of results.flatMap(({ messages }) => messages)) {
      failures.push({ page: path, what: `html-validate: ${message} [${ruleId}] (${line}:${column})` });
    }
  }
  return failures;
}
