// The connection: the server tells over one stream what is wrong with the site, and when
// this page is no longer what the site gives.
const shownPage = location.pathname + location.search; // scripts of the page may change the address later
let shownVersion = document.currentScript.dataset.version;
const isUnbuilt = shownVersion.startsWith('unbuilt-'); // the page only says that there is no site yet
const isFetchless = 'fetchless' in document.currentScript.dataset;
const eventsAddress = new URL('events', document.currentScript.src);
const shortestPause = 500; // milliseconds
const longestPause = 8000;

let source = null;
let timer = 0;
let pause = shortestPause;
let work = Promise.resolve(); // swaps, one after the other

// A hidden page listens to nothing: a browser opens six connections to a host and no more,
// which six forgotten pages would use up. It catches up when it is seen again.
function connect() {
  clearTimeout(timer);
  if (source || document.hidden) return;
  eventsAddress.search = new URLSearchParams({ page: shownPage, version: shownVersion });
  source = new EventSource(eventsAddress);
  source.addEventListener('open', () => { pause = shortestPause; });
  source.addEventListener('error', retry);
  source.addEventListener('report', (event) => panel.show(JSON.parse(event.data)));
  source.addEventListener('reload', leave);
  source.addEventListener('swap', (event) => change(JSON.parse(event.data)));
}

function disconnect() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

// The browser's own retries would give up on a refusal, and would tell the version of long ago.
function retry() {
  disconnect();
  timer = setTimeout(connect, pause);
  pause = Math.min(pause * 1.5, longestPause);
}

function change(what) {
  shownVersion = what.version;
  work = work.then(() => swap(what)).catch(leave);
}

function leave() {
  disconnect();
  reload();
}

// What is shown in a frame of another page is that page's part: it reloads as a whole.
if (self === top) {
  restore();
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  connect();
}
