import { chromium } from 'playwright-core';
import http from 'node:http'; import fs from 'node:fs'; import path from 'node:path';
const root = process.argv[2], out = process.argv[3], pages = process.argv.slice(4);
const types = {'.html':'text/html','.css':'text/css','.js':'text/javascript','.svg':'image/svg+xml','.png':'image/png'};
const server = http.createServer((q,r)=>{ let f = path.join(root, decodeURIComponent(new URL(q.url,'http://x').pathname)); if (f.endsWith('/')) f += 'index.html'; if(!fs.existsSync(f)) { r.statusCode=404; f = path.join(root,'404.html'); } r.setHeader('content-type', types[path.extname(f)]||'application/octet-stream'); r.end(fs.readFileSync(f)); }).listen(0);
const base = `http://localhost:${server.address().port}`;
const browser = await chromium.launch({ executablePath: ['/usr/bin/chromium-headless-shell','/usr/bin/chromium'].find(f=>fs.existsSync(f)) });
for (const spec of pages) { const [p, w, scheme, full] = spec.split(','); 
 const ctx = await browser.newContext({ viewport: { width: +w, height: +w<500?1400:900 }, colorScheme: scheme||'light' }); const tab = await ctx.newPage(); await tab.goto(base+p); 
 if (scheme==='print') await tab.emulateMedia({media:'print'});
 await tab.screenshot({ path: `${out}/${p.replaceAll('/','_')}${w}${scheme}.png`, fullPage: full==='full' }); 
 const over = await tab.evaluate(()=>document.documentElement.scrollWidth - innerWidth); if (over>0) console.log(p,w,'overflows by',over); await ctx.close(); }
await browser.close(); server.close();
