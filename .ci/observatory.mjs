#!/usr/bin/env node
// Looks at a site as the HTTP Observatory of Mozilla does (https://developer.mozilla.org/en-US/observatory), by its own rules:
//
//   node .ci/observatory.mjs HTTP-PORT HTTPS-PORT [LEAST]
//
// The site is on this machine, as localhost, under a port without encryption and one with it. Whoever signed the certificate of the second must be in
// NODE_EXTRA_CA_CERTS. LEAST is the grade that the site must have at least, A+ where it is left out.
import './audit/newer-node.mjs';
import fs from 'node:fs';

// The Observatory looks hosts up in the list of those that browsers know to be reached with encryption only, which it fetches when it is installed. This machine is not on it.
const read = fs.readFileSync;
fs.readFileSync = (file, ...rest) => (String(file).endsWith('hsts-preload.json') ? '{}' : read(file, ...rest));

const [httpPort, httpsPort, least = 'A+'] = process.argv.slice(2);
const home = '@mdn/mdn-http-observatory/src';
const { retrieve } = await import(`${home}/retriever/retriever.js`);
const { ALL_TESTS } = await import(`${home}/constants.js`);
const { getGradeForScore, getScoreDescription, getScoreModifier } = await import(`${home}/grader/grader.js`);
const { GRADE_CHART, MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(`${home}/grader/charts.js`);

const answers = await retrieve('localhost', { httpPort: Number(httpPort), httpsPort: Number(httpsPort) });
if (answers.responses.auto?.status !== 200) throw new Error(`the site answers with ${answers.responses.auto?.status}`);
const results = ALL_TESTS.map((test) => test(answers)).filter(({ result }) => result);
const sum = (modifiers) => modifiers.reduce((all, modifier) => all + modifier, 100);
const modifiers = results.map(({ result }) => getScoreModifier(result));
const plain = sum(modifiers.filter((modifier) => modifier < 0));
// What is more than asked counts only where little of what is asked is missing.
const { grade, score } = getGradeForScore(plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : plain);

for (const [i, output] of results.entries()) {
  const told = getScoreDescription(output.result).replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
  console.log(`${output.pass ? 'passes' : 'FAILS '} ${String(modifiers[i]).padStart(4)}  ${output.constructor.name}: ${told}`);
}
console.log(`${grade} ${score}`);
const grades = [...GRADE_CHART.values()]; // the best first
if (results.some(({ pass }) => !pass) || grades.indexOf(grade) > grades.indexOf(least)) process.exitCode = 1;
