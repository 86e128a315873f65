// What visitors keep, and who among many is told.
import assert from 'node:assert/strict';
import { away } from '../visitor.mjs';
import { hasOutline, outline } from './look.mjs';

const about = 'content/about.md';

export const visitors = {
  'a reload keeps the scroll position and what is unfolded': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/questions/');
    await visitor.tab.evaluate(() => {
      document.querySelectorAll('details')[3].open = true;
      scrollTo({ top: 400, behavior: 'instant' });
    });
    await visitor.mark();
    stage.site.edit('content/questions/_index.md', 'ask us most', 'ask us');
    await visitor.sees('that people ask us.');
    assert.equal(await visitor.isMarked(), false, 'the page was not loaded anew, so there was nothing to keep');
    await visitor.see('what was unfolded', () => [...document.querySelectorAll('details')].every((details, index) => details.open === (index === 3)));
    await visitor.see('the same part', () => Math.abs(scrollY - 400) <= 1);
    await visitor.tab.evaluate(() => { document.querySelectorAll('details')[3].open = false; });
    await stage.equals(visitor);
  },

  'only a page that has changed is loaded anew': async (stage) => {
    await stage.serve();
    const changed = await stage.visit('/about/');
    const other = await stage.visitBeside(changed, '/prices/');
    await other.mark();
    await stage.follows(() => stage.site.edit(about, 'How we work', 'How we like to work'), changed);
    // What comes after the edit has reached both, so nothing of the edit is still on its way.
    outline(stage, 'rgb(1, 2, 3)');
    for (const visitor of [changed, other]) await hasOutline(visitor, 'rgb(1, 2, 3)');
    await other.mustBeMarked('it had not changed');
  },

  'two browsers on one page both follow': async (stage) => {
    await stage.serve();
    const both = [await stage.visit('/about/'), await stage.visit('/about/')];
    await stage.follows(() => stage.site.edit(about, 'How we work', 'How we like to work'), ...both);
    outline(stage, 'rgb(1, 2, 3)');
    for (const visitor of both) await hasOutline(visitor, 'rgb(1, 2, 3)');
  },

  'the server goes away and comes back': async (stage) => {
    await stage.serve();
    const { port } = stage.preview;
    const visitor = await stage.visit('/about/', { allowed: away });
    await visitor.mark();
    outline(stage, 'rgb(1, 2, 3)'); // so that the page is no longer the one that was loaded
    await hasOutline(visitor, 'rgb(1, 2, 3)');
    await stage.preview.stop();
    await stage.serve(port);
    assert.equal(stage.preview.port, port);
    // The swap shows that the page is listening again, and that it was not loaded anew before.
    outline(stage, 'rgb(4, 5, 6)');
    await hasOutline(visitor, 'rgb(4, 5, 6)');
    await visitor.mustBeMarked('nothing had changed');
    await stage.preview.stop();
    await stage.follows(async () => {
      stage.site.edit(about, 'How we work', 'How we like to work');
      await stage.serve(port);
    }, visitor);
    await visitor.sees('How we like to work');
  },
};
