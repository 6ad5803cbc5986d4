// Giving answers: what a press, a typed word or an undo makes of a claim's answer, and sends on its way.
import { newId } from "../../../ui/new_id.js";
import { toggleLabel } from "../../../ui/labels.js";
import { hasParts, lastStep, partsOf, sameParts } from "./answers.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./standing.js").createStanding>} given.standing
 * @param {ReturnType<typeof import("./unfinished.js").createUnfinished>} given.unfinished
 * @param {(message: import("../../../ui/types").Message) => any} given.post puts a message into the outbox
 * @param {() => string} given.reader
 */
export function createGiving({ standing, unfinished, post, reader }) {
  const { answerOf, baseOf } = standing;
  const { draftOf, dropDraft } = unfinished;

  // What the form shows: the draft where there is one, else the answer's own parts.
  function shownParts(claim) {
    return partsOf(draftOf(claim) ?? answerOf(claim));
  }

  function keepDraft(claim, change) {
    unfinished.keepDraft(claim, { ...shownParts(claim), ...change });
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
    if (!isUndo) unfinished.addStep({ claim, before: plain(before), after });
    const stance = content.stance ? { stance: content.stance } : {};
    post({ kind: content.kind, id: newId(), reader: reader(), claim, ...after, ...stance, base: baseOf(claim), retry: false });
  }

  // Gives the earlier answer once more; says which claim that was, or null when there is nothing to undo.
  function undo() {
    const { step, rest } = lastStep(unfinished.steps(), answerOf);
    unfinished.keepSteps(rest);
    if (!step) return null;
    dropDraft(step.claim);
    const content = step.before ? { kind: "mark", ...step.before } : { kind: "retract" };
    send(step.claim, content, { isUndo: true });
    if (!step.before && hasParts(step.after)) keepDraft(step.claim, partsOf(step.after));
    return step.claim;
  }

  const canUndo = () => unfinished.steps().length > 0;

  return { canUndo, changeParts, keepDraft, pressLabel, saveDraft, shownParts, takeBack, takeStand, undo };
}

function plain(answer) {
  return answer && { labels: answer.labels, ...partsOf(answer) };
}
