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

function problemNode(problem) {
  const item = node('li', { class: problem.severity });
  const kind = problem.severity === 'error' ? 'Error' : 'Warning';
  item.append(node('p', { class: 'where' }, node('span', { class: 'kind' }, kind), ...(problem.place ? [' ', placeNode(problem)] : [])));
  item.append(node('p', { class: 'message' }, problem.message));
  if (problem.frame) item.append(frameNode(problem.frame));
  if (problem.hint) item.append(node('p', { class: 'hint' }, node('b', {}, 'Hint: '), problem.hint));
  for (const near of problem.related) {
    item.append(node('p', { class: 'related' }, 'See also ', ...(near.place ? [placeNode(near), ': '] : []), near.message));
  }
  return item;
}

// Under the line stands the line again, unseen, so that the carets stand under the very
// letters whatever their width, tabs included.
function frameNode({ line, before, marked, after }) {
  const code = node('code', {}, before, node('mark', {}, marked || ' '), after);
  const carets = node('span', { class: 'under', 'aria-hidden': 'true' }, before, node('span', { class: 'carets' }, marked || ' '));
  return node('div', { class: 'frame', tabindex: '0', role: 'group', 'aria-label': `Line ${line}` },
    node('span', { class: 'number', 'aria-hidden': 'true' }, String(line)),
    node('div', { class: 'lines' }, code, ...(marked || !before ? [carets] : [])));
}
