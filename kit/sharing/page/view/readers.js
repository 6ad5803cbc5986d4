// Who reads in this browser: one reader at a time, for all lessons and in all tabs, each with a journal.
import { attemptOr } from "../../../ui/attempt.js";
import { noteBeenHere } from "./been_here.js";
import { isReaderCode } from "./journal/lines.js";
import { createJournal } from "./journal/journal.js";

const NOTE = "reader";
const CHANNEL = "cbc journal"; // tabs tell each other that there is something to read

/**
 * @param {object} given
 * @param {any} given.storage
 * @param {{ manners: string[], animals: string[] }} given.codes what reader codes are drawn from
 * @param {() => string} given.newId
 */
export async function openReaders({ storage, codes, newId }) {
  const listeners = new Set();
  const channel = attemptOr(null, () => new BroadcastChannel(CHANNEL));
  /** @type {ReturnType<typeof createJournal>} */
  let journal;
  let stopHearing = () => {};

  function hold(next) {
    stopHearing();
    journal = next;
    stopHearing = journal.subscribe(() => {
      noteAnswers();
      tell("lines");
    });
    tell("reader");
  }

  const noteAnswers = () => noteBeenHere(journal.entries().length > 0);
  const tell = (what) => listeners.forEach((listener) => listener(what));

  async function switchTo(reader) {
    const next = createJournal({ storage, reader, newId });
    await next.refresh();
    await storage.note(NOTE, reader);
    hold(next);
    noteAnswers();
    channel?.postMessage(null);
  }

  // Another tab may have another reader by now, or more lines.
  async function follow() {
    const noted = await storage.noted(NOTE);
    if (noted && noted !== journal.reader) return switchTo(noted);
    return journal.refresh();
  }

  // Deletes what a reader has here; a new one goes on.
  async function clear() {
    const gone = journal.reader;
    await journal.remove();
    await switchTo(newReaderCode(codes));
    return gone;
  }

  const noted = await storage.noted(NOTE);
  hold(createJournal({ storage, reader: isReaderCode(noted) ? noted : newReaderCode(codes), newId }));
  if (noted === journal.reader) await journal.refresh();
  // Nobody waits for the note of a new code: transactions are done in order, and so no line is kept before it.
  else attemptAsync(() => storage.note(NOTE, journal.reader));
  noteAnswers();
  const catchUp = () => document.visibilityState === "visible" && attemptAsync(follow);
  channel?.addEventListener("message", () => attemptAsync(follow));
  document.addEventListener("visibilitychange", catchUp); // where tabs cannot tell each other
  window.addEventListener("focus", catchUp);

  return {
    isLasting: storage.isLasting,
    storage, newId,
    reader: () => journal.reader,
    journal: () => journal,
    switchTo: (reader) => switchTo(reader ?? newReaderCode(codes)),
    follow, clear,
    // What is kept for whoever reads now, and for nobody else.
    noted: (name) => storage.noted([journal.reader, name]),
    note: (name, value) => storage.note([journal.reader, name], value),
    written: () => channel?.postMessage(null),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function attemptAsync(act) {
  try {
    await act();
  } catch {
    // what it was for is tried again with the next answer, and told then
  }
}

/**
 * Returns a random code, derived from nothing about the reader (kit/marks/reader.py).
 * @param {{ manners: string[], animals: string[] }} codes
 */
export function newReaderCode({ manners, animals }) {
  return `${drawn(manners)}-${drawn(animals)}-${10 + below(90)}`;
}

const drawn = (list) => list[below(list.length)];

// Even chances: numbers of the last round that is not whole are drawn anew.
function below(most) {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number < 2 ** 32 - (2 ** 32 % most) ? number % most : below(most);
}

/**
 * Returns the code that was meant by what somebody typed off a slip, or null.
 * @param {string} typed
 */
export function plainCode(typed) {
  const code = typed.replace(/[\u2010-\u2014\u2212]/g, "-").toLowerCase().trim().replace(/[\s_-]+/g, "-");
  return isReaderCode(code) ? code : null;
}
