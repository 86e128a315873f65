// Style sheets and pictures are exchanged in the page as it stands. Whatever does not go as
// planned ends in a reload, which always shows what is right.
async function swap({ fresh, sheets, pictures }) {
  // The browser holds on to what it has loaded for this page; only a fetch of this kind makes it ask again.
  if (fresh.length && isFetchless) throw new Error('the policy of the page does not let scripts fetch');
  await Promise.all(fresh.map(fetchAnew));
  const links = [...document.querySelectorAll('link[rel~="stylesheet" i]')];
  await Promise.all(sheets.map((sheet) => {
    const found = links.filter((link) => (link.getAttribute('href') ?? '') === sheet.from);
    if (!found.length) throw new Error('the page has no such style sheet');
    return Promise.all(found.map((link) => swapSheet(link, sheet)));
  }));
  const wanted = new Set(pictures.map((picture) => new URL(picture, location.origin).href));
  if (wanted.size) showAnew(wanted);
}

async function fetchAnew(address) {
  await fetch(address, { cache: 'reload' }).then((answer) => answer.blob());
}

// The new sheet comes in beside the old one, which goes when the new one is there: nothing flashes.
function swapSheet(old, { to, integrity }) {
  const link = old.cloneNode();
  link.setAttribute('href', to);
  if (integrity) link.setAttribute('integrity', integrity);
  else link.removeAttribute('integrity');
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => { old.remove(); resolve(); }, { once: true });
    link.addEventListener('error', () => reject(new Error(`${to} did not load`)), { once: true });
    setTimeout(() => reject(new Error(`${to} takes too long`)), 10_000); // of no effect once it has loaded
    old.after(link);
  });
}

// showAnew sets the attributes that name a picture to what they are, which makes the browser look again.
function showAnew(wanted) {
  const is = (reference) => reference !== '' && wanted.has(new URL(reference, document.baseURI).href);
  const inSet = (set) => set.split(',').some((candidate) => is(candidate.trim().split(/\s+/)[0]));
  const setAgain = (element, name) => element.setAttribute(name, element.getAttribute(name));
  for (const image of document.querySelectorAll('img')) {
    const sources = image.closest('picture')?.querySelectorAll('source') ?? [];
    const named = is(image.getAttribute('src') ?? '') || [image, ...sources].some((e) => inSet(e.getAttribute('srcset') ?? ''));
    if (named) setAgain(image, image.hasAttribute('src') ? 'src' : 'srcset');
  }
  for (const video of document.querySelectorAll('video[poster]')) if (is(video.getAttribute('poster'))) setAgain(video, 'poster');
  for (const icon of document.querySelectorAll('link[rel~="icon" i]')) if (is(icon.getAttribute('href') ?? '')) setAgain(icon, 'href');
}
