import assert from "node:assert/strict";
import test from "node:test";
import { ui } from "./helpers.js";

globalThis.window ??= new EventTarget();
const { LABEL_FOR_KEY, LABELS, NO_SOURCE } = await import(ui("labels.js"));
const { watchSingleKeys } = await import(ui("single_keys.js"));

// A view in which keys are pressed: what each press came to, in order, and whether the browser may act on it too.
function watching({ isWalking = false, isOurs = true } = {}) {
  const [done, held] = [[], {}];
  const root = Object.assign(new EventTarget(), { setAttribute: (name, value) => { held[name] = value; }, contains: () => false });
  const told = (name) => (event) => { done.push(event ? `${name} ${event.key}` : name); return isOurs; };
  const wordWalk = { isOn: () => isWalking, handleKey: told("walk") };
  const life = new AbortController();
  watchSingleKeys({ root, signal: life.signal, wordWalk, escape: told("escape").bind(null, null), act: told("act") });
  function press(key, { field = "", isTaken = false, ...more } = {}) {
    const target = { closest: (selector) => (field && selector.includes(field) ? {} : null) };
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...more });
    Object.defineProperty(event, "target", { value: target });
    if (isTaken) event.preventDefault();
    root.dispatchEvent(event);
    return event.defaultPrevented;
  }
  return { done, held, press, life };
}

test("a single key is the view's, and the browser does nothing more with it", () => {
  const { done, press } = watching();
  assert.deepEqual([press("s"), press("M", { shiftKey: true }), press("Escape")], [true, true, true]);
  assert.deepEqual(done, ["act s", "act M", "escape"]);
});

test("a key that is for nothing here is left to the browser", () => {
  const { done, press } = watching({ isOurs: false });
  assert.deepEqual([press("x"), press("Escape")], [false, false]);
  assert.deepEqual(done, ["act x", "escape"]);
});

test("keys with a modifier, and letters that are being put together, are not the view's", () => {
  const { done, press } = watching();
  const held = [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }, { getModifierState: (name) => name === "AltGraph" }];
  assert.ok(held.every((one) => !press("s", one)));
  assert.deepEqual(done, []);
});

test("a key that something in the view has taken already does nothing more", () => {
  const { done, press } = watching();
  press("s", { isTaken: true });
  assert.deepEqual(done, []);
});

test("the view keeps the focus of a press, for its keys to be heard", () => {
  assert.equal(watching().held.tabindex, "-1");
});

test("while somebody types, only Escape acts", () => {
  const { done, press } = watching();
  for (const field of ["textarea", "select", "[contenteditable]", "input:not([type=checkbox])"]) assert.ok(!press("s", { field }));
  press("Escape", { field: "textarea" });
  assert.deepEqual(done, ["escape"]);
});

test("held down, a key is one press, and arrows go on", () => {
  const { done, press } = watching();
  for (const key of ["s", "Escape", "ArrowDown"]) press(key, { repeat: true });
  assert.deepEqual(done, ["act ArrowDown"]);
});

test("a walk from word to word has every key, Escape too", () => {
  const { done, press } = watching({ isWalking: true });
  for (const key of ["ArrowRight", "Escape", "s"]) press(key);
  assert.deepEqual(done, ["walk ArrowRight", "walk Escape", "walk s"]);
});

test("with the view, its keys are gone", () => {
  const { done, press, life } = watching();
  life.abort();
  press("s");
  assert.deepEqual(done, []);
});

test("each label has a digit and a letter, and no source its digit", () => {
  assert.deepEqual(LABEL_FOR_KEY, { 1: LABELS[0], s: LABELS[0], 2: LABELS[1], a: LABELS[1], 3: LABELS[2], d: LABELS[2], 0: NO_SOURCE });
});
