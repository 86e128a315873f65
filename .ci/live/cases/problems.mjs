// Mistakes: how they are told, and how that goes away.
import assert from 'node:assert/strict';
import { inspect } from '../../audit/axe-in-page.mjs';
import { cutOff, faint } from '../overlay.mjs';
import { until } from '../until.mjs';

const flourish = 'layouts/partials/flourish.html';
const article = '/articles/after-a-session/';
const good = '<hr class="mine">\n';
const broken = '<hr class="mine">\n<p>{{.Page.Titel}}</p>\n';

// focusOn puts the focus where a reader may have left it, and focusIsOn tells whether it is there.
const focusOn = (visitor) => visitor.tab.locator('.brand').focus();
const focusIsOn = (visitor) => visitor.tab.evaluate(() => document.activeElement === document.querySelector('.brand'));

const isOverlay = ({ open, modal, focused }) => open && modal && focused;
const isGone = ({ open, badge }) => !open && badge === '';

// breakAll makes mistakes of several kinds, one of them in a long line.
export function breakAll(site) {
  site.edit('content/articles/the-first-ten-minutes.md', 'Sessions', 'sessions');
  site.edit('content/about.md', 'title:', `titel: ${'A long line. '.repeat(20)}\ntitle:`);
  site.edit('content/prices.md', 'description:', 'descripton:');
}

export const problems = {
  'a template is broken and mended': async (stage) => {
    stage.site.write(flourish, good);
    await stage.serve();
    const visitor = await stage.visit(article);
    const lastGood = await visitor.dom();
    await focusOn(visitor);
    await visitor.mark();

    stage.site.write(flourish, broken);
    const panel = await visitor.awaitPanel('an overlay', isOverlay);
    assert.equal(panel.role, 'alertdialog');
    assert.equal(panel.title, '1 error');
    const [problem] = panel.problems;
    assert.match(problem.place, /^layouts\/partials\/flourish\.html:2:\d+$/);
    assert.match(problem.link, /^vscode:\/\/file\/.*\/layouts\/partials\/flourish\.html:2:\d+$/);
    assert.match(problem.message, /Titel/);
    assert.match(problem.hint, /Title/);
    assert.equal(problem.carets, problem.marked);
    assert.match(problem.marked, /Titel/);
    assert.equal(await visitor.dom(), lastGood, 'the last good page is not beneath');

    await visitor.tab.keyboard.press('Escape');
    await visitor.awaitPanel('a badge', ({ open, badge }) => !open && badge === '1 error');
    await until('the focus is where it was', () => focusIsOn(visitor));
    await visitor.tab.locator('stillpoint-panel .badge').click();
    await visitor.awaitPanel('the overlay again', isOverlay);

    stage.site.write(flourish, good);
    await visitor.awaitPanel('nothing', isGone);
    await visitor.mustBeMarked('the page is what it was before the mistake');
    await stage.equals(visitor);
  },

  'an overlay goes by itself and gives the focus back': async (stage) => {
    stage.site.write(flourish, good);
    await stage.serve();
    const visitor = await stage.visit(article);
    await focusOn(visitor);
    stage.site.write(flourish, broken);
    await visitor.awaitPanel('an overlay', isOverlay);
    stage.site.write(flourish, good);
    await visitor.awaitPanel('nothing', isGone);
    await until('the focus is where it was', () => focusIsOn(visitor));
    stage.site.write(flourish, broken);
    await visitor.awaitPanel('an overlay', isOverlay);
    await stage.follows(() => stage.site.write(flourish, '<hr class="ours">\n'), visitor);
    await visitor.awaitPanel('nothing', isGone);
  },

  'front matter is broken and mended': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit('/about/');
    stage.site.edit('content/about.md', 'description:', 'descripton:');
    const { problems: [problem] } = await visitor.awaitPanel('an overlay', isOverlay);
    assert.equal(problem.place, 'content/about.md:3:1');
    assert.equal(problem.marked, 'descripton');
    assert.match(problem.message, /"descripton".*"description"/);
    await stage.follows(() => stage.site.edit('content/about.md', 'descripton: Three', 'description: All three'), visitor);
    await visitor.awaitPanel('nothing', isGone);
  },

  'a page that is opened while the site is broken': async (stage) => {
    stage.site.write(flourish, broken);
    await stage.serve();
    const visitor = await stage.visit('/about/', { allowed: /responded with a status of 503/ });
    await visitor.sees('cannot be built yet');
    await visitor.awaitPanel('an overlay', isOverlay);
    await stage.follows(() => stage.site.write(flourish, good), visitor);
    await visitor.awaitPanel('nothing', isGone);
  },

  'a warning has a badge': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit(article);
    await visitor.mark();
    stage.site.edit('content/articles/the-first-ten-minutes.md', 'Sessions', 'sessions');
    const panel = await visitor.awaitPanel('a badge', ({ badge }) => badge === '1 warning');
    assert.equal(panel.open, false);
    await visitor.tab.locator('stillpoint-panel .badge').click();
    const { modal, title, problems: [problem] } = await visitor.awaitPanel('the warning', ({ open, focused }) => open && focused);
    assert.equal(modal, false);
    assert.equal(title, '1 warning');
    assert.match(problem.message, /sessions/i);
    stage.site.edit('content/articles/the-first-ten-minutes.md', 'sessions', 'Sessions');
    await visitor.awaitPanel('nothing', isGone);
    await stage.equals(visitor);
  },

  'warnings that keep the site back': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit(article);
    // No command serves under --strict yet, so this word comes from us. The page asks again when the answer ends.
    let report = { failed: true, errors: 0, warnings: 2, problems: [], page: { source: '', link: '', state: '' } };
    await visitor.tab.route('**/.stillpoint/events?*', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: `event: report\ndata: ${JSON.stringify(report)}\n\n` }));
    await visitor.open();
    const { title, note } = await visitor.awaitPanel('an overlay', isOverlay);
    assert.equal(title, '2 warnings keep the site from being shown anew');
    assert.match(note, /last good page/);
    await visitor.tab.keyboard.press('Escape');
    await visitor.awaitPanel('a badge', ({ open, badge }) => !open && badge === '2 warnings');
    report = { ...report, failed: false };
    await visitor.tab.locator('stillpoint-panel .badge:not(.error)').click();
    await visitor.awaitPanel('a list', ({ open, modal, note }) => open && !modal && note === '');
  },

  'everyone can use the overlay': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit(article);
    breakAll(stage.site);
    await visitor.awaitPanel('an overlay with all', (panel) => isOverlay(panel) && panel.problems.length === 3);
    for (const colorScheme of ['light', 'dark']) {
      for (const [width, height] of [[320, 640], [320, 256], [1440, 900]]) {
        await visitor.tab.setViewportSize({ width, height });
        await visitor.tab.emulateMedia({ colorScheme });
        const { faults } = await inspect(visitor.tab);
        const own = [...(await visitor.tab.evaluate(cutOff)), ...(await visitor.tab.evaluate(faint))];
        assert.deepEqual([...faults, ...own], [], `${colorScheme}, ${width} px`);
      }
    }
  },
};
