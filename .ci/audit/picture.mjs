// Takes the pictures for the README: node .ci/audit/picture.mjs PUBLIC FOLDER
import './newer-node.mjs';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';

const [root, folder] = process.argv.slice(2);
const therapy = '/therapies/craniosacral-therapy/';

async function take(browser, address, file, settings) {
  const tab = await browser.newPage({ reducedMotion: 'reduce', ...settings });
  await tab.goto(address);
  const picture = await tab.screenshot(file ? { path: file } : {});
  await tab.close();
  return picture.toString('base64');
}

// phones puts two screens side by side.
async function phones(browser, origin) {
  const screens = [];
  for (const colorScheme of ['light', 'dark']) {
    screens.push(await take(browser, origin + therapy, null, { viewport: { width: 360, height: 720 }, colorScheme }));
  }
  const tab = await browser.newPage({ viewport: { width: 752, height: 736 } });
  const images = screens.map((screen) => `<img style="width:360px;border-radius:20px;outline:1px solid #8884" src="data:image/png;base64,${screen}">`);
  await tab.setContent(`<body style="margin:8px;display:flex;gap:16px">${images.join('')}`);
  await tab.screenshot({ path: join(folder, 'phone.png'), omitBackground: true });
}

const server = await serve(root);
const { browser } = await launch();
await take(browser, server.origin, join(folder, 'home.png'), { viewport: { width: 1200, height: 1040 } });
await phones(browser, server.origin);
const [, share] = readFileSync(join(root, therapy, 'index.html'), 'utf8').match(/og:image" content="[^"]*\/(share\/[0-9a-f]+\.png)"/);
copyFileSync(join(root, share), join(folder, 'share.png'));
await browser.close();
server.close();
