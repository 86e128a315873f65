// What the audits ask inside a page. The browser adds it to every page before anything
// else runs; `inside` is its only name there.
globalThis.inside = (() => {
  const describe = (element) => {
    const marks = element.id ? [`#${element.id}`] : [...element.classList].slice(0, 2).map((name) => `.${name}`);
    const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `<${element.localName}${marks.join('')}>${text && ` "${text}"`}`;
  };

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Answers in closed <details> are content too. A shared name would let only one be open.
  const openDetails = () => {
    for (const details of document.querySelectorAll('details')) {
      details.removeAttribute('name');
      details.open = true;
    }
  };

  // settle brings what still moves to its end, and gives the page two frames to lay itself out.
  const settle = async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime < Infinity) animation.finish();
    }
  };

  // ---- What of the content is cut off ----

  // Text for screen readers alone is squeezed to a pixel or clipped away: nobody misses it here.
  const isHiddenOnPurpose = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const { clip, clipPath } = getComputedStyle(element);
    return (width <= 2 && height <= 2) || clip.startsWith('rect') || /^inset\((50|100)%/.test(clipPath);
  };

  const ancestorsOf = (element) => {
    const line = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) line.push(at);
    return line;
  };

  const isContent = (element) =>
    isShown(element) && !element.closest('[aria-hidden=true]') && !ancestorsOf(element).some(isHiddenOnPurpose);

  const pictures = 'img, svg, video, canvas, iframe, object, input, button, select, textarea';

  // texts returns each text with where its lines stand.
  const texts = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement: owner } = walker.currentNode;
      if (!data.trim() || !isContent(owner)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      found.push({ owner, data, boxes: [...range.getClientRects()] });
    }
    return found;
  };

  // pieces returns each line of text and each picture or control, with where it stands.
  const pieces = () => {
    const found = texts().flatMap(({ owner, boxes }) => boxes.map((box) => ({ owner, box })));
    for (const owner of document.body.querySelectorAll(pictures)) {
      if (isContent(owner)) found.push({ owner, box: owner.getBoundingClientRect() });
    }
    return found;
  };

  // A column that is too narrow for words breaks them, into lines of few letters. In code, the author breaks lines.
  const squeezed = () => {
    const complaints = new Set();
    for (const { owner, data, boxes } of texts()) {
      const letters = data.replace(/\s+/g, ' ').trim().length;
      const lines = new Set(boxes.map(({ top }) => Math.round(top))).size;
      if (lines > 3 && letters < 4 * lines && !owner.closest('pre')) complaints.add(`${describe(owner)} is squeezed into ${lines} lines`);
    }
    return [...complaints];
  };

  // A line of text is higher than its letters, so some of its height may go.
  const exceeds = (box, frame) => ({
    across: box.left < frame.left - 1 || box.right > frame.right + 1,
    down: box.top < frame.top - box.height / 4 || box.bottom > frame.bottom + box.height / 4,
  });

  // cutBy names what hides a part of the piece. A box with a scroll bar hides nothing on a
  // screen, and stands in for what is in it from there on; paper has no scroll bars.
  const cutBy = ({ owner, box }, onPaper) => {
    let { left, right, top, bottom, height } = box;
    for (const around of ancestorsOf(owner.parentElement && owner.matches(pictures) ? owner.parentElement : owner)) {
      const style = getComputedStyle(around);
      if (style.display === 'inline') continue;
      const frame = around.getBoundingClientRect();
      const over = exceeds({ left, right, top, bottom, height }, frame);
      const scrolls = (overflow) => /auto|scroll/.test(overflow) && !onPaper;
      if (scrolls(style.overflowX)) ({ left, right } = frame);
      else if (style.overflowX !== 'visible' && over.across) return describe(around);
      if (scrolls(style.overflowY)) ({ top, bottom, height } = frame);
      else if (style.overflowY !== 'visible' && over.down) return describe(around);
    }
    // What lies wholly to the left was put there to be out of sight.
    const isCut = right > innerWidth + 1 || (left < -1 && right > 1);
    return isCut && 'the edge of the window';
  };

  // cutContent returns a sentence for each element that cannot be read or seen in full.
  const cutContent = ({ onPaper = false } = {}) => {
    const complaints = new Set();
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth) complaints.add(`scrolls sideways: ${scrollWidth} px in a window of ${innerWidth} px`);
    for (const piece of pieces()) {
      const knife = cutBy(piece, onPaper);
      if (knife) complaints.add(`${describe(piece.owner)} is cut off by ${knife}`);
    }
    return [...complaints];
  };

  // ---- What text does when a reader spaces it out ----

  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);

  const spillOf = (element) => Math.max(0, element.scrollHeight - element.clientHeight);

  // spaceOut sets the spacing of WCAG 1.4.12, and tells which boxes did not grow with their text.
  const spaceOut = async () => {
    const boxes = [...document.body.querySelectorAll('*')].filter((element) => element.clientHeight && isContent(element));
    const before = new Map(boxes.map((box) => [box, spillOf(box)]));
    document.adoptedStyleSheets = [spacing];
    await settle();
    const spilling = boxes.filter((box) => spillOf(box) > before.get(box) + 8);
    const innermost = spilling.filter((box) => !spilling.some((other) => other !== box && box.contains(other)));
    return innermost.map((box) => `${describe(box)} does not grow with its text`);
  };

  const spaceBack = () => {
    document.adoptedStyleSheets = [];
  };

  // ---- What the keyboard reaches ----

  // Of a group of radio buttons the Tab key reaches one; the arrow keys reach the others.
  const isOtherRadio = (element) => {
    if (element.type !== 'radio' || element.checked) return false;
    const group = [...document.getElementsByName(element.name)].filter((other) => other.form === element.form);
    return group.some((other) => other.checked) || group[0] !== element;
  };

  const reachable = () =>
    [...document.querySelectorAll('body *')].filter((element) =>
      element.tabIndex >= 0 && !element.disabled && !element.closest('[inert]') &&
      element.checkVisibility({ visibilityProperty: true }) && !isOtherRadio(element));

  const lookOf = (element, pseudo) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element, pseudo);
    const isDrawn = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(outlineColor);
    return { outline: isDrawn ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : 'none', shadow: boxShadow };
  };

  // A focus ring may be drawn by the element, by what it puts before or after itself, or by its label.
  const looksOf = (element) =>
    [element, ...(element.labels ?? [])].flatMap((part) => [null, '::before', '::after'].map((pseudo) => lookOf(part, pseudo)));

  let unfocused = new Map();
  const rememberLooks = () => {
    unfocused = new Map(reachable().map((element) => [element, looksOf(element)]));
  };

  const hasIndicator = (element) => {
    const before = unfocused.get(element);
    return looksOf(element).some(({ outline, shadow }, part) =>
      (outline !== 'none' && outline !== before?.[part].outline) || (shadow !== 'none' && shadow !== before?.[part].shadow));
  };

  const isInWindow = ({ left, right, top, bottom, width, height }) => {
    const fitsAcross = width > innerWidth ? left < innerWidth && right > 0 : left >= -1 && right <= innerWidth + 1;
    const fitsDown = height > innerHeight ? top < innerHeight && bottom > 0 : top >= -1 && bottom <= innerHeight + 1;
    return fitsAcross && fitsDown;
  };

  // isUncovered looks at the middle of the part that is in the window. A link over two
  // lines has two boxes, and nothing of its own between them.
  const isUncovered = (element) => {
    const { left, right, top, bottom } = element.getClientRects()[0];
    const middle = (from, to, size) => (Math.max(from, 0) + Math.min(to, size)) / 2;
    const hit = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    return Boolean(hit) && element.contains(hit);
  };

  const faultsOf = (element) => {
    if (!isShown(element)) return ['has the focus but is not shown'];
    const faults = [];
    if (!hasIndicator(element)) faults.push('shows no focus indicator');
    if (!isInWindow(element.getBoundingClientRect())) faults.push('is outside the window when it has the focus');
    else if (!isUncovered(element)) faults.push('is covered when it has the focus');
    return faults;
  };

  // The size of links within lines of text follows from the text; axe weighs their distance.
  const isSmall = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const isTarget = element.matches('a, button, summary, [role=button], input:is([type=submit], [type=button], [type=reset])');
    return isTarget && getComputedStyle(element).display !== 'inline' && Math.min(width, height) < 23.5;
  };

  // focused tells of the element that has the focus; it is null once the focus has left the page.
  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    for (const animation of element.getAnimations({ subtree: true })) {
      if (animation.effect?.getComputedTiming().endTime < Infinity) animation.finish();
    }
    const order = [...document.querySelectorAll('*')].indexOf(element);
    return { order, name: describe(element), faults: faultsOf(element), small: isSmall(element) };
  };

  const unreached = (orders) => {
    const all = [...document.querySelectorAll('*')];
    return reachable().filter((element) => !orders.includes(all.indexOf(element))).map(describe);
  };

  // ---- What is left without styles ----

  const dropStyles = () => {
    document.querySelectorAll('style').forEach((style) => style.remove());
    document.querySelectorAll('[style]').forEach((element) => element.removeAttribute('style'));
  };

  const headings = () =>
    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(isShown)
      .map((heading) => ({ level: Number(heading.localName[1]), name: describe(heading) }));

  // ---- What moves ----

  const moving = () =>
    document.getAnimations()
      .filter((animation) => animation instanceof CSSAnimation && animation.playState === 'running')
      .map((animation) => `${describe(animation.effect.target)} moves: ${animation.animationName}`);

  return {
    openDetails, settle, cutContent, squeezed, spaceOut, spaceBack, rememberLooks, focused, unreached, dropStyles, headings, moving,
  };
})();
