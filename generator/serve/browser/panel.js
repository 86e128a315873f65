// The panel: errors over the page, a badge for warnings, a ribbon and a button that tell about
// the page. It lives in a tree of its own, which the site's styles do not reach.
class Panel {
  #root = null;
  #parts = {};
  #report = null;
  #shownFaults = ''; // that have been put before the reader's eyes

  show(report) {
    this.#report = report;
    if (!this.#root) this.#build();
    this.#drawPage(report.page);
    this.#drawBadge();
    this.#drawList();
    // Where there are no errors, it is the warnings that a build failed for.
    const isFault = ({ severity }) => !report.errors || severity === 'error';
    const faults = JSON.stringify(report.problems.filter(isFault));
    if (!report.failed) this.#settle();
    else if (faults !== this.#shownFaults) this.#open(true);
    this.#shownFaults = report.failed ? faults : '';
  }

  #build() {
    const host = document.createElement('stillpoint-panel');
    this.#root = host.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(panelStyle);
    this.#root.adoptedStyleSheets = [style];
    const title = node('h2', { id: 'title', tabindex: '-1' });
    const close = node('button', { type: 'button', class: 'close' }, 'Close');
    const list = node('ol', {});
    const more = node('p', { class: 'more' });
    const dialog = node('dialog', { 'aria-labelledby': 'title', 'aria-describedby': 'note' },
      node('div', { class: 'head' }, title, close),
      node('p', { id: 'note' }), node('div', { class: 'scroll', tabindex: '-1' }, list, more));
    const badge = node('button', { type: 'button', class: 'badge', 'aria-haspopup': 'dialog', hidden: '' });
    const status = node('div', { role: 'status' }, badge);
    const ribbon = node('div', { class: 'ribbon', hidden: '' });
    const edit = node('div', { class: 'edit' });
    this.#parts = { title, list, more, dialog, badge, ribbon, edit, note: dialog.querySelector('#note') };
    close.addEventListener('click', () => dialog.close());
    badge.addEventListener('click', () => this.#open(this.#report.failed));
    dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation(); // the site may have a use of its own for the key
      dialog.close();
    });
    dialog.addEventListener('close', () => this.#drawBadge());
    this.#root.append(node('div', { role: 'region', 'aria-label': 'Stillpoint preview' }, ribbon, edit, status), dialog);
    document.documentElement.append(host);
  }

  // A dialog that is modal takes the focus, gives it back, and keeps the page beneath it still.
  #open(modal) {
    const { dialog, title } = this.#parts;
    if (dialog.open && dialog.matches(':modal') === modal) return;
    if (dialog.open) dialog.close();
    dialog.setAttribute('role', modal ? 'alertdialog' : 'dialog');
    if (modal) dialog.showModal();
    else dialog.show();
    title.focus();
    this.#drawBadge();
  }

  // settle closes what stood there for faults that are mended.
  #settle() {
    const { dialog } = this.#parts;
    if (dialog.open && (dialog.matches(':modal') || !this.#report.warnings)) dialog.close();
  }

  #summary() {
    const { failed, errors, warnings } = this.#report;
    if (failed && !errors) return `${counted(warnings, 'warning')} ${warnings === 1 ? 'keeps' : 'keep'} the site from being shown anew`;
    return [errors && counted(errors, 'error'), warnings && counted(warnings, 'warning')].filter(Boolean).join(', ');
  }

  #drawBadge() {
    const { badge, dialog } = this.#parts;
    const { failed, errors, warnings } = this.#report;
    const text = errors ? counted(errors, 'error') : counted(warnings, 'warning');
    if (badge.textContent !== text) badge.textContent = text;
    badge.classList.toggle('error', failed);
    badge.hidden = dialog.open || errors + warnings === 0;
  }

  #drawList() {
    const { title, list, more, note } = this.#parts;
    const { failed, errors, warnings, problems } = this.#report;
    title.textContent = this.#summary();
    const beneath = isUnbuilt ? '' : 'The last good page is still shown beneath. ';
    note.textContent = failed ? `${beneath}This goes away by itself once the site is mended.` : '';
    list.replaceChildren(...problems.map(problemNode));
    const left = errors + warnings - problems.length;
    more.textContent = left > 0 ? `${left} more are told in the terminal.` : '';
  }

  #drawPage({ source, link, state }) {
    const { ribbon, edit } = this.#parts;
    const words = { draft: 'Draft', future: 'Not yet published', expired: 'Expired' }[state] ?? '';
    ribbon.textContent = words;
    ribbon.hidden = !words;
    edit.replaceChildren();
    if (!source) return;
    const name = node('span', { class: 'name' }, node('bdi', {}, source));
    if (link) edit.append(node('a', { href: link, title: 'Edit this page', 'aria-label': `Edit this page: ${source}` }, name));
    else edit.append(node('div', {}, name));
  }
}

const panel = new Panel();
