// Steps that lead to another claim. Until one is acknowledged nobody knows to which; what is pressed meanwhile is meant for
// that claim, and waits for it.

const MOVING = new Set(["make", "split", "merge", "delete", "confirm"]);

/**
 * @param {object} given
 * @param {() => import("../../../ui/types").Claim | null} given.current the claim that the person is at
 */
export function createMoving({ current }) {
  const held = new Map(); // the entry of a step -> what waits for its claim
  let last = null; // the newest step that leads away from here, as long as it is under way

  // Does something with the claim that the person means. The same step once more is a double press, and is not meant at all.
  function hold(name, act) {
    if (!last) act(current());
    else if (MOVING.has(name) && last.message.name === name && !held.get(last).length) return;
    else held.get(last).push({ name, act });
  }

  /** @param {any} entry the message of a step that was just given */
  function began(entry) {
    if (!MOVING.has(entry.message.name)) return;
    held.set(entry, []);
    last = entry;
  }

  // A step is done, and led to `claim`; or it was refused, and to null: then nothing that waited makes sense any more.
  function ended(entry, claim) {
    const waiting = held.get(entry) ?? [];
    held.delete(entry);
    if (last === entry) last = null;
    if (!claim) return;
    for (const { name, act } of waiting) (last ? hold(name, act) : act(claim));
  }

  // Whether the view goes on where a step led to: not if the person has gone somewhere else meanwhile.
  function leadsOn(entry) {
    const { name, given } = entry.message;
    const at = current()?.id; // nothing where the step took the claim away
    return given.claim_id ? !at || at === given.claim_id : last === entry || !MOVING.has(name);
  }

  // The person has gone to another claim: from now on that one is meant.
  function left() {
    last = null;
  }

  // Whatever was under way was given up.
  function forget() {
    held.clear();
    last = null;
  }

  return { hold, began, ended, leadsOn, left, forget };
}
