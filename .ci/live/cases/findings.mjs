// Findings of the checks: how they come as pages are saved, and how they go.
import assert from 'node:assert/strict';
import { inspect } from '../../audit/axe-in-page.mjs';
import { cutOff, faint } from '../overlay.mjs';
import { until } from '../until.mjs';

const file = 'content/articles/after-a-session.md';
const article = '/articles/after-a-session/';
const claim = '\n\nCraniosacral therapy relieves migraines.\n';
const badge = 'stillpoint-panel .badge';

const isGone = ({ open, badge }) => !open && badge === '';
const addTo = (site, name, text) => site.write(name, site.read(name).trimEnd() + text);

// findMany makes findings of several kinds: one on the article, some on each of many pages that nobody has open.
export function findMany(site) {
  addTo(site, file, claim);
  for (let i = 1; i <= 6; i++) {
    site.write(`content/articles/more-${i}.md`, `---\ntitle: One more article, number ${i}\ndate: 2026-06-0${i}\n` +
      `description: What is told in article ${i}, in a sentence that is long enough for everyone.\n---\n` +
      'Craniosacral therapy cures asthma. It is safe for everyone.\n\nRead on [here](after-a-session.md).\n');
  }
}

export const findings = {
  'a claim is told as it is written, until it is mended or let pass': async (stage) => {
    await stage.serve();
    const visitor = await stage.visit(article);
    const before = stage.site.read(file);

    addTo(stage.site, file, claim);
    await visitor.sees('relieves migraines');
    await visitor.awaitPanel('a badge', ({ open, badge }) => !open && badge === '1 warning');
    await visitor.tab.locator(badge).focus();
    await visitor.tab.keyboard.press('Enter');
    const { sections, problems: [problem] } = await visitor.awaitPanel('the finding', ({ open, focused }) => open && focused);
    assert.deepEqual(sections, []);
    assert.match(problem.place, /^content\/articles\/after-a-session\.md:\d+:22$/);
    assert.match(problem.link, /^vscode:\/\/file\/.*\/content\/articles\/after-a-session\.md:\d+:22$/);
    assert.equal(problem.code, 'claim-effect');
    assert.equal(problem.marked, 'relieves migraines');
    assert.equal(problem.carets, problem.marked);
    assert.match(problem.message, /promises an effect on health/);
    assert.match(problem.hint, /a wording that passes/);

    // What the rule asks for is read with the keyboard, and stays open when the page is saved again.
    const about = visitor.tab.locator('stillpoint-panel .about summary');
    await about.focus();
    await visitor.tab.keyboard.press('Enter');
    const words = visitor.tab.locator('stillpoint-panel .words');
    await until('the rule explains itself', async () => /No sentence promises an effect/.test(await words.textContent()));
    stage.site.edit(file, 'Craniosacral therapy relieves', 'Craniosacral therapy, we say, relieves');
    await visitor.sees('we say, relieves');
    await visitor.awaitPanel('the list again', ({ open, modal, problems: [one] }) => open && !modal && one?.marked === 'relieves migraines');
    await until('the rule still explains itself', () => words.isVisible());
    await visitor.tab.keyboard.press('Escape');
    await visitor.awaitPanel('a badge', ({ open, badge }) => !open && badge === '1 warning');

    stage.site.write(file, before);
    await visitor.awaitPanel('nothing', isGone);
    addTo(stage.site, file, claim);
    await visitor.awaitPanel('a badge', ({ badge }) => badge === '1 warning');
    await visitor.sees('relieves migraines');
    stage.site.edit(file, 'Craniosacral therapy relieves', '<!-- allow claim-effect: the words of a client -->\nCraniosacral therapy relieves');
    await visitor.awaitPanel('nothing', isGone);
    await stage.equals(visitor);
  },

  'the focus goes back to the badge': async (stage) => {
    addTo(stage.site, file, claim);
    await stage.serve();
    const visitor = await stage.visit(article);
    await visitor.awaitPanel('a badge', ({ badge }) => badge === '1 warning');
    await visitor.tab.locator(badge).focus();
    await visitor.tab.keyboard.press('Enter');
    await visitor.awaitPanel('the finding', ({ open, focused }) => open && focused);
    await visitor.tab.keyboard.press('Escape');
    await until('the badge has the focus', () => visitor.tab.evaluate(() =>
      document.querySelector('stillpoint-panel').shadowRoot.activeElement?.className.includes('badge')));
  },

  'what is found on the page comes first, and much of other pages stands together': async (stage) => {
    findMany(stage.site);
    await stage.serve();
    const visitor = await stage.visit(article);
    await visitor.awaitPanel('a badge', ({ badge }) => badge === '19 warnings · 1 here');
    await visitor.tab.locator(badge).click();
    const { sections, groups, problems } = await visitor.awaitPanel('the list', ({ open }) => open);
    assert.deepEqual(sections, ['On this page', 'On other pages']);
    assert.equal(problems[0].place.split(':')[0], file);
    assert.deepEqual(groups.map((text) => text.split(' ')[0]), ['6', '6', '6']);
    const group = visitor.tab.locator('stillpoint-panel .group').first();
    assert.equal(await group.getByRole('listitem').count(), 0, 'what stands together is closed at first');
    await group.locator('summary').first().press('Enter');
    await until('the group is open', async () => (await group.locator('ol > li').first().isVisible()));
    await visitor.tab.locator('stillpoint-panel .about summary').first().click();
    for (const colorScheme of ['light', 'dark']) {
      for (const [width, height] of [[320, 640], [1440, 900]]) {
        await visitor.tab.setViewportSize({ width, height });
        await visitor.tab.emulateMedia({ colorScheme });
        const { faults } = await inspect(visitor.tab);
        const own = [...(await visitor.tab.evaluate(cutOff)), ...(await visitor.tab.evaluate(faint))];
        assert.deepEqual([...faults, ...own], [], `${colorScheme}, ${width} px`);
      }
    }
    // The same list is another on a page that nothing is wrong with.
    const other = await stage.visit('/about/');
    await other.awaitPanel('a badge', ({ badge }) => badge === '19 warnings');
  },
};
