// What comes in: Python's messages, and over the lines to them, what other notebooks in this browser say.
import { createLines } from "./other_notebooks.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Model} given.model
 * @param {ReturnType<typeof import("./outbox.js").createOutbox>} given.outbox
 * @param {ReturnType<typeof import("./standing.js").createStanding>} given.standing
 * @param {ReturnType<typeof import("./unfinished.js").createUnfinished>} given.unfinished
 * @param {{ now: () => string, become: (reader: string) => void, scope: () => string, forget: (gone: string) => void }} given.reader
 * @param {(change: import("../../../ui/types").Change) => void} given.tell
 * @param {() => void} given.askForNews
 */
export function createNews({ model, outbox, standing, unfinished, reader, tell, askForNews }) {
  const lines = createLines({ scope: reader.scope, hearAnswer: takeOver, hearOfReaders });
  const acts = { ack, refused, mark, state, cleared, file: answered, revealed: answered, card };

  // What Python says of one claim counts for the reader whose answer it is. The next one may sit here by now; then an
  // acknowledged answer waits in the old one's storage, and is dropped from it when they come back.
  const isOfAnother = (message) => Boolean(message.reader) && message.reader !== reader.now();

  // Whoever sent the message tells the other notebooks; a view that did not only takes over the answer.
  function ack(message) {
    if (isOfAnother(message)) return;
    const { id, claim, mark: written = null, retracted = null, late, left_out: leftOut = [] } = message;
    hearTold(message);
    const isOurs = outbox.holds(id);
    standing.accept(claim, written, retracted);
    outbox.settle(id);
    if (!isOurs) return;
    lines.tellAnswer({ id, claim, mark: written, retracted });
    if (late) tell({ kind: "late", claim });
    if (!leftOut.length) return;
    unfinished.leaveOut(claim, leftOut);
    tell({ kind: "left-out", claim, quotes: leftOut });
  }

  function refused({ id, why }) {
    outbox.refuse(id, why);
  }

  function mark(message) {
    if (isOfAnother(message)) return;
    hearTold(message);
    standing.accept(message.claim, message.mark ?? null, message.retracted ?? null);
  }

  // How many changes Python has told of, as far as they came here. (In a page without Python nobody counts them.)
  const hearTold = ({ told }) => { if (told !== undefined) model.set("told", told); };

  // The whole state: after a switch or a clear, or because another notebook wrote meanwhile. A change of reader happens
  // here and nowhere else, for everything at once; the model's own `reader` may be ahead.
  function state(message) {
    const isOther = message.reader !== reader.now();
    const asked = outbox.settleRequests(["switch", "clear"]);
    const before = marked();
    if (isOther) tell({ kind: "leaving" }); // what is typed and not sent yet is still the old one's
    const waiting = outbox.waiting();
    if (isOther) outbox.forget();
    reader.become(message.reader);
    for (const name of ["reader", "about", "retracted", "marks"]) model.set(name, message[name] ?? {});
    hearTold(message.about ?? {});
    if (isOther) unfinished.restoreDrafts(standing.isMarked);
    if (isOther || asked.length) outbox.restore(standing.isSaved);
    lines.follow();
    if (asked.length) lines.tellOfReaders({ reader: message.reader }); // they have the old reader until they ask
    tell({ kind: "everything" });
    // Without a word, somebody who lost a file would think that the page had lost the answers.
    if (!isOther && !asked.length && marked() < before) tell({ kind: "gone", n: before - marked() });
    if (isOther || asked.length) tell({ kind: "reader", reader: message.reader, isOther, asked, waiting });
  }

  const marked = () => Object.keys(model.get("marks") ?? {}).length;

  function cleared({ reader: gone, copies }) {
    forget(gone);
    lines.tellOfReaders({ cleared: gone });
    tell({ kind: "cleared", reader: gone, copies });
  }

  // Of somebody who had their answers deleted, no word stays: not what was never saved, not in another lesson.
  function forget(gone) {
    reader.forget(gone);
    unfinished.forget(gone);
    if (reader.now() !== gone) return;
    outbox.forget();
    tell({ kind: "everything" });
  }

  // The answer to a request. Another view of this model may have asked.
  function answered(message) {
    const isOurs = Boolean(outbox.settle(message.id));
    if (!isOfAnother(message)) tell({ ...message, isOurs });
  }

  function card(message) {
    tell(message);
  }

  function takeOver({ id, claim, mark: written, retracted }) {
    standing.accept(claim, written, retracted);
    outbox.settle(id);
  }

  function hearOfReaders({ reader: now, cleared: gone }) {
    if (gone) forget(gone);
    if (now !== reader.now()) askForNews();
  }

  return { hear: (message) => acts[message?.kind]?.(message), close: lines.close };
}
