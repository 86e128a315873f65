// Pictures of what the server adds to pages, for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findMany } from './cases/findings.mjs';
import { breakAll } from './cases/problems.mjs';
import { Stage } from './stage.mjs';

const widths = [320, 768, 1440];
const schemes = ['light', 'dark'];
const article = '/articles/after-a-session/';

const scenes = {
  overlay: async (stage) => {
    const visitor = await stage.visit(article);
    breakAll(stage.site);
    await visitor.awaitPanel('an overlay', ({ open, problems }) => open && problems.length === 3);
    return visitor;
  },
  badge: async (stage) => {
    stage.site.edit('content/articles/the-first-ten-minutes.md', 'Sessions', 'sessions');
    const visitor = await stage.visit(article);
    await visitor.awaitPanel('a badge', ({ badge }) => badge === '1 warning');
    return visitor;
  },
  warning: async (stage) => {
    const visitor = await scenes.badge(stage);
    await visitor.tab.locator('stillpoint-panel .badge').click();
    await visitor.awaitPanel('the warning', ({ open }) => open);
    return visitor;
  },
  findings: async (stage) => {
    findMany(stage.site);
    const visitor = await stage.visit(article);
    await visitor.awaitPanel('a badge', ({ badge }) => badge.includes('here'));
    return visitor;
  },
  list: async (stage) => {
    const visitor = await scenes.findings(stage);
    await visitor.tab.locator('stillpoint-panel .badge').click();
    await visitor.awaitPanel('the list', ({ open }) => open);
    return visitor;
  },
  about: async (stage) => {
    const visitor = await scenes.list(stage);
    await visitor.tab.locator('stillpoint-panel .about summary').first().click();
    await visitor.tab.locator('stillpoint-panel .words').first().scrollIntoViewIfNeeded();
    return visitor;
  },
  groups: async (stage) => {
    const visitor = await scenes.list(stage);
    await visitor.tab.locator('stillpoint-panel .group > summary').first().click();
    await visitor.tab.locator('stillpoint-panel .group > summary').first().evaluate((summary) => summary.scrollIntoView());
    return visitor;
  },
  fault: async (stage) => {
    stage.site.write('stillpoint.yaml', `${stage.site.read('stillpoint.yaml')}\nchecks: {claim-effect: error}\n`);
    const visitor = await stage.visit(article);
    findMany(stage.site);
    await visitor.awaitPanel('an overlay', ({ open, modal }) => open && modal);
    return visitor;
  },
  draft: async (stage) => {
    stage.site.edit('content/articles/after-a-session.md', 'title:', 'draft: true\ntitle:');
    const visitor = await stage.visit(article);
    await visitor.awaitPanel('a ribbon', ({ ribbon }) => ribbon === 'Draft');
    return visitor;
  },
};

// take writes a picture of each scene at each width, by day and in the dark.
export async function take(theatre, folder) {
  mkdirSync(folder, { recursive: true });
  const complaints = [];
  for (const [name, play] of Object.entries(scenes)) {
    const stage = new Stage(theatre);
    try {
      await stage.serve();
      await photograph(await play(stage), join(folder, name));
    } finally {
      complaints.push(...(await stage.close()));
    }
  }
  for (const complaint of complaints) console.log(complaint);
  return complaints.length ? 1 : 0;
}

async function photograph({ tab }, path) {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await tab.setViewportSize({ width, height: width < 700 ? 640 : 860 });
      await tab.emulateMedia({ colorScheme });
      await tab.screenshot({ path: `${path}-${width}-${colorScheme}.png` });
    }
  }
}
