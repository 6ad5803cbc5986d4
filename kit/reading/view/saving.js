// Saving, the same in every widget of a reading: the outbox, the browser's copy of what is not saved, the answers.
import { newId } from "./elements.js";
import { PATIENCE, createOutbox, createStore } from "./outbox.js";
import { createSession } from "./session.js";

const UNSENT = "cbc unsent";
const DRAFTS = "cbc draft";

export function prepareModel({ model }) {
  for (const [name, empty] of [["unfinished", {}], ["retracted", {}]]) {
    if (!model.get(name)) model.set(name, empty);
  }
}

// What this view's storage and channel are for: one reader of one edition of one lesson. The reader is the one whose
// answers the view shows; the model's may be the next one already.
export function addSaving(view) {
  const { model, page } = view;
  view.scope = () => [page.lesson.id, page.lesson.edition, view.reader].join(" ");
  view.store = followingStore(view, UNSENT);
  view.kept = followingStore(view, DRAFTS);
  view.outbox = createOutbox({
    send: (message) => model.send({ reader: view.reader, ...message }),
    store: view.store,
    now: () => Date.now(),
    setTimer: (action, ms) => setTimeout(action, ms),
    clearTimer: (timer) => clearTimeout(timer),
    changed: (entry) => view.entryChanged(entry),
  });
  view.session = createSession({ model, outbox: view.outbox, kept: view.kept, reader: () => view.reader, draftChanged: (claim) => view.draftChanged(claim) });
  view.session.restoreDrafts();
}

// The store of whoever reads now: the reader may change while the view lives.
function followingStore(view, name) {
  const now = () => createStore(() => window.localStorage, `${name} ${view.scope()} `);
  return { keep: (...kept) => now().keep(...kept), drop: (id) => now().drop(id), list: () => now().list(), clear: () => now().clear() };
}

// Empties what this browser keeps of a reader, of every lesson and edition: `name lesson edition reader id`.
export function emptyStoresOf(reader) {
  for (const name of [UNSENT, DRAFTS]) {
    const isTheirs = (key) => key.slice(name.length).split(" ")[3] === reader;
    createStore(() => window.localStorage, `${name} `).clear(isTheirs);
  }
}

// Answers that an earlier view could not save; asked a second time for those that were still under way.
export function offerUnsent(view, signal) {
  const offer = () => view.outbox.restore(view.session.isSaved);
  offer();
  const timer = setTimeout(offer, PATIENCE + 1000);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

// Asks Python, once a view is drawn, for what other notebooks wrote. A dead line shows with the first answer.
export function askForNews(view) {
  try {
    view.model.send({ kind: "refresh", id: newId() });
  } catch {
    return;
  }
}
