// The lessons of this page, each with a session of whoever reads now; all share one journal, and so one file to hand in.
import { quoteOf } from "../../../ui/text.js";
import { createSession } from "./journal/session.js";

/**
 * @param {object} given
 * @param {any[]} given.data the lessons as Python has written them
 * @param {any} given.readers
 * @param {() => string} given.newId
 * @param {() => Date} [given.clock]
 */
export function createLessons({ data, readers, newId, clock = () => new Date() }) {
  const lessons = new Map(data.map((one) => [one.page.lesson.id, prepared(one)]));
  const listeners = new Set();
  let sessions = open();

  function open() {
    return new Map([...lessons].map(([id, lesson]) => [id, createSession({ lesson, journal: readers.journal(), newId, clock })]));
  }

  // A new reader is news of everything; of new lines, of the claims that they are about.
  readers.subscribe((what) => {
    if (what === "reader") {
      sessions = open();
      for (const { listener } of listeners) listener(null);
      return;
    }
    for (const [id, session] of sessions) tell(id, session.news());
  });

  function tell(id, claims) {
    for (const { lesson, listener } of listeners) {
      if (lesson === id) for (const claim of claims ?? [null]) listener(claim);
    }
  }

  const fileName = () => `${readers.reader()}.jsonl`;
  const isMarked = () => readers.journal().entries().some((entry) => entry.kind === "mark");

  return {
    sessionOf: (id) => sessions.get(id),
    subscribe: (lesson, listener) => {
      const one = { lesson, listener };
      listeners.add(one);
      return () => listeners.delete(one);
    },
    fileName,
    // What is handed in; null where there is nothing in it yet.
    file: () => (isMarked() || readers.journal().unreadable() ? { name: fileName(), text: readers.journal().text() } : null),
  };
}

function prepared({ page, passages, earlier }) {
  const { id, edition, codebook } = page.lesson;
  const claimById = new Map(page.claims.map((claim) => [claim.id, claim]));
  const textOf = (claim) => quoteOf(page.paragraphs[claim.paragraph - 1].text, claim);
  return { id, edition, codebook, page, passages, earlier, paragraphs: page.paragraphs, claims: page.claims, claimById, textOf };
}
