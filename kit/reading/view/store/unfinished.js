// What is not an answer, and must not be lost: what is typed and not sent yet (drafts), words that an answer was saved
// without (left out), and how to undo (steps). It lives in the model, never saved by it, so that a view that is drawn
// again finds it, and under the reader whose it is, so that nobody else ever does; drafts are also `kept` by the browser,
// for a page that is loaded anew before the claim has its first label.
import { hasParts, partsOf, withStep } from "./answers.js";
import { withEntry } from "./standing.js";

const NOTHING = { drafts: {}, leftOut: {}, steps: [] };

/**
 * @param {object} given
 * @param {import("../../../ui/types").Model} given.model
 * @param {ReturnType<typeof import("./browser_storage.js").createStorage>} given.kept
 * @param {() => string} given.reader whose things these are now
 * @param {(claim: string) => void} given.changed
 */
export function createUnfinished({ model, kept, reader, changed }) {
  const mine = () => model.get("unfinished")?.[reader()] ?? NOTHING;
  const keep = (change) => model.set("unfinished", { ...model.get("unfinished"), [reader()]: { ...mine(), ...change } });
  const draftOf = (claim) => mine().drafts[claim] ?? null;

  function keepDraft(claim, draft) {
    keep({ drafts: { ...mine().drafts, [claim]: draft } });
    if (hasParts(draft)) kept.keep({ id: claim, ...draft }, 0);
    else kept.drop(claim);
    changed(claim);
  }

  function dropDraft(claim) {
    kept.drop(claim);
    if (draftOf(claim)) keep({ drafts: withEntry(mine().drafts, claim, null) });
  }

  // What an earlier page left behind of claims that still have no answer; the others have moved on without it.
  function restoreDrafts(isMarked) {
    for (const { message: { id: claim, ...draft } } of kept.list()) {
      if (isMarked(claim)) kept.drop(claim);
      else if (!draftOf(claim)) keep({ drafts: { ...mine().drafts, [claim]: partsOf(draft) } });
    }
  }

  // Words that an answer was saved without, because they do not stand in the text as they were sent.
  function leaveOut(claim, quotes) {
    keep({ leftOut: withEntry(mine().leftOut, claim, quotes.length ? quotes : null) });
    changed(claim);
  }

  function forget(gone) {
    model.set("unfinished", withEntry(model.get("unfinished") ?? {}, gone, null));
  }

  return {
    draftOf, dropDraft, forget, keepDraft, leaveOut, restoreDrafts,
    addStep: (step) => keep({ steps: withStep(mine().steps, step) }),
    keepSteps: (steps) => keep({ steps }),
    steps: () => mine().steps,
    wordsLeftOut: (claim) => mine().leftOut[claim] ?? [],
  };
}
