// A copy of the repository's site in a temporary folder, to be edited as an author would, and
// a fresh build of it to compare with.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// What is of the site. Its layouts and assets are in the program: a case that wants its own lays them over.
const parts = ['content', 'data', 'i18n', 'stillpoint.yaml'];

export class Site {
  #folder = mkdtempSync(join(tmpdir(), 'stillpoint-live-'));
  #touched = new Set(); // files that an edit of ours made, changed or took away
  #scratch = 0;
  #before;

  constructor(repository) {
    this.repository = repository;
    this.source = join(this.#folder, 'site');
    mkdirSync(this.source);
    const there = readdirSync(repository);
    for (const part of parts.filter((part) => there.includes(part))) {
      cpSync(join(repository, part), join(this.source, part), { recursive: true });
    }
    this.#before = this.#state();
  }

  has(file) {
    return existsSync(join(this.source, file));
  }

  read(file) {
    return readFileSync(join(this.source, file), 'utf8');
  }

  // default returns a file that the program has in it, such as "assets/css/site.css".
  default(file) {
    return readFileSync(join(this.repository, file), 'utf8');
  }

  // write saves as most editors do: the whole file appears at once, under its name.
  write(file, text) {
    const fresh = this.#aside();
    writeFileSync(fresh, text);
    this.#place(fresh, file);
  }

  // overwrite saves in place, as other editors do: for a moment the file is empty.
  overwrite(file, text) {
    this.#touched.add(file);
    writeFileSync(join(this.source, file), text);
  }

  edit(file, from, to) {
    this.write(file, this.#edited(file, from, to));
  }

  editInPlace(file, from, to) {
    this.overwrite(file, this.#edited(file, from, to));
  }

  rename(from, to) {
    this.#touched.add(from);
    this.#place(join(this.source, from), to);
  }

  remove(file) {
    this.#touched.add(file);
    rmSync(join(this.source, file));
  }

  // build builds the site as it is now, with nothing left of any build before, and returns the folder.
  async build(binary) {
    const folder = this.#aside();
    await run(binary, ['build', '--source', this.source, '--destination', folder, '--no-cache', '--environment', 'development', '--drafts', '--future']);
    return folder;
  }

  // touchedByOthers lists the files of the site that have come, gone or been written to by
  // somebody else than this object, but for what is kept for the next build.
  touchedByOthers() {
    const now = this.#state();
    const all = new Set([...this.#before.keys(), ...now.keys()]);
    return [...all].filter((file) => !this.#touched.has(file) && this.#before.get(file) !== now.get(file));
  }

  close() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #edited(file, from, to) {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} does not have “${from}” in it, which was to be edited`);
    return text.replace(from, () => to);
  }

  #place(from, file) {
    this.#touched.add(file);
    mkdirSync(dirname(join(this.source, file)), { recursive: true });
    renameSync(from, join(this.source, file));
  }

  #aside() {
    return join(this.#folder, `aside-${this.#scratch++}`);
  }

  #state() {
    const files = readdirSync(this.source, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    const own = files.filter(({ parentPath }) => !relative(this.source, parentPath).split(sep).includes('.stillpoint'));
    return new Map(own.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      const { mtimeMs, size, ino } = statSync(file);
      return [relative(this.source, file).split(sep).join('/'), `${mtimeMs} ${size} ${ino}`];
    }));
  }
}
