// What several tests of the JavaScript share: where it is, chance that can be repeated, a clock
// that the test moves, and a browser storage in memory.

export const view = (name) => new URL(`../../kit/reading/view/${name}`, import.meta.url);
export const desk = (name) => new URL(`../../kit/analysis/class_desk/${name}`, import.meta.url);
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
