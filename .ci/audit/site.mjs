// The pages of a built site, and what one can know of them without a browser.
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

// readPages returns every HTML file below root as a page, in the order of addresses.
export function readPages(root) {
  return filesOf(root, '.html')
    .map((file) => readPage(root, file))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

// filesOf lists the files below root whose names end like this, relative to root.
export function filesOf(root, ending) {
  return readdirSync(root, { recursive: true }).filter((file) => file.endsWith(ending));
}

function readPage(root, name) {
  const file = join(root, name);
  const html = readFileSync(file, 'utf8');
  return {
    file,
    html,
    path: encodeURI(`/${name.split(sep).join('/')}`.replace(/\/index\.html$/, '/')),
    kind: /<body[^>]*\bkind-([\w-]+)/.exec(html)?.[1] ?? 'none',
    isAlias: /<meta[^>]*http-equiv=["']?refresh/i.test(html),
    isHidden: /<meta[^>]*name=["']?robots["']?[^>]*noindex/i.test(html),
  };
}
