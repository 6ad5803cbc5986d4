// What answers a widget of this page, where a notebook has a kernel: it takes in the messages of a view, has them written
// to the journal, and acknowledges them then. The counterpart of kit/reading/answering.py and widget.py.
import { createModel } from "../../../ui/host.js";
import { LineFault } from "./journal/lines.js";
import { shownParts } from "./journal/session.js";
import { plainCode } from "./readers.js";

const OWN = new Set(["mark", "retract", "reveal", "clear", "hand_in"]); // these count only for the reader who gave them

/**
 * Makes the model of one widget and keeps it up to date.
 * @param {object} given
 * @param {ReturnType<typeof import("./lessons.js").createLessons>} given.lessons
 * @param {string} given.lesson the lesson's id
 * @param {ReturnType<typeof import("./readers.js").openReaders> extends Promise<infer R> ? R : never} given.readers
 * @param {import("../../../ui/types").Say} given.say
 * @param {Record<string, any>} given.state what the widget has besides: its page, its words
 * @param {Record<string, (message: any, tools: any) => Promise<void>>} [given.more] what takes in further messages
 * @param {(claim: string | null, hear: (message: any) => void, session: () => any, reader: string) => void} [given.changed] hears of changes, null for all
 */
export function createAnswering({ lessons, lesson, readers, say, state, more = {}, changed = () => {} }) {
  const session = () => lessons.sessionOf(lesson);
  let answering = null;
  let turn = Promise.resolve();
  const { model, hear } = createModel({ ...state, ...stateNow() }, { receive });

  function stateNow() {
    const now = session();
    const claims = now.lesson.claims.map(({ id }) => [id, now.last(id)]).filter(([, change]) => change);
    const ofKind = (kind, value) => Object.fromEntries(claims.filter(([, change]) => change.kind === kind).map(([id, change]) => [id, value(change)]));
    return {
      reader: readers.reader(),
      marks: ofKind("mark", shownParts),
      retracted: ofKind("retract", (change) => change.id),
      about: {
        journal: say("where_kept", { file: lessons.fileName() }), unreadable: readers.journal().unreadable(),
        is_new: readers.journal().entries().length === 0, other_editions: now.otherEditions(),
      },
    };
  }

  const tellAll = () => hear({ kind: "state", id: null, ...stateNow() });
  const standing = (claim) => {
    const change = session().last(claim);
    return { mark: change?.kind === "mark" ? shownParts(change) : null, retracted: change?.kind === "retract" ? change.id : null };
  };

  function follow(claim) {
    if (claim === null) tellAll();
    else if (claim !== answering) hear({ kind: "mark", reader: readers.reader(), claim, ...standing(claim) });
    changed(claim, hear, session, readers.reader());
  }

  function receive(message) {
    turn = turn.then(() => take(message));
    return turn;
  }

  async function take(message) {
    const act = acts[message.kind];
    try {
      if (OWN.has(message.kind) && message.reader && message.reader !== readers.reader()) tellAll();
      else await act?.(message);
    } catch (error) {
      hear({ kind: "refused", id: message.id, why: whyOf(error) });
    }
  }

  function whyOf(error) {
    if (error instanceof LineFault || error instanceof RangeError) return say("refused_fault", { detail: error.message });
    return say(error?.name === "QuotaExceededError" ? "refused_full" : "refused_other", { detail: error?.name ?? "" });
  }

  async function give(message, answer) {
    const { id, claim, base, retry } = message;
    answering = claim;
    try {
      const { entry, leftOut } = await session().answer(claim, answer, { id, base, retry: retry === true });
      hear({ kind: "ack", id, reader: readers.reader(), claim, late: entry.late, left_out: leftOut, ...standing(claim) });
      readers.written();
    } finally {
      answering = null;
    }
  }

  const acts = {
    mark: (message) => give(message, message),
    retract: (message) => give(message, null),
    refresh: () => readers.follow(),
    hand_in: async ({ id }) => {
      const file = lessons.file();
      if (file) hear({ kind: "file", id, ...file });
      else hear({ kind: "refused", id, why: say("refused_nothing") });
    },
    switch: async ({ id, reader: typed }) => {
      const code = typed === null || typed === undefined ? null : plainCode(typed);
      if (typed && !code) return hear({ kind: "refused", id, why: say("refused_code", { typed }) });
      await readers.switchTo(code);
    },
    clear: async ({ id }) => hear({ kind: "cleared", id, reader: await readers.clear(), copies: [] }),
    ...Object.fromEntries(Object.entries(more).map(([kind, act]) => [kind, (message) => act(message, { hear, session, tellAll })])),
  };
  const close = lessons.subscribe(lesson, follow);
  return { model, hear, close };
}
