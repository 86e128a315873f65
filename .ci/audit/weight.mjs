// The first visit costs little: what the page needs before anything is clicked, compressed
// as a web host would, without its photographs.
import { eachPage } from './browser.mjs';
import { travels } from './server.mjs';

const mostBytes = 40 * 1024;
const mostScriptBytes = 3 * 1024;

export default async function weight(site) {
  const weights = [];
  const failures = await eachPage(site, async (tab, page, fail) => {
    const loaded = await load(tab, site.origin + page.path);
    const photographs = await tab.evaluate(() => [...document.images].map(({ currentSrc }) => currentSrc));
    const counted = loaded.filter(({ url, type }) => !(isPhotograph(type) && photographs.includes(url)));
    const bytes = counted.reduce((sum, { type, body }) => sum + travels(type, body).length, 0);
    weights.push({ page: page.path, bytes });
    if (bytes > mostBytes) fail(`weighs ${bytes} bytes compressed, more than ${mostBytes}`);
    for (const fault of [...styleFaults(loaded), ...(await scriptFaults(tab, loaded))]) fail(fault);
  });
  const heaviest = weights.reduce((most, other) => (other.bytes > most.bytes ? other : most));
  return { failures, summary: `at most ${(heaviest.bytes / 1024).toFixed(1)} KB, ${heaviest.page}` };
}

const isPhotograph = (type) => /^image\/(jpeg|png|webp|avif)\b/.test(type);

// load returns every file that the page asks for.
async function load(tab, address) {
  const responses = [];
  tab.on('response', (response) => responses.push(response));
  await tab.goto(address, { waitUntil: 'networkidle' });
  return Promise.all(responses.filter((response) => response.ok()).map(async (response) => ({
    url: response.url(),
    type: response.headers()['content-type'] ?? '',
    body: await response.body(),
    use: response.request().resourceType(),
  })));
}

const styleFaults = (loaded) => {
  const styles = loaded.filter(({ use }) => use === 'stylesheet').map(({ url }) => url);
  return styles.length > 1 ? [`has ${styles.length} style sheets: ${styles.join(', ')}`] : [];
};

async function scriptFaults(tab, loaded) {
  const scripts = loaded.filter(({ use }) => use === 'script');
  const faults = scripts.filter(({ body }) => body.length > mostScriptBytes)
    .map(({ url, body }) => `the script ${url} has ${body.length} bytes, more than ${mostScriptBytes}`);
  if (scripts.length > 1) faults.push(`has ${scripts.length} scripts: ${scripts.map(({ url }) => url).join(', ')}`);
  const inline = await tab.evaluate(() =>
    [...document.scripts].filter(({ src, type }) => !src && /^(|module|(text|application)\/javascript)$/.test(type)).length);
  if (inline) faults.push(`has ${inline} scripts within the page`);
  return faults;
}
