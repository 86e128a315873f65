// What authors do all day.
import assert from 'node:assert/strict';
import { away } from '../visitor.mjs';

const about = 'content/about.md';
const tides = (fields, text) => `---\ntitle: Tide times\n${fields}---\n\n${text}\n`;

// Chromium writes to the console that the page itself was not found.
const isMissing = { allowed: /responded with a status of 404/ };
const saysMissing = (visitor) => visitor.see('that there is nothing', () => document.body.classList.contains('kind-404'));

export const content = {
  'the text of a page': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/about/');
    await stage.follows(() => stage.site.edit(about, 'How we work', 'How we like to work'), visitor);
    await visitor.sees('How we like to work');
    await stage.follows(() => stage.site.editInPlace(about, 'How we like to work', 'How we work every day'), visitor);
    await visitor.sees('How we work every day');
  },

  'the title of a page that another page lists': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/articles/');
    await stage.follows(() => stage.site.edit('content/articles/after-a-session.md', 'title: After a session', 'title: When it is over'), visitor);
    await visitor.sees('When it is over');
  },

  'a page is added where a browser waits for it': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/tide-times/', isMissing);
    await saysMissing(visitor);
    await stage.equals(visitor);
    await stage.follows(() => stage.site.write('content/tide-times.md', tides('', 'High water is at noon.')), visitor);
    await visitor.sees('High water is at noon.');
  },

  'a page is renamed': async (stage) => {
    stage.site.write('content/tide-times.md', tides('', 'High water is at noon.'));
    await stage.serve();
    const old = await stage.visit('/tide-times/', isMissing);
    const anew = await stage.visit('/high-water/', isMissing);
    await saysMissing(anew);
    await stage.follows(() => stage.site.rename('content/tide-times.md', 'content/high-water.md'), old, anew);
    await saysMissing(old);
    await anew.sees('High water is at noon.');
  },

  'a page is deleted': async (stage) => {
    stage.site.write('content/articles/tide-times.md', tides('date: 2026-10-01\n', 'High water is at noon.'));
    await stage.serve();
    const visitor = await stage.visit('/articles/tide-times/', isMissing);
    const list = await stage.visit('/articles/');
    await list.sees('Tide times');
    await stage.follows(() => stage.site.remove('content/articles/tide-times.md'), visitor, list);
    await saysMissing(visitor);
  },

  'a configuration value': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/about/');
    await stage.follows(() => stage.site.edit('stillpoint.yaml', 'title: Quiet Tide\n', 'title: Loud Tide\n'), visitor);
    await visitor.see('the new name', () => document.querySelector('.brand').textContent.includes('Loud Tide'));
  },

  'a data file': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/voices/an-hour/');
    const { site } = stage;
    site.write('data/tides.yaml', 'high: "12:04"\n');
    await stage.follows(() => site.write('layouts/partials/flourish.html', '<p class="tides">{{.Data.tides.high}}</p>'), visitor);
    await visitor.see('the value', () => document.querySelector('.tides').textContent === '12:04');
    await stage.follows(() => site.edit('data/tides.yaml', '12:04', '00:29'), visitor);
    await visitor.see('the other value', () => document.querySelector('.tides').textContent === '00:29');
  },

  'a draft has a ribbon, and every page names its file': async (stage) => {
    stage.site.write('content/tide-times.md', tides('draft: true\n', 'High water is at noon.'));
    await stage.serve();
    const visitor = await stage.visit('/tide-times/');
    const { editor } = await visitor.awaitPanel('a ribbon', ({ ribbon, source }) => ribbon === 'Draft' && source === 'content/tide-times.md');
    assert.match(editor, /^vscode:\/\/file\/.*\/site\/content\/tide-times\.md:1:1$/);
    await stage.equals(visitor);
    stage.site.edit('content/tide-times.md', 'draft: true\n', '');
    await visitor.awaitPanel('no ribbon', ({ ribbon, source }) => ribbon === '' && source === 'content/tide-times.md');
    await stage.equals(visitor);
  },

  'nothing is written below the folder of the site': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/about/', { allowed: away });
    await stage.follows(() => stage.site.edit(about, 'How we work', 'How we like to work'), visitor);
    await stage.preview.stop();
    stage.preview = undefined;
    assert.deepEqual(stage.site.touchedByOthers(), []);
    assert.ok(!stage.site.has('public'), 'there is a folder public');
  },
};
