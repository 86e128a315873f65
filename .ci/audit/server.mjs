// A static file server for one folder, as a plain web host would serve it.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.xml': 'application/xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
};

export const typeOf = (path) => types[extname(path).toLowerCase()] ?? 'application/octet-stream';

const isText = (type) => /^text\/|[/+](xml|json)$/.test(type);

// travels is what goes over the wire for a body: text is compressed as well as gzip can,
// and pictures and fonts, which are compressed already, go as they are.
export const travels = (type, body) => (isText(type) ? gzipSync(body, { level: 9 }) : body);

// serve starts a server that only this machine can reach, on a port that is free.
export const serve = (root) => listen((request, response) => answer(root, request, response, send));

// serveSlowly does the same as over the poorest connection: a page comes in pieces, and each waits until the browser has
// drawn the one before, however busy the machine is. For that, the script `beforehand` must run in each page.
export async function serveSlowly(root) {
  const waiting = new Map(); // what goes on once a piece has been drawn, by its name
  const server = await listen(async (request, response) => {
    const drawn = waiting.get(request.url);
    if (!drawn) return answer(root, request, response, (...page) => sendInPieces(waiting, ...page));
    drawn();
    response.writeHead(204).end();
  });
  return { ...server, beforehand: tellWhatIsDrawn };
}

async function listen(respond) {
  const server = createServer((request, response) => {
    respond(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(root, request, response, reply) {
  // new URL resolves every "..", so that no address leads out of the folder.
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const body = await contents(join(root, file));
  if (body === 'folder') return response.writeHead(301, { Location: encodeURI(`${path}/`) }).end();
  if (body) return reply(request, response, 200, typeOf(file), body);
  const missing = (await contents(join(root, '404.html'))) ?? Buffer.from('There is nothing here.');
  return reply(request, response, 404, types['.html'], missing);
}

async function contents(file) {
  try {
    return await readFile(file);
  } catch (error) {
    return error.code === 'EISDIR' ? 'folder' : undefined;
  }
}

function send(request, response, status, type, body) {
  const headers = { 'Content-Type': type, 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' };
  const squeezes = isText(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const sent = squeezes ? travels(type, body) : body;
  if (squeezes) Object.assign(headers, { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' });
  response.writeHead(status, { ...headers, 'Content-Length': sent.length });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

// A piece of a page ends where a block does, or before a question: within a line, text that comes moves what it is in the middle of.
const blockEnd = /(?<=<\/(?:p|li|tr|dd|div|h[1-6]|ul|dl|table|section)>|<summary>)/;
const atLeast = 500; // bytes of a piece
const pieceName = '/drawn/';

async function sendInPieces(waiting, request, response, status, type, body) {
  if (type !== types['.html']) return send(request, response, status, type, body);
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
  const gone = once(response, 'close');
  for (const piece of piecesOf(body.toString())) {
    const name = pieceName + randomUUID();
    const drawn = new Promise((resolve) => waiting.set(name, resolve));
    response.write(`${piece}<!--${name}-->`);
    await Promise.race([drawn, gone]);
    waiting.delete(name);
  }
  response.end();
}

function piecesOf(html) {
  const main = Math.max(html.indexOf('<main'), 0);
  const pieces = [];
  let piece = html.slice(0, main);
  for (const part of html.slice(main).split(blockEnd)) {
    piece += part;
    if (piece.length < atLeast || isOutOfSight(piece)) continue;
    pieces.push(piece);
    piece = '';
  }
  return [...pieces, piece];
}

// What is in these elements is never drawn, and a comment there is none.
const isOutOfSight = (html) => ['noscript', 'template'].some((name) => html.lastIndexOf(`<${name}`) > html.lastIndexOf(`</${name}>`));

// tellWhatIsDrawn runs in a page: once the comment at the end of a piece is there and two frames have begun, the piece is drawn.
// A busy browser may begin a frame before it has read all of a piece, so that a line is drawn of which half is there. That can
// be no fault of the page, and window.isDrawnHalfway says whether it has happened. (Chromium does so all the time with
// --enable-features=HTMLParserYieldAndDelayOftenForTesting.)
const tellWhatIsDrawn = `{
  const isMark = (node) => node.nodeType === Node.COMMENT_NODE && node.data.startsWith('${pieceName}');
  new MutationObserver((changes) => {
    for (const { data } of changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(isMark)) {
      requestAnimationFrame(() => requestAnimationFrame(() => fetch(data)));
    }
  }).observe(document, { childList: true, subtree: true });

  const last = (node) => (node.lastChild ? last(node.lastChild) : node);
  const look = () => {
    if (document.readyState !== 'loading') return;
    if (document.body && !isMark(last(document))) window.isDrawnHalfway = true;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;
