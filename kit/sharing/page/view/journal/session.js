// One reader at one lesson, over the journal: the answers that stand, those from before the key was seen, what was
// revealed; and the way in for new ones. The counterpart of kit/reading/session.py.
import { carried, stands } from "./carrying.js";
import { answerParts } from "./lines.js";

/**
 * @param {object} given
 * @param {any} given.lesson
 * @param {ReturnType<typeof import("./journal.js").createJournal>} given.journal
 * @param {() => Date} given.clock
 * @param {() => string} given.newId
 */
export function createSession({ lesson, journal, clock, newId }) {
  let seen, generation, last, own, shown, elsewhere;
  let untold; // claims whose answers have changed and nobody has heard of it; null for all of them

  // Takes in what the journal has learnt.
  function sync() {
    if (generation !== journal.generation()) {
      [seen, generation, untold] = [0, journal.generation(), null];
      [last, own, shown, elsewhere] = [new Map(), new Map(), new Map(), new Map()];
    }
    for (const entries = journal.entries(); seen < entries.length; seen += 1) {
      const entry = carried(entries[seen], lesson);
      if (entry.lesson === lesson.id && take(entry)) untold?.add(entry.claim);
    }
  }

  // The claims that have another answer since somebody asked last; null where all of them may have.
  function news() {
    sync();
    const told = untold && [...untold];
    untold = new Set();
    return told;
  }

  function take(entry) {
    if (entry.edition !== lesson.edition) {
      if (!entry.late && entry.kind !== "reveal") elsewhere.set(`${entry.edition} ${entry.claim}`, entry);
      return false;
    }
    if (entry.kind === "reveal") {
      shown.set(entry.claim, shown.get(entry.claim) || entry.full);
      return false;
    }
    if (entry.late) return false;
    last.set(entry.claim, entry);
    if (!shown.get(entry.claim)) own.set(entry.claim, entry);
    return true;
  }

  const about = (id, claim) => ({
    id, journal: journal.id(), reader: journal.reader, lesson: lesson.id, edition: lesson.edition, codebook: lesson.codebook,
    claim, passage: lesson.passages[claim], at: clock().toISOString(),
  });

  // Evidence that does not stand in the text is left out: no label is refused because of the words beside it.
  function fitting(claim, evidence) {
    const before = last.get(claim)?.evidence ?? [];
    const isKnown = (piece) => before.some((one) => JSON.stringify(one) === JSON.stringify(piece));
    const fits = (piece) => stands(lesson, piece) || isKnown(piece);
    return { evidence: evidence.filter(fits), leftOut: evidence.filter((piece) => !fits(piece)).map((piece) => piece.quote) };
  }

  async function answer(claim, given, { id, base = null, retry = false }) {
    if (!lesson.claimById.has(claim)) throw new RangeError(claim);
    const parts = given && answerParts(given);
    let leftOut = [];
    const [entry] = (await journal.write(() => {
      sync();
      const standing = last.get(claim);
      const late = Boolean(retry && standing && standing.id !== base);
      const fit = parts ? fitting(claim, parts.evidence) : null;
      leftOut = fit?.leftOut ?? [];
      const common = { ...about(id || newId(), claim), base, late };
      return [parts ? { kind: "mark", ...common, ...parts, evidence: fit.evidence } : { kind: "retract", ...common }];
    }));
    return { entry, leftOut };
  }

  // Each is written once, and what was shown in full is not written as a part later.
  async function noteReveal(full) {
    await journal.write(() => {
      sync();
      const isNews = ([claim, isFull]) => !shown.has(claim) || (isFull && !shown.get(claim));
      return Object.entries(full).filter(isNews).map(([claim, isFull]) => ({ kind: "reveal", ...about(newId(), claim), full: isFull }));
    });
  }

  const marksIn = (changes) => new Map([...changes].filter(([claim, change]) => change.kind === "mark" && lesson.claimById.has(claim)));
  function upToDate(get) {
    sync();
    return get();
  }

  news();
  return {
    lesson, news, answer, noteReveal,
    refresh: journal.refresh,
    last: (claim) => upToDate(() => last).get(claim) ?? null,
    answers: () => marksIn(upToDate(() => last)),
    ownAnswers: () => marksIn(upToDate(() => own)),
    isShown: (claim) => upToDate(() => shown).get(claim) === true,
    otherEditions: () => [...upToDate(() => elsewhere).values()].filter((change) => change.kind === "mark").length,
  };
}

/**
 * What a page shows of a mark.
 * @param {any} mark
 */
export function shownParts({ id, who, reason, sure, pass_on, stance, at, labels, evidence }) {
  return { id, who, reason, sure, pass_on, stance, at, labels, evidence };
}
