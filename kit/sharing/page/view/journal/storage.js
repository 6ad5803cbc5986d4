// Where a browser keeps journals: line by line in IndexedDB, under the reader's code and the line's number. Nothing is
// kept until its transaction is complete. A browser that keeps nothing (a private window of some kinds, a setting of a
// school) gives a storage that lasts as long as the page, and says so. Beside the lines there are notes: under a name, or
// under a reader's code and a name, which go when all that is kept of this reader goes.

const NAME = "claim-by-claim";
const VERSION = 1;
const LINES = "lines";
const NOTES = "notes";
const PATIENCE = 8000; // ms until a database that does not open counts as none

/**
 * What is known of a reader's lines: how many, and the last of them, to see whether these are still the same.
 * @typedef {{ count: number, newest: string | null }} Place
 * @typedef {{ isSame: boolean, lines: string[] }} Tail what stands behind a place; all lines, where that is not there
 */

/**
 * @param {() => IDBFactory | undefined} factory gives the browser's databases, or throws
 * @param {number} [patience] in ms
 */
export async function openStorage(factory, patience = PATIENCE) {
  try {
    return createLasting(factory, await within(patience, connect(factory)));
  } catch {
    return createPassing();
  }
}

function connect(factory) {
  return new Promise((resolve, reject) => {
    const request = factory().open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(LINES);
      request.result.createObjectStore(NOTES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(request.error);
  });
}

function within(ms, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("open")), ms))]);
}

function createLasting(factory, first) {
  let database = null;

  // The browser may close it: whoever clears what is kept for this page does so.
  function hold(opened) {
    database = opened;
    const letGo = () => {
      if (database === opened) database = null;
    };
    opened.onclose = letGo;
    opened.onversionchange = () => {
      opened.close();
      letGo();
    };
    return opened;
  }

  async function begin(mode) {
    const open = async () => (database ?? hold(await connect(factory))).transaction([LINES, NOTES], mode, { durability: "strict" });
    try {
      return await open();
    } catch {
      database = null; // it was closed without a word
      return open();
    }
  }

  // Resolves when the browser says that all of it is kept, and with nothing before.
  async function transact(mode, act) {
    const transaction = await begin(mode);
    return new Promise((resolve, reject) => {
      let given;
      let why = null;
      transaction.oncomplete = () => resolve(given);
      transaction.onabort = () => reject(why ?? transaction.error ?? new DOMException("", "AbortError"));
      // Whatever goes wrong on the way: all of it, or nothing.
      const answered = (request, take) => {
        request.onsuccess = () => {
          try {
            take(request.result);
          } catch (error) {
            why = error;
            transaction.abort();
          }
        };
      };
      act({ store: (name) => transaction.objectStore(name), answered, give: (value) => { given = value; } });
    });
  }

  hold(first);
  return {
    isLasting: true,
    read: (reader, place) => transact("readonly", ({ store, answered, give }) => findTail(store(LINES), answered, reader, place, give)),
    append: (reader, place, make) => transact("readwrite", ({ store, answered }) => findTail(store(LINES), answered, reader, place, (tail) => {
      const before = tail.isSame ? place.count + tail.lines.length : tail.lines.length;
      make(tail).forEach((line, index) => store(LINES).add(line, [reader, before + index + 1]));
    })),
    remove: (reader) => transact("readwrite", ({ store }) => {
      store(LINES).delete(rangeOf(reader));
      store(NOTES).delete(IDBKeyRange.bound([reader], [reader, []])); // a list is greater than any text
    }),
    noted: (name) => transact("readonly", ({ store, answered, give }) => answered(store(NOTES).get(name), (value) => give(value ?? null))),
    note: (name, value) => transact("readwrite", ({ store }) => store(NOTES).put(value, name)),
  };
}

const rangeOf = (reader, after = 0) => IDBKeyRange.bound([reader, after + 1], [reader, Number.MAX_SAFE_INTEGER]);

function findTail(lines, answered, reader, place, take) {
  const known = place.count ? lines.get([reader, place.count]) : null;
  // Requests of one transaction are answered in their order.
  answered(lines.getAll(rangeOf(reader, place.count)), (tail) => {
    if (!known || known.result === place.newest) take({ isSame: true, lines: tail });
    else answered(lines.getAll(rangeOf(reader)), (all) => take({ isSame: false, lines: all }));
  });
}

const nameOf = (name) => [name].flat().join(" ");

function createPassing() {
  const kept = new Map();
  const notes = new Map();
  const linesOf = (reader) => kept.get(reader) ?? [];
  const tail = (reader, { count }) => ({ isSame: true, lines: linesOf(reader).slice(count) });
  return {
    isLasting: false,
    read: async (reader, place) => tail(reader, place),
    append: async (reader, place, make) => {
      const more = make(tail(reader, place));
      kept.set(reader, [...linesOf(reader), ...more]);
    },
    remove: async (reader) => {
      kept.delete(reader);
      for (const name of notes.keys()) if (name.startsWith(`${reader} `)) notes.delete(name);
    },
    noted: async (name) => notes.get(nameOf(name)) ?? null,
    note: async (name, value) => { notes.set(nameOf(name), value); },
  };
}
