// What runs before anything is seen. It says that scripts run; and what is pressed in the stop that Python has drawn
// (drawn_stop.py) is held for the view that takes its place (take_over.js).
import { hasBeenHere } from "./been_here.js";
import { TAKE } from "./presses_held.js";

const PATIENCE = 400; // ms that nothing is seen where what will be seen has to be looked up first
const PRESSED = "[data-do], [data-claim], [data-dot]";
const TYPED = "input, textarea";

function begin() {
  const { classList } = document.documentElement;
  classList.add("is-live");
  // Whoever has marked before sees their answers at once, and no claim that looks open and is not.
  if (hasBeenHere()) classList.add("has-answers");
  if (hasBeenHere() || window.location.hash) classList.add("is-beginning");
  setTimeout(() => classList.remove("is-beginning"), PATIENCE);
  hold();
}

function hold() {
  /** @type {import("./presses_held.js").Press[]} */
  const held = [];
  const life = new AbortController();

  // What can be pressed and let go of looks so at once.
  function press(element) {
    const wasPressed = element.getAttribute("aria-pressed");
    held.push({ element, key: null, wasPressed });
    if (wasPressed) element.setAttribute("aria-pressed", String(wasPressed !== "true"));
  }

  function clicked({ target, detail }) {
    const element = target.closest("[data-drawn]") && target.closest(PRESSED);
    if (element && detail <= 1) press(element); // a double click is one press
  }

  // Enter and Space press a button by themselves; the key of a label presses the label; a key held down is one press.
  function typed({ target, key, repeat, ctrlKey, metaKey, altKey, shiftKey }) {
    const isCommand = key.length === 1 && key !== " " && !repeat && !ctrlKey && !metaKey && !altKey && !shiftKey;
    const drawn = target.closest("[data-drawn]");
    if (!isCommand || !drawn || target.matches(TYPED)) return;
    const label = drawn.querySelector(`[aria-pressed][aria-keyshortcuts~="${CSS.escape(key)}"]`);
    if (label) press(label);
    else held.push({ element: target, key, wasPressed: null });
  }

  document.addEventListener("click", clicked, { signal: life.signal });
  document.addEventListener("keydown", typed, { signal: life.signal });
  document.addEventListener(TAKE, (/** @type {CustomEvent} */ { detail }) => {
    detail.push(...held);
    life.abort();
  }, { signal: life.signal });
}

// A browser that is too old for the page keeps the worksheet.
if ("DecompressionStream" in globalThis) begin();
