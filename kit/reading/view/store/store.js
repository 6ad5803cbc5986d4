// The store of a view: one reader's answers, drafts, what is under way, and who reads. Components ask it, tell it what
// the reader does, and are told what changed.
import { attemptOr } from "../../../ui/attempt.js";
import { createChanges } from "../../../ui/changes.js";
import { newId } from "../../../ui/new_id.js";
import { createStorage } from "./browser_storage.js";
import { createGiving } from "./giving.js";
import { createNews } from "./news.js";
import { createOutbox } from "./outbox.js";
import { createStanding } from "./standing.js";
import { createUnfinished } from "./unfinished.js";

const UNSENT = "cbc unsent";
const DRAFTS = "cbc draft";

/**
 * Puts what a view keeps into its model, where it is not there yet.
 * @param {{ model: import("../../../ui/types").Model }} given
 */
export function prepareModel({ model }) {
  for (const name of ["unfinished", "retracted"]) if (!model.get(name)) model.set(name, {});
}

/**
 * Makes the store of one view. What changed, as `kind` of a change:
 *
 * - `answer`, `claims`: what these claims' answers are, or whether they are saved;
 * - `draft`, `claims`: what is typed, chosen or left out for them, and not an answer;
 * - `saving`, `entry`: how the message of an answer fares; `request`, `entry`: how another one does;
 * - `leaving`: the reader is about to be another one, and what is typed is still the old one's;
 * - `everything`: all answers at once; `reader`, `reader`, `isOther`, `asked`, `waiting`: who reads;
 * - `gone`, `n`: so many answers are not in the journal any more, and nobody asked for that;
 * - `late`, `claim`; `left-out`, `claim`, `quotes`: what an acknowledgement said besides;
 * - `about`; `cleared`, `file`, `revealed`, `card`: as Python says it, the answers to requests with `isOurs`.
 *
 * @param {{ model: import("../../../ui/types").Model, lesson: import("../../../ui/types").LessonAbout }} given
 */
export function createStore({ model, lesson }) {
  let reader = model.get("reader"); // whose answers are shown; the model's may be the next one already
  let known = model.get("marks") ?? {};

  const { tell, subscribe } = createChanges();
  const scope = () => [lesson.id, lesson.edition, reader].join(" ");
  const outbox = createOutbox({
    send: (message) => model.send({ reader, ...message }),
    storage: followingStorage(UNSENT, scope),
    now: () => Date.now(),
    setTimer: (action, ms) => setTimeout(action, ms),
    clearTimer: (timer) => clearTimeout(timer),
    changed: entryChanged,
  });
  const standing = createStanding({ model, outbox });
  const changed = (claim) => tell({ kind: "draft", claims: [claim] });
  const unfinished = createUnfinished({ model, kept: followingStorage(DRAFTS, scope), reader: () => reader, changed });
  const giving = createGiving({ standing, unfinished, post: outbox.post, reader: () => reader });
  unfinished.restoreDrafts(standing.isMarked);

  function entryChanged(entry) {
    if (!entry.message.claim) return tell({ kind: "request", entry });
    tell({ kind: "answer", claims: [entry.message.claim] });
    tell({ kind: "saving", entry });
  }

  // The model's marks are other ones: from Python, from another view of this model, from another notebook.
  function marksChanged() {
    const before = known;
    known = model.get("marks") ?? {};
    const claims = [...new Set([...Object.keys(before), ...Object.keys(known)])];
    const others = claims.filter((claim) => before[claim]?.id !== known[claim]?.id);
    if (others.length) tell({ kind: "answer", claims: others });
  }

  // Asks Python for what other notebooks wrote, and for what it said before anybody listened here. A dead line shows with
  // the first answer.
  const told = () => model.get("told") ?? model.get("about")?.told;
  const askForNews = () => attemptOr(undefined, () => model.send({ kind: "refresh", id: newId(), told: told() }));

  function open(signal) {
    const become = (next) => { reader = next; };
    const readers = { now: () => reader, become, scope, forget: emptyStoragesOf };
    const news = createNews({ model, outbox, standing, unfinished, reader: readers, tell, askForNews });
    const listening = { "msg:custom": news.hear, "change:marks": marksChanged, "change:about": () => tell({ kind: "about" }) };
    for (const [name, listener] of Object.entries(listening)) model.on(name, listener);
    outbox.restore(standing.isSaved); // what an earlier view could not save
    askForNews();
    signal.addEventListener("abort", () => {
      for (const [name, listener] of Object.entries(listening)) model.off(name, listener);
      news.close();
      outbox.forget();
    });
  }

  const { answerOf, isMarked, isUnsaved } = standing;
  const { draftOf, wordsLeftOut } = unfinished;
  const { discard, hurry, isSending, retry, unsaved } = outbox;
  return {
    ...giving, answerOf, discard, draftOf, hurry, isMarked, isSending, isUnsaved, open, retry, subscribe, unsaved,
    wordsLeftOut,
    about: () => model.get("about") ?? {},
    dropLeftOut: (claim) => unfinished.leaveOut(claim, []),
    reader: () => reader,
    request: (kind, more = {}) => outbox.post({ kind, id: newId(), ...more }),
  };
}

// The storage of whoever reads now: the reader may change while the view lives.
function followingStorage(name, scope) {
  const now = () => createStorage(() => window.localStorage, `${name} ${scope()} `);
  return { keep: (...kept) => now().keep(...kept), drop: (id) => now().drop(id), list: () => now().list(), clear: () => now().clear() };
}

// Empties what this browser keeps of a reader, of every lesson and edition: `name lesson edition reader id`.
function emptyStoragesOf(reader) {
  for (const name of [UNSENT, DRAFTS]) {
    const isTheirs = (key) => key.slice(name.length).split(" ")[3] === reader;
    createStorage(() => window.localStorage, `${name} `).clear(isTheirs);
  }
}
