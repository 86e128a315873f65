// Whether the overlay can be read. Both functions run within the page.

// cutOff tells what of the overlay cannot be read because it is outside of what can
// be scrolled to. A code frame scrolls sideways, as lines of code must.
export function cutOff() {
  const faults = [];
  const dialog = document.querySelector('stillpoint-panel').shadowRoot.querySelector('dialog');
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) faults.push(`the page scrolls sideways: ${scrollWidth} px`);
  const outer = dialog.getBoundingClientRect();
  if (outer.left < 0 || outer.right > innerWidth || outer.top < 0 || outer.bottom > innerHeight) faults.push('the dialog is not within the window');
  const scroll = dialog.querySelector('.scroll');
  if (scroll.scrollWidth > scroll.clientWidth) faults.push('the list scrolls sideways');
  if (scroll.clientHeight < 60) faults.push(`of the list, only ${scroll.clientHeight} px are shown`);
  for (const element of dialog.querySelectorAll('h2, button, p, a')) {
    const box = element.getBoundingClientRect();
    if (box.width && (box.left < outer.left || box.right > outer.right + 1)) faults.push(`cut off: ${element.textContent}`);
  }
  return faults;
}

// faint tells which texts of the overlay have too little contrast. Beneath a dialog with a backdrop, axe does not
// say so: it sees the page shine through.
export function faint() {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const isOpaque = ([, , , alpha = 1]) => alpha === 1;
  const backgroundOf = (element) => {
    const background = channels(getComputedStyle(element).backgroundColor);
    return isOpaque(background) ? background : backgroundOf(element.parentElement);
  };
  const dialog = document.querySelector('stillpoint-panel').shadowRoot.querySelector('dialog');
  const texts = [...dialog.querySelectorAll('*')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  return texts.filter((element) => contrast(channels(getComputedStyle(element).color), backgroundOf(element)) < 4.5)
    .map((element) => `too faint: ${element.textContent}`);
}
