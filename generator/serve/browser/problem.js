// How a diagnostic is drawn. Nodes are made one by one: a site's policy may forbid markup in
// text, and what is shown here was written by others.
function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const counted = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`;

function placeNode({ place, link }) {
  return link ? node('a', { class: 'place', href: link, title: 'Open in the editor' }, place) : node('span', { class: 'place' }, place);
}

// keyOf stands for a problem in the next report, too, in which its line may have moved.
const keyOf = ({ code, place, message }) => `${code} ${place.replace(/[:\d]+$/, '')} ${message}`;

function problemNode(problem, rules) {
  const item = node('li', { class: problem.severity, 'data-key': keyOf(problem) });
  const kind = problem.severity === 'error' ? 'Error' : 'Warning';
  item.append(node('p', { class: 'where' }, node('span', { class: 'kind' }, kind), ...(problem.place ? [' ', placeNode(problem)] : []), ...(problem.builtIn ? [', which comes with Stillpoint'] : [])));
  item.append(node('p', { class: 'message' }, problem.message));
  if (problem.frame) item.append(frameNode(problem.frame));
  if (problem.hint) item.append(node('p', { class: 'hint' }, node('b', {}, 'Hint: '), problem.hint));
  for (const near of problem.related) {
    item.append(node('p', { class: 'related' }, 'See also ', ...(near.place ? [placeNode(near), ': '] : []), near.message));
  }
  if (problem.code in rules) item.append(aboutNode(problem, rules[problem.code]));
  else if (problem.code) item.append(node('p', { class: 'code' }, problem.code));
  return item;
}

// What the rule asks for, and why, is laid out when somebody wants to read it.
function aboutNode(problem, { title, parts }) {
  const about = node('details', { class: 'about', 'data-key': `about ${keyOf(problem)}` },
    node('summary', {}, 'About ', node('span', { class: 'code' }, problem.code)));
  about.addEventListener('toggle', () => {
    if (about.childElementCount > 1) return;
    about.append(node('div', { class: 'words' }, node('p', {}, node('b', {}, title)), ...piecesNodes(parts)));
  });
  return about;
}

function piecesNodes(parts) {
  const nodes = [];
  for (const { kind, text } of parts) {
    if (text.startsWith('|')) nodes.push(node('pre', { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Table' }, text));
    else if (kind === 'code') nodes.push(node('pre', {}, text));
    else if (kind === 'text') nodes.push(node('p', {}, ...withCode(text)));
    else if (nodes.at(-1)?.localName === 'ul') nodes.at(-1).append(node('li', {}, ...withCode(text)));
    else nodes.push(node('ul', {}, node('li', {}, ...withCode(text))));
  }
  return nodes;
}

// Every second part between marks is code.
const withCode = (text) => text.split('`').map((part, index) => (index % 2 ? node('code', {}, part) : part));

// How many problems of other pages are listed one by one. More stand together by what they are, to be opened.
const listedAtOnce = 8;

// sectionNodes puts what keeps the site back first, then what is wrong with the page that is shown, then all else.
function sectionNodes(problems, rules) {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity !== 'error');
  const sections = [
    ['Errors', errors],
    ['On this page', warnings.filter(({ here }) => here)],
    ['On other pages', warnings.filter(({ here }) => !here)],
  ].filter(([, list]) => list.length);
  const isNamed = sections.length > 1;
  return sections.map(([name, list]) => {
    const isLong = name === 'On other pages' && list.length > listedAtOnce;
    const content = isLong ? groupNodes(list, rules) : [listNode(list, rules)];
    return node('section', {}, ...(isNamed ? [node('h3', {}, name)] : []), ...content);
  });
}

const listNode = (list, rules) => node('ol', {}, ...list.map((problem) => problemNode(problem, rules)));

function groupNodes(list, rules) {
  const groups = new Map();
  for (const problem of list) groups.set(problem.code, [...(groups.get(problem.code) ?? []), problem]);
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([code, group]) => {
    const made = node('details', { class: 'group', 'data-key': `group ${code}` },
      node('summary', {}, node('span', { class: 'count' }, String(group.length)), ' ', rules[code]?.title ?? code), listNode(group, rules));
    made.addEventListener('toggle', () => bringIntoView(made));
    return made;
  });
}

// bringIntoView scrolls each line of code so far that what is meant can be seen, as far as the lines are shown.
function bringIntoView(list) {
  for (const frame of list.querySelectorAll('.frame')) {
    const box = frame.getBoundingClientRect();
    const mark = frame.querySelector('mark').getBoundingClientRect();
    const room = mark.left - box.left - frameLead;
    if (mark.right > box.right && room > 0) frame.scrollLeft += Math.min(room, mark.right - box.right + frameLead);
  }
}

const frameLead = 24; // pixels that stay free beside what is meant

// Under the line stands the line again, unseen, so that the carets stand under the very
// letters whatever their width, tabs included.
function frameNode({ line, before, marked, after }) {
  const code = node('code', {}, before, node('mark', {}, marked || ' '), after);
  const carets = node('span', { class: 'under', 'aria-hidden': 'true' }, before, node('span', { class: 'carets' }, marked || ' '));
  return node('div', { class: 'frame', tabindex: '0', role: 'group', 'aria-label': `Line ${line}` },
    node('span', { class: 'number', 'aria-hidden': 'true' }, String(line)),
    node('div', { class: 'lines' }, code, ...(marked || !before ? [carets] : [])));
}
