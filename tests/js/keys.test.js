import assert from "node:assert/strict";
import test from "node:test";
import { ui } from "./helpers.js";

const { keyName } = await import(ui("key_name.js"));
const { isComposing, isForJupyter, isSecondClick } = await import(ui("guard.js"));

const named = (key, code) => keyName({ key, code });

test("B2: letters of another script are named by their place", () => {
  const cyrillic = [["ф", "KeyA"], ["ы", "KeyS"], ["в", "KeyD"], ["т", "KeyN"], ["у", "KeyE"], ["Ф", "KeyA"]];
  const greek = [["α", "KeyA"], ["σ", "KeyS"], ["δ", "KeyD"], ["ν", "KeyN"], ["ε", "KeyE"], ["Α", "KeyA"]];
  for (const layout of [cyrillic, greek]) assert.equal(layout.map((one) => named(...one)).join(""), "asdnea");
  assert.equal(named("ش", "KeyA"), "a");
  assert.equal(named("ש", "KeyA"), "a");
  assert.equal(named("ㅁ", "KeyA"), "a");
  assert.equal(named("\u0e34", "KeyB"), "b"); // a Thai vowel sign is a mark, not a letter
});

test("Latin letters are named by what they write, wherever they stand", () => {
  assert.equal(named("q", "KeyA"), "q"); // AZERTY
  assert.equal(named("a", "KeyQ"), "a");
  assert.equal(named("w", "KeyZ"), "w");
  assert.equal(named("y", "KeyZ"), "y"); // QWERTZ
  assert.equal(named("A", "KeyA"), "a");
  assert.equal(named("ğ", "KeyW"), "ğ"); // Turkish F
  assert.equal(named(",", "KeyW"), ","); // Dvorak
});

test("digits are named by their place, and on the number pad by what they write", () => {
  assert.equal(named("é", "Digit2"), "2");
  assert.equal(named("à", "Digit0"), "0");
  assert.equal(named("\u0661", "Digit1"), "1");
  assert.equal(named("3", "Numpad3"), "3");
});

test("keys with a name, and keys without one, are no letters", () => {
  for (const [key, code] of [["Process", "KeyA"], ["Dead", "KeyE"], ["Unidentified", "KeyD"], ["Enter", "Enter"]]) {
    assert.equal(named(key, code), key.toLowerCase());
  }
  assert.equal(keyName({}), "");
});

const pressed = (key, ...held) => ({
  key, ctrlKey: held.includes("Control"), metaKey: held.includes("Meta"), altKey: held.includes("Alt"), shiftKey: held.includes("Shift"),
  getModifierState: (name) => held.includes(name),
});

test("only keys with Ctrl, Alt or Meta, and Shift + Enter, are Jupyter's", () => {
  for (const one of [pressed("s", "Control"), pressed("Enter", "Shift"), pressed("Enter", "Alt"), pressed("s", "Meta")]) assert.ok(isForJupyter(one));
  for (const one of [pressed("d"), pressed("0"), pressed("M", "Shift"), pressed("Enter"), pressed("ArrowDown", "Shift")]) assert.ok(!isForJupyter(one));
  assert.ok(!isForJupyter(pressed("ð", "AltGraph", "Control", "Alt"))); // Windows says all three
});

test("letters that are still being put together are no commands", () => {
  assert.ok(isComposing({ isComposing: true, keyCode: 65 }));
  assert.ok(isComposing({ isComposing: false, keyCode: 229 }));
  assert.ok(!isComposing({ isComposing: false, keyCode: 65 }));
});

test("B8: the second click of a double click is told from two clicks, and from keys", () => {
  assert.deepEqual([0, 1, 2, 3].map((detail) => isSecondClick({ detail })), [false, false, true, true]);
});
