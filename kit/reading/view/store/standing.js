// What stands of each claim, as this view knows it: what Python holds (`marks`, `retracted`), and over it what is still
// under way (the outbox).

/**
 * @param {object} given
 * @param {import("../../../ui/types").Model} given.model
 * @param {ReturnType<typeof import("./outbox.js").createOutbox>} given.outbox
 */
export function createStanding({ model, outbox }) {
  const marks = () => model.get("marks") ?? {};
  const retracted = () => model.get("retracted") ?? {};

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

  const isMarked = (claim) => answerOf(claim) !== null;
  const isUnsaved = (claim) => outbox.unsaved().some((entry) => entry.message.claim === claim && !isOvertaken(entry));

  return { accept, answerOf, baseOf, isMarked, isSaved, isUnsaved };
}

/**
 * Returns entries with one more, or without it where the value is nothing.
 * @param {Record<string, any>} entries
 * @param {string} name
 * @param {any} value
 */
export function withEntry(entries, name, value) {
  const { [name]: old, ...others } = entries;
  return value ? { ...others, [name]: value } : others;
}
