import assert from "node:assert/strict";
import test from "node:test";
import { ui } from "./helpers.js";

globalThis.window = new EventTarget();
const { createChanges } = await import(ui("changes.js"));
const { keepBesideWords } = await import(ui("words_bubble.js"));

const WORDS = { paragraph: 1, start: 0, end: 5, quote: "Words" };

// A bubble over a text without a layout: what it shows, and where the focus was sent.
function bubbleOver({ hasFocus = false } = {}) {
  const { tell, subscribe } = createChanges();
  const [shown, focused, life] = [[], [], new AbortController()];
  let words = null;
  const element = { hidden: true, contains: () => hasFocus, offsetParent: null };
  const headOf = (claim) => ({ focus: () => focused.push(claim) });
  const article = { element: new EventTarget(), texts: new Map(), headOf };
  const situation = { words: () => words, claim: () => ({ id: "c01" }), subscribe };
  globalThis.document = { activeElement: {} };
  keepBesideWords({ element, article, situation, show: (span) => shown.push(span), lowestVisible: () => 0, signal: life.signal });
  const catchWords = (span) => { words = span; tell({ kind: "words" }); };
  const mouse = (name, pointerType = "mouse") => (name === "pointerdown" ? article.element : globalThis.window).dispatchEvent(Object.assign(new Event(name), { pointerType }));
  return { element, shown, focused, life, tell, catchWords, mouse };
}

test("the bubble is there as long as words are caught", () => {
  const { element, shown, catchWords } = bubbleOver();
  catchWords(WORDS);
  assert.equal(element.hidden, false);
  catchWords(null);
  assert.equal(element.hidden, true);
  assert.deepEqual(shown, [WORDS, null]);
});

test("another claim fits the bubble anew", () => {
  const { shown, catchWords, tell } = bubbleOver();
  catchWords(WORDS);
  tell({ kind: "claim" });
  assert.deepEqual(shown, [WORDS, WORDS]);
});

test("a mouse that still catches words does not catch the bubble, and a finger hides nothing", () => {
  for (const end of ["pointerup", "pointercancel"]) {
    const { element, catchWords, mouse } = bubbleOver();
    mouse("pointerdown");
    catchWords(WORDS);
    assert.equal(element.hidden, true);
    mouse(end);
    assert.equal(element.hidden, false);
    mouse("pointerdown", "touch");
    assert.equal(element.hidden, false);
  }
});

test("a focus that would be hidden goes to the claim, and any other stays", () => {
  for (const hasFocus of [true, false]) {
    const { focused, catchWords } = bubbleOver({ hasFocus });
    catchWords(WORDS);
    assert.deepEqual(focused, []);
    catchWords(null);
    assert.deepEqual(focused, hasFocus ? ["c01"] : []);
  }
});

test("with the view, the mouse and the window move the bubble no more", () => {
  const { shown, mouse, life } = bubbleOver();
  life.abort();
  mouse("pointerdown");
  globalThis.window.dispatchEvent(new Event("resize"));
  assert.deepEqual(shown, []);
});
