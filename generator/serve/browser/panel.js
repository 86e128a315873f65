// The panel: errors over the page, a badge for warnings, a ribbon and a button that tell about
// the page. It lives in a tree of its own, which the site's styles do not reach.
class Panel {
  #root = null;
  #parts = {};
  #report = null;
  #shownFaults = ''; // that have been put before the reader's eyes
  #wasOpen = null; // the list before the page was loaded anew
  #fromBadge = false; // the dialog was opened by a press on the badge, which is hidden meanwhile and cannot get the focus back by itself

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
    if (this.#wasOpen && !report.failed && report.warnings) this.#open(false, this.#wasOpen.focused);
    this.#wasOpen = null;
  }

  // The list of warnings stays open while they are mended one by one, which loads the page anew each time.
  get state() {
    const dialog = this.#parts.dialog;
    if (!dialog?.open || dialog.matches(':modal')) return null;
    return { focused: dialog.contains(this.#root.activeElement), opened: this.#opened() };
  }

  set state(state) {
    this.#wasOpen = state;
  }

  #opened() {
    return [...this.#parts.list.querySelectorAll('details[open]')].map((details) => details.dataset.key);
  }

  #build() {
    const host = document.createElement('stillpoint-panel');
    this.#root = host.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(panelStyle);
    this.#root.adoptedStyleSheets = [style];
    const title = node('h2', { id: 'title', tabindex: '-1' });
    const close = node('button', { type: 'button', class: 'close' }, 'Close');
    const list = node('div', {});
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
    badge.addEventListener('click', () => {
      this.#open(this.#report.failed);
      this.#fromBadge = true;
    });
    dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation(); // the site may have a use of its own for the key
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      this.#drawBadge();
      const isLost = document.activeElement === document.body || dialog.contains(this.#root.activeElement);
      if (this.#fromBadge && !badge.hidden && isLost) badge.focus();
      this.#fromBadge = false;
    });
    new ResizeObserver(() => bringIntoView(dialog)).observe(dialog);
    this.#root.append(node('div', { role: 'region', 'aria-label': 'Stillpoint preview' }, ribbon, edit, status), dialog);
    document.documentElement.append(host);
  }

  // A dialog that is modal takes the focus, gives it back, and keeps the page beneath it still.
  #open(modal, focused = true) {
    const { dialog, title } = this.#parts;
    if (dialog.open && dialog.matches(':modal') === modal) return;
    if (dialog.open) dialog.close();
    dialog.setAttribute('role', modal ? 'alertdialog' : 'dialog');
    if (modal) dialog.showModal();
    else this.#showQuietly(focused);
    if (focused) title.focus();
    this.#drawBadge();
  }

  // Showing a dialog moves the focus into it, which nobody has asked for where it was open before.
  #showQuietly(focused) {
    const { dialog } = this.#parts;
    if (focused) dialog.show();
    else dialog.setAttribute('open', '');
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
    const { failed, errors, warnings, here = 0 } = this.#report;
    const text = errors ? counted(errors, 'error') : counted(warnings, 'warning');
    const some = !errors && here && here < warnings ? ` · ${here} here` : '';
    if (badge.textContent !== text + some) badge.replaceChildren(text, ...(some ? [node('span', { class: 'some' }, some)] : []));
    badge.classList.toggle('error', failed);
    badge.hidden = dialog.open || errors + warnings === 0;
  }

  #drawList() {
    const { title, list, more, note } = this.#parts;
    const { failed, errors, warnings, problems, rules = {} } = this.#report;
    title.textContent = this.#summary();
    const beneath = isUnbuilt ? '' : 'The last good page is still shown beneath. ';
    note.textContent = failed ? `${beneath}This goes away by itself once the site is mended.` : '';
    this.#replace(list, sectionNodes(problems, rules));
    const left = errors + warnings - problems.length;
    more.textContent = left > 0 ? `${left} more are told in the terminal.` : '';
  }

  // What was open stays open, and the focus stays on what it was on, as far as that is still there.
  #replace(list, nodes) {
    const opened = new Set(this.#wasOpen?.opened ?? this.#opened());
    const focused = this.#root.activeElement;
    const key = list.contains(focused) ? focused.closest('[data-key]')?.dataset.key : undefined;
    list.replaceChildren(...nodes);
    for (const details of list.querySelectorAll('details')) details.open = opened.has(details.dataset.key);
    if (this.#parts.dialog.open) bringIntoView(list);
    if (key === undefined) return;
    const there = [...list.querySelectorAll('[data-key]')].find((element) => element.dataset.key === key);
    (there?.querySelector(focused.localName + (focused.classList.length ? `.${focused.classList[0]}` : '')) ?? this.#parts.title).focus();
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
