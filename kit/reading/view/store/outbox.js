// The outbox: every message that Python has not acknowledged yet. Nothing in here is ever given up silently:
// a message is saved, or it is shown as not saved. Send, storage, clock and timer are handed in, for the tests.

// ms; a kernel that is busy, restarted or gone looks the same from here. Longer than Python waits for a journal that
// another program holds (LOCK_SECONDS): whoever gives up first must be the one who knows why.
export const PATIENCE = 12000;

/**
 * @param {object} given
 * @param {(message: import("../../../ui/types").Message) => any} given.send throws or rejects where nobody hears it
 * @param {ReturnType<typeof import("./browser_storage.js").createStorage>} given.storage
 * @param {() => number} given.now in ms
 * @param {(action: () => void, ms: number) => any} given.setTimer
 * @param {(timer: any) => void} given.clearTimer
 * @param {(entry: import("../../../ui/types").Entry) => void} given.changed hears of every step of every message
 * @param {number} [given.patience] in ms
 */
export function createOutbox({ send, storage, now, setTimer, clearTimer, changed, patience = PATIENCE }) {
  const entries = new Map();
  const queue = []; // answers that wait for the one ahead: JupyterLab may hand messages over in another order than they were sent
  let ahead = null;
  let lookingAgain = null; // the timer of `restore`
  const byClaim = new Map(); // claim -> its entries, oldest first: asked for every claim whenever progress is counted

  function hold(entry) {
    entries.set(entry.message.id, entry);
    const others = byClaim.get(entry.message.claim) ?? [];
    byClaim.set(entry.message.claim, [...others, entry]);
    return entry;
  }

  function post(message) {
    const entry = hold({ message, state: "sending", why: null, timer: null });
    if (!isAnswer(message)) attempt(entry);
    else {
      storage.keep(message, now());
      lineUp(entry);
    }
    return entry;
  }

  function lineUp(entry) {
    entry.state = "sending";
    queue.push(entry);
    if (ahead) changed(entry);
    else advance();
  }

  function advance() {
    ahead = queue.shift() ?? null;
    if (ahead) attempt(ahead);
  }

  // The page is going away: better out of order than not sent at all.
  function hurry() {
    for (const entry of queue.splice(0)) attempt(entry);
  }

  function attempt(entry) {
    entry.timer = setTimer(() => fail(entry, "unanswered"), patience);
    try {
      Promise.resolve(send(entry.message)).catch(() => fail(entry, "unreachable"));
    } catch {
      fail(entry, "unreachable"); // the kernel was restarted: the view is alive, its line is dead
      return;
    }
    changed(entry);
  }

  function fail(entry, why, said = "") {
    if (!entries.has(entry.message.id)) return; // acknowledged or thrown away meanwhile
    clearTimer(entry.timer);
    Object.assign(entry, { state: why === "refused" ? "refused" : "failed", why, said });
    if (!isAnswer(entry.message)) remove(entry.message.id);
    changed(entry);
    // Whatever waits behind an answer that got no reply would get none either; behind a refused one it may pass.
    if (entry === ahead && why !== "refused") for (const stuck of queue.splice(0)) fail(stuck, why, said);
    if (entry === ahead) advance();
  }

  // Acknowledged, here or in another view; also when the time-out was faster than the kernel.
  function settle(id) {
    storage.drop(id);
    overtakeBefore(id);
    const entry = remove(id);
    if (entry) changed({ ...entry, state: "saved" });
    return entry;
  }

  // Requests that are answered by a new state of everything, not one by one. Says which kinds were waiting.
  function settleRequests(kinds) {
    const waiting = [...entries.values()].map((entry) => entry.message).filter((message) => kinds.includes(message.kind));
    for (const message of waiting) remove(message.id);
    return waiting.map((message) => message.kind);
  }

  // Answers to the same claim that were given before this one and failed: still to be saved, but history.
  function overtakeBefore(id) {
    const settled = entries.get(id);
    const same = byClaim.get(settled?.message.claim) ?? [];
    for (const entry of same.slice(0, Math.max(same.indexOf(settled), 0))) entry.isOvertaken = true;
  }

  function remove(id) {
    const entry = entries.get(id);
    if (!entry) return null;
    clearTimer(entry.timer);
    entries.delete(id);
    byClaim.set(entry.message.claim, byClaim.get(entry.message.claim).filter((one) => one !== entry));
    if (queue.includes(entry)) queue.splice(queue.indexOf(entry), 1);
    if (entry === ahead) advance();
    return entry;
  }

  // The same id again, marked as a retry: Python must not let it override an answer given since.
  function retry() {
    for (const entry of unsaved()) {
      entry.message = { ...entry.message, retry: true };
      storage.keep(entry.message, now());
      lineUp(entry);
    }
  }

  function discard() {
    for (const { message } of unsaved()) {
      storage.drop(message.id);
      changed({ ...remove(message.id), state: "discarded" });
    }
  }

  // What an earlier view left behind. Younger ones may still be under way somewhere, so they are left alone until they are
  // old enough; then it looks again.
  function restore(isSaved = (_message) => false) {
    clearTimer(lookingAgain);
    let wait = Infinity;
    for (const { message, at } of storage.list()) {
      if (entries.has(message.id)) continue;
      const missing = patience - (now() - at);
      if (missing > 0) wait = Math.min(wait, missing);
      else if (isSaved(message)) storage.drop(message.id);
      else takeOver(message);
    }
    if (wait < Infinity) lookingAgain = setTimer(() => restore(isSaved), Math.min(wait, patience)); // a clock may be set back
  }

  function takeOver(message) {
    changed(hold({ message: { ...message, retry: true }, state: "failed", why: "earlier", timer: null }));
  }

  // Another reader has taken over: the old reader's messages stay in the storage, for when they come back.
  function forget() {
    clearTimer(lookingAgain);
    queue.length = 0;
    for (const id of [...entries.keys()]) remove(id);
  }

  const unsaved = () => [...entries.values()].filter((entry) => entry.state !== "sending" && isAnswer(entry.message));
  const isSending = () => [...entries.values()].some((entry) => entry.state === "sending" && isAnswer(entry.message));
  const waiting = () => [...entries.values()].filter((entry) => isAnswer(entry.message)).length;
  const latest = (claim) => byClaim.get(claim)?.at(-1) ?? null;
  const holds = (id) => entries.has(id);

  return {
    post, hurry, settle, settleRequests, retry, discard, restore, forget, unsaved, isSending, waiting, latest, holds,
    refuse: (id, said) => entries.has(id) && fail(entries.get(id), "refused", said),
  };
}

function isAnswer(message) {
  return message.kind === "mark" || message.kind === "retract";
}
