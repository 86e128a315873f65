// What designers do: layouts, style sheets, pictures.
import assert from 'node:assert/strict';

const flourish = 'layouts/partials/flourish.html';
const sheet = 'assets/css/site.css';
const outlined = (colour) => `.site-header { outline: 3px solid ${colour}; }\n`;

// hasOutline waits for the browser to draw what a style sheet says.
export const hasOutline = (visitor, colour) =>
  visitor.see(`an outline of ${colour}`, (colour) => getComputedStyle(document.querySelector('.site-header')).outlineColor === colour, colour);

// outline changes the style sheet of the site.
export const outline = ({ site }, colour) => site.write(sheet, site.default(sheet) + outlined(colour));

const box = (width, colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="40" viewBox="0 0 ${width} 40"><rect width="${width}" height="40" fill="${colour}"/></svg>\n`;

// paints waits until the picture that the browser has for an address is of a width and a colour.
export const paints = (visitor, address, width, colour) =>
  visitor.see(`${address} ${width} px wide in ${colour}`, readPicture, { address, width, colour });

// readPicture runs within the page.
function readPicture({ address, width, colour }) {
  const image = document.querySelector(`img[src="${address}"]`);
  if (!image.complete || image.naturalWidth !== width) return false;
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.drawImage(image, 0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})` === colour;
}

// unlazy lets the browser load what is further down: a picture that was never seen need not be shown anew.
export const unlazy = (visitor) => visitor.tab.evaluate(() => scrollTo({ top: document.querySelector('img').offsetTop, behavior: 'instant' }));

export const look = {
  'a layout of one’s own comes, changes and goes': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/articles/after-a-session/');
    await stage.follows(() => stage.site.write(flourish, '<hr class="mine">'), visitor);
    await visitor.see('the layout', () => Boolean(document.querySelector('hr.mine')));
    await stage.follows(() => stage.site.edit(flourish, 'mine', 'ours'), visitor);
    await visitor.see('the other layout', () => Boolean(document.querySelector('hr.ours')));
    await stage.follows(() => stage.site.remove(flourish), visitor);
    await visitor.see('the layout of the program', () => Boolean(document.querySelector('svg.flourish')));
  },

  'a style sheet is swapped without a reload': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/about/');
    await visitor.mark();
    for (const colour of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
      outline(stage, colour);
      await hasOutline(visitor, colour);
    }
    await stage.equals(visitor);
    await stage.follows(() => stage.site.remove(sheet), visitor);
    await visitor.mustBeMarked('a style sheet can be swapped');
    assert.equal(await visitor.tab.evaluate(() => document.styleSheets.length), 1);
  },

  'a picture is shown anew in place': async (stage) => {
    stage.site.write('content/window.svg', box(60, 'rgb(200, 0, 0)'));
    await stage.serve();
    const visitor = await stage.visit('/about/');
    await unlazy(visitor);
    await paints(visitor, '/window.svg', 60, 'rgb(200, 0, 0)');
    await visitor.mark();
    stage.site.write('content/window.svg', box(60, 'rgb(0, 200, 0)'));
    await paints(visitor, '/window.svg', 60, 'rgb(0, 200, 0)');
    await visitor.mustBeMarked('a picture can be shown anew in place');
    // One of another size is another page, which says how large it is.
    stage.site.write('content/window.svg', box(90, 'rgb(0, 0, 200)'));
    await paints(visitor, '/window.svg', 90, 'rgb(0, 0, 200)');
    await stage.equals(visitor);
  },
};
