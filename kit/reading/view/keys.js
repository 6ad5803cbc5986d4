// Keys. They act only while the focus is inside the widget, not while somebody types, and with no modifier.
import { guardHands, isAltGraph, isComposing, isForJupyter } from "../../ui/guard.js";

const TYPING = "input, textarea, select, [contenteditable]";
const LABEL_FOR_KEY = { 1: "sourced", s: "sourced", 2: "anonymous", a: "anonymous", 3: "denied", d: "denied", 0: "none" };
const CHANGES = new Set([...Object.keys(LABEL_FOR_KEY), "u", "t"]);

export function watchKeys(view, signal) {
  view.root.addEventListener("keydown", (event) => handleKey(view, event), { signal });
  guardHands(view.root, signal);
}

function handleKey(view, event) {
  if (isForJupyter(event) || isAltGraph(event) || isComposing(event) || event.defaultPrevented) return;
  if (act(view, event)) event.preventDefault();
}

// Says whether the key was ours. Held down, a key is one press; only arrows go on.
function act(view, event) {
  if (event.repeat && !event.key.startsWith("Arrow")) return false;
  if (view.wordWalk.isOn()) return view.wordWalk.handleKey(event);
  if (event.key === "Escape") return view.escape();
  if (event.shiftKey || event.target.closest(TYPING)) return false;
  return moves(view, event) || commands(view, keyName(event));
}

// What a key is called: digits by their place, as some keyboards have them behind Shift; letters by what they write,
// and by their place where that is no Latin letter (Cyrillic, Greek, Arabic, Thai ...).
export function keyName({ key = "", code = "" }) {
  const [, digit, letter] = /^(?:Digit([0-3])|Key([A-Z]))$/.exec(code) ?? [];
  const isForeign = /^[\p{L}\p{M}]+$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return (digit ?? (isForeign ? letter : null) ?? key).toLowerCase();
}

// In the text all four arrows go from claim to claim; in the panel up and down still scroll.
function moves(view, event) {
  const inText = view.article.element.contains(event.target);
  const ways = { ArrowLeft: -1, ArrowRight: 1, ...(inText && { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }) };
  if (!(event.key in ways) || view.desk.open()) return isPress(view, event);
  view.goBy(ways[event.key]);
  return true;
}

// Enter and Space on a claim in the text lead into the panel.
function isPress(view, event) {
  if (!["Enter", " "].includes(event.key) || !event.target.closest("[data-claim]")) return false;
  view.choose(event.target.closest("[data-claim]").dataset.claim);
  view.focusPanel();
  return true;
}

// While something is looked up, no key changes an answer that nobody sees.
function commands(view, key) {
  if (CHANGES.has(key) && view.desk.open()) return false;
  if (key in LABEL_FOR_KEY) return did(view.press(LABEL_FOR_KEY[key]));
  const found = {
    n: () => view.goToOpen(),
    u: () => view.undo(),
    t: () => view.takeBack(),
    e: () => view.evidenceKey(),
    r: () => view.focusField("reason"),
    h: () => view.openDesk("codebook"),
    w: () => view.openDesk("who"),
  }[key];
  return found ? did(found()) : false;
}

function did() {
  return true;
}
