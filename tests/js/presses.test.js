import assert from "node:assert/strict";
import test from "node:test";
import { ui } from "./helpers.js";

const { watchPresses } = await import(ui("presses.js"));

// A view that is clicked: what each click came to, in order. `button` is the data of the button that it meets, if any.
function watching({ isSelecting = false } = {}) {
  globalThis.document = { getSelection: () => ({ isCollapsed: !isSelecting }) };
  const [done, root, life] = [[], new EventTarget(), new AbortController()];
  const actions = { save: (value, { dataset }) => done.push(`save ${value} ${dataset.do}`), next: () => done.push("next") };
  watchPresses({ root, signal: life.signal, actions, repeated: new Set(["next"]), elsewhere: (target) => done.push(target.name) });
  function click(button, { detail = 1, isOff = false } = {}) {
    const found = button && { dataset: button, getAttribute: () => (isOff ? "true" : null) };
    const event = Object.assign(new Event("click"), { detail });
    Object.defineProperty(event, "target", { value: { name: "text", closest: () => found } });
    root.dispatchEvent(event);
  }
  return { done, click, life };
}

test("a press does what its button says, with the button's value", () => {
  const { done, click } = watching();
  click({ do: "save", value: "c01" });
  click({ do: "unknown" });
  assert.deepEqual(done, ["save c01 save"]);
});

test("a double click is one press, but for steps that go on", () => {
  const { done, click } = watching();
  for (const detail of [1, 2]) click({ do: "save" }, { detail });
  for (const detail of [1, 2, 3]) click({ do: "next" }, { detail });
  assert.deepEqual(done, ["save undefined save", "next", "next", "next"]);
});

test("a button that is off does nothing, and is not the text behind it", () => {
  const { done, click } = watching();
  click({ do: "save" }, { isOff: true });
  assert.deepEqual(done, []);
});

test("a plain click elsewhere is heard; the second of a double click, and the end of a drag over words, are not", () => {
  const plain = watching();
  plain.click(null);
  plain.click(null, { detail: 2 });
  assert.deepEqual(plain.done, ["text"]);
  const dragging = watching({ isSelecting: true });
  dragging.click(null);
  dragging.click({ do: "next" });
  assert.deepEqual(dragging.done, ["next"]);
});

test("a view that is gone hears no press", () => {
  const { done, click, life } = watching();
  life.abort();
  click({ do: "next" });
  assert.deepEqual(done, []);
});
