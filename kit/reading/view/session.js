// One reader's answers as this view knows them: what Python holds (`marks`), what is still under way (the
// outbox), and what is `unfinished`: what is typed but not yet an answer (drafts), words that an answer was saved
// without (left out), and how to undo (steps). That lives in the model, never saved by it, so that a view that is drawn
// again finds it, and under the reader whose it is, so that nobody else ever does; drafts are also `kept` by the
// browser, for a page that is loaded anew before the claim has its first label.
import { hasParts, lastStep, partsOf, sameAnswer, sameParts, toggleLabel, withStep } from "./answers.js";
import { newId } from "./elements.js";

const NOTHING = { drafts: {}, leftOut: {}, steps: [] };

export function createSession({ model, outbox, kept, reader = () => "", draftChanged = () => {} }) {
  const marks = () => model.get("marks") ?? {};
  const retracted = () => model.get("retracted") ?? {};
  const unfinished = () => model.get("unfinished")?.[reader()] ?? NOTHING;
  const keep = (change) => model.set("unfinished", { ...model.get("unfinished"), [reader()]: { ...unfinished(), ...change } });
  const { drafts, steps, leftOut } = Object.fromEntries(Object.keys(NOTHING).map((part) => [part, () => unfinished()[part]]));

  // The newest answer that the reader gave, saved or not; null when the claim is not marked.
  function answerOf(claim) {
    const entry = outbox.latest(claim);
    if (!entry || isOvertaken(entry)) return marks()[claim] ?? null;
    return entry.message.kind === "mark" ? entry.message : null;
  }

  // An unsaved message whose claim was answered anew since, here or elsewhere: no longer what the reader thinks.
  function isOvertaken({ message, isOvertaken: isKnown }) {
    return isKnown || (message.retry && message.base !== standingId(message.claim) && !outbox.holds(message.base));
  }

  // The id of the last thing that the journal says of this claim: its mark, or the retract that took it back.
  function standingId(claim) {
    return marks()[claim]?.id ?? retracted()[claim] ?? null;
  }

  // What the reader saw when giving the next answer; Python tells by it whether a retry comes too late.
  function baseOf(claim) {
    const entry = outbox.latest(claim);
    return entry && !isOvertaken(entry) ? entry.message.id : standingId(claim);
  }

  function draftOf(claim) {
    return drafts()[claim] ?? null;
  }

  // What the form shows: the draft where there is one, else the answer's own parts.
  function shownParts(claim) {
    return partsOf(draftOf(claim) ?? answerOf(claim));
  }

  function keepDraft(claim, change) {
    const draft = { ...shownParts(claim), ...change };
    keep({ drafts: { ...drafts(), [claim]: draft } });
    if (hasParts(draft)) kept.keep({ id: claim, ...draft }, 0);
    else kept.drop(claim);
    draftChanged(claim);
  }

  // What an earlier page left behind of claims that still have no answer; the others have moved on without it.
  function restoreDrafts() {
    for (const { message: { id: claim, ...draft } } of kept.list()) {
      if (isMarked(claim)) kept.drop(claim);
      else if (!draftOf(claim)) keep({ drafts: { ...drafts(), [claim]: partsOf(draft) } });
    }
  }

  function dropDraft(claim) {
    kept.drop(claim);
    if (draftOf(claim)) keep({ drafts: withEntry(drafts(), claim, null) });
  }

  function pressLabel(claim, label) {
    const labels = toggleLabel(answerOf(claim)?.labels ?? null, label);
    if (labels) give(claim, { labels, ...shownParts(claim) });
    else takeBack(claim);
  }

  // The draft becomes part of the answer, if there is an answer to be part of.
  function saveDraft(claim) {
    const answer = answerOf(claim);
    const draft = draftOf(claim);
    if (!answer || !draft) return;
    if (sameParts(draft, answer)) dropDraft(claim);
    else give(claim, { labels: answer.labels, ...partsOf(draft) });
  }

  function changeParts(claim, change) {
    keepDraft(claim, change);
    saveDraft(claim);
  }

  function takeBack(claim) {
    const answer = answerOf(claim);
    if (!answer) return;
    const parts = shownParts(claim);
    send(claim, { kind: "retract" });
    if (hasParts(parts)) keepDraft(claim, parts);
  }

  function give(claim, answer) {
    dropDraft(claim);
    send(claim, { kind: "mark", ...answer });
  }

  // What the reader makes of the key: the answer once more, the same or another one, with where they stand.
  function takeStand(claim, stance, change) {
    const answer = { ...answerOf(claim), ...change };
    dropDraft(claim);
    send(claim, { kind: "mark", labels: answer.labels, ...partsOf(answer), stance });
  }

  function send(claim, content, { isUndo = false } = {}) {
    const before = answerOf(claim);
    const after = content.kind === "mark" ? { labels: content.labels, ...partsOf(content) } : null;
    if (!isUndo) keep({ steps: withStep(steps(), { claim, before: plain(before), after }) });
    const stance = content.stance ? { stance: content.stance } : {};
    outbox.post({ kind: content.kind, id: newId(), reader: reader(), claim, ...after, ...stance, base: baseOf(claim), retry: false });
  }

  // Gives the earlier answer once more; says which claim that was, or null when there is nothing to undo.
  function undo() {
    const { step, rest } = lastStep(steps(), answerOf);
    keep({ steps: rest });
    if (!step) return null;
    dropDraft(step.claim);
    const content = step.before ? { kind: "mark", ...step.before } : { kind: "retract" };
    send(step.claim, content, { isUndo: true });
    if (!step.before && hasParts(step.after)) keepDraft(step.claim, partsOf(step.after));
    return step.claim;
  }

  // What Python wrote: a mark, or null and the id of the retract. Says whether anything changed.
  function accept(claim, mark, retract = null) {
    if (!claim || (mark?.id ?? retract) === standingId(claim)) return false;
    model.set("retracted", withEntry(retracted(), claim, mark ? null : retract));
    model.set("marks", withEntry(marks(), claim, mark));
    return true;
  }

  // Whether a message of the outbox is known to be in the journal, or needs not be.
  function isSaved(message) {
    const standing = standingId(message.claim);
    return standing === message.id || (message.kind === "retract" && standing === null);
  }

  // Words that an answer was saved without, because they do not stand in the text as they were sent.
  function leaveOut(claim, quotes) {
    keep({ leftOut: withEntry(leftOut(), claim, quotes.length ? quotes : null) });
    draftChanged(claim);
  }

  function forget(gone) {
    model.set("unfinished", withEntry(model.get("unfinished") ?? {}, gone, null));
  }

  const isMarked = (claim) => answerOf(claim) !== null;
  const canUndo = () => steps().length > 0;
  const isUnsaved = (claim) => outbox.unsaved().some((entry) => entry.message.claim === claim && !isOvertaken(entry));

  return {
    accept, answerOf, canUndo, changeParts, draftOf, forget, isMarked, isSaved, isUnsaved, keepDraft, leaveOut, pressLabel,
    restoreDrafts, saveDraft, shownParts, takeBack, takeStand, undo, wordsLeftOut: (claim) => leftOut()[claim] ?? [],
  };
}

function withEntry(entries, name, value) {
  const { [name]: old, ...others } = entries;
  return value ? { ...others, [name]: value } : others;
}

function plain(answer) {
  return answer && { labels: answer.labels, ...partsOf(answer) };
}
