// The journal of one reader in this browser: what its lines say, and the one way to add to them. As in Python, whatever
// another tab wrote is read first, in the same transaction; nothing is ever rewritten; a line that cannot be read is kept.
import { fromLine, toLine } from "./lines.js";

export const NOTHING = Object.freeze({ count: 0, newest: null });

/**
 * @param {object} given
 * @param {any} given.storage
 * @param {string} given.reader
 * @param {() => string} given.newId
 */
export function createJournal({ storage, reader, newId }) {
  const listeners = new Set();
  let turn = Promise.resolve();
  let place, entries, byId, journal, unreadable, lines;
  let generation = 0; // another one, when other lines stand where these stood
  forget();

  function forget() {
    place = NOTHING;
    [entries, lines, byId] = [[], [], new Map()];
    journal = newId().replaceAll("-", "");
    unreadable = 0;
    generation += 1;
  }

  function takeIn({ isSame, lines: more }) {
    if (!isSame) forget();
    for (const line of more) take(line);
  }

  function take(line) {
    place = { count: place.count + 1, newest: line };
    lines.push(line);
    try {
      note(fromLine(line));
    } catch {
      unreadable += 1;
    }
  }

  function note(entry) {
    if (!entries.length) journal = entry.journal;
    if (byId.has(entry.id)) return;
    entries.push(entry);
    byId.set(entry.id, entry);
  }

  // One after the other: each has to know what the one before has written.
  /** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  function inTurn(act) {
    const result = turn.then(act);
    turn = result.then(() => {}, () => {});
    return result;
  }

  const tell = () => listeners.forEach((listener) => listener());

  async function refresh() {
    takeIn(await storage.read(reader, place));
    tell();
  }

  // `make` is asked for the lines once the tail is known; they are kept, all or none, when this resolves.
  async function append(make) {
    let made = [];
    try {
      await storage.append(reader, place, (tail) => {
        takeIn(tail);
        made = make();
        return made;
      });
      for (const line of made) take(line);
    } finally {
      tell(); // also when the write failed: another tab's lines may have been read before
    }
  }

  function write(makeEntries) {
    return inTurn(async () => {
      let made = [];
      await append(() => {
        made = makeEntries();
        return made.filter((entry) => !byId.has(entry.id)).map((entry) => toLine({ ...entry, journal }));
      });
      return made.map((entry) => byId.get(entry.id));
    });
  }

  return {
    reader,
    refresh: () => inTurn(refresh),
    write,
    writeLines: (make) => inTurn(() => append(make)),
    remove: () => inTurn(async () => {
      await storage.remove(reader);
      forget();
    }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    entries: () => entries,
    holds: (id) => byId.has(id),
    id: () => journal,
    generation: () => generation,
    unreadable: () => unreadable,
    text: () => lines.map((line) => `${line}\n`).join(""),
  };
}
