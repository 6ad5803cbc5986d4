// What several tests of the JavaScript share: where it is, chance that can be repeated, a clock
// that the test moves, and a browser storage in memory.

export const view = (name) => new URL(`../../kit/reading/view/${name}`, import.meta.url);
export const desk = (name) => new URL(`../../kit/analysis/class_desk/${name}`, import.meta.url);
export const editor = (name) => new URL(`../../kit/authoring/editor/view/${name}`, import.meta.url);
export const page = (name) => new URL(`../../kit/sharing/page/view/${name}`, import.meta.url);
export const extension = (name) => new URL(`../../kit/commands/jupyter/labextensions/claim-by-claim/${name}`, import.meta.url);
export const ui = (name) => new URL(`../../kit/ui/${name}`, import.meta.url);

// Mulberry32: the same numbers in every run.
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (items) => items[below(items.length)] };
}

export function fakeClock() {
  let time = 0;
  let timers = [];
  return {
    now: () => time,
    setTimer: (action, ms) => {
      const timer = { action, at: time + ms };
      timers.push(timer);
      return timer;
    },
    clearTimer: (timer) => {
      timers = timers.filter((one) => one !== timer);
    },
    pass: (ms) => {
      time += ms;
      const due = timers.filter((timer) => timer.at <= time);
      timers = timers.filter((timer) => timer.at > time);
      for (const timer of due) timer.action();
    },
    waiting: () => timers.length,
  };
}

// Like the browser's: the stored names are the object's own keys.
export function fakeStorage() {
  const methods = {
    setItem(name, value) { this[name] = String(value); },
    getItem(name) { return name in this ? this[name] : null; },
    removeItem(name) { delete this[name]; },
  };
  return Object.create(methods);
}

export function fakeModel(state = {}) {
  return { get: (name) => state[name], set: (name, value) => { state[name] = value; } };
}

// What a store is made of, without the browser: answers that are given to a model, through an outbox with a clock that
// the test moves. `parts` of all of them are together in `answers`; `who.reader` reads.
export async function answering({ marks = {}, storage = fakeStorage(), reader = "quiet-otter-41", send = () => {} } = {}) {
  const { createStorage } = await import(view("store/browser_storage.js"));
  const { createGiving } = await import(view("store/giving.js"));
  const { createOutbox } = await import(view("store/outbox.js"));
  const { createStanding } = await import(view("store/standing.js"));
  const { createUnfinished } = await import(view("store/unfinished.js"));
  const sent = [];
  const who = { reader };
  const clock = fakeClock();
  const { now, setTimer, clearTimer } = clock;
  const model = fakeModel({ marks });
  const kept = createStorage(() => storage, "draft ");
  const outbox = createOutbox({ send, storage: createStorage(() => fakeStorage(), "test "), now, setTimer, clearTimer, changed: () => {} });
  const post = (message) => { sent.push(message); return outbox.post(message); };
  const standing = createStanding({ model, outbox });
  const unfinished = createUnfinished({ model, kept, reader: () => who.reader, changed: () => {} });
  const giving = createGiving({ standing, unfinished, post, reader: () => who.reader });
  const answers = { ...standing, ...unfinished, ...giving };
  const acknowledge = (message = sent.at(-1)) => {
    standing.accept(message.claim, message.kind === "mark" ? message : null, message.kind === "retract" ? message.id : null);
    outbox.settle(message.id);
  };
  const drafts = () => model.get("unfinished")?.[who.reader]?.drafts ?? {};
  return { answers, sent, model, outbox, clock, acknowledge, kept, drafts, who };
}
