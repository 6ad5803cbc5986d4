// Keys. They act only while the focus is inside the widget, not while somebody types, and with no modifier.
const TYPING = "input, textarea, select, [contenteditable]";
const LABEL_FOR_KEY = { 1: "sourced", s: "sourced", 2: "anonymous", a: "anonymous", 3: "denied", d: "denied", 0: "none" };

export function watchKeys(view, signal) {
  view.root.addEventListener("keydown", (event) => handleKey(view, event), { signal });
  keepKeysFromJupyter(view.root, signal);
}

// JupyterLab acts on single keys (x cuts the cell) unless the focused element carries this attribute when the
// key goes down. A fixed attribute would kill Ctrl+S; so it is set per key press, before anybody else looks.
export function keepKeysFromJupyter(root, signal) {
  const attribute = "data-lm-suppress-shortcuts";
  const toggle = (event) => {
    const focused = document.activeElement;
    if (focused && root.contains(focused)) focused.toggleAttribute(attribute, !isHeld(event));
  };
  window.addEventListener("keydown", toggle, { capture: true, signal });
  root.addEventListener("keydown", keepEnterForText, { signal });
}

// JupyterLab takes the line break away that follows an Enter which reaches the document.
function keepEnterForText(event) {
  if (event.key === "Enter" && !isHeld(event) && event.target.closest("textarea")) event.stopPropagation();
}

// Shift alone makes capitals and extends; with Enter it is Jupyter's "run".
function isHeld(event) {
  return event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
}

function handleKey(view, event) {
  if (isHeld(event) || event.isComposing || event.defaultPrevented) return;
  if (act(view, event)) event.preventDefault();
}

// Says whether the key was ours.
function act(view, event) {
  if (view.wordWalk.isOn()) return view.wordWalk.handleKey(event);
  if (event.key === "Escape") return view.escape();
  if (event.shiftKey || event.target.closest(TYPING)) return false;
  return moves(view, event) || commands(view, nameOf(event));
}

// Digits by their place, so that they work on keyboards where digits need Shift.
function nameOf(event) {
  const digit = /^Digit([0-3])$/.exec(event.code ?? "");
  return digit ? digit[1] : event.key.toLowerCase();
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

function commands(view, key) {
  if (key in LABEL_FOR_KEY && !view.desk.open()) return did(view.press(LABEL_FOR_KEY[key]));
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
