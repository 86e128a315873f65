// What a reload would lose, kept for the page that comes after it: how far the window and
// other boxes are scrolled, and which disclosures are open.
const keeper = 'stillpoint.keep';

function reload() {
  try {
    sessionStorage.setItem(keeper, JSON.stringify({
      page: shownPage,
      x: scrollX,
      y: scrollY,
      boxes: scrolledBoxes(),
      panel: panel.state,
      details: [...document.querySelectorAll('details')].map((d) => ({ id: d.id, text: summaryOf(d), open: d.open })),
    }));
  } catch {
    // Without a store the page begins at its top, which is no reason not to show it.
  }
  location.reload();
}

function scrolledBoxes() {
  return [...document.querySelectorAll('body [id]')]
    .filter((box) => box.scrollTop || box.scrollLeft)
    .map((box) => ({ id: box.id, x: box.scrollLeft, y: box.scrollTop }));
}

const summaryOf = (details) => details.querySelector('summary')?.textContent.trim() ?? '';

function restore() {
  const kept = takeKept();
  if (kept?.page !== shownPage) return;
  panel.state = kept.panel;
  const all = [...document.querySelectorAll('details')];
  kept.details.forEach((was, index) => {
    const now = was.id ? document.getElementById(was.id) : all[index];
    if (now instanceof HTMLDetailsElement && (was.id || summaryOf(now) === was.text)) now.open = was.open;
  });
  scrollBack(kept);
  // Pictures without a size make room only when they are there. A reader who has moved on since is left alone.
  const moved = new AbortController();
  for (const type of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    addEventListener(type, () => moved.abort(), { signal: moved.signal, passive: true });
  }
  addEventListener('load', () => { scrollBack(kept); moved.abort(); }, { signal: moved.signal });
}

function takeKept() {
  try {
    const text = sessionStorage.getItem(keeper);
    sessionStorage.removeItem(keeper);
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// The site may ask for smooth scrolling, which is for links, not for this.
function scrollBack({ x, y, boxes }) {
  for (const box of boxes) document.getElementById(box.id)?.scrollTo({ left: box.x, top: box.y, behavior: 'instant' });
  scrollTo({ left: x, top: y, behavior: 'instant' });
}
