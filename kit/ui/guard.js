// Keeps hands in the widget. JupyterLab acts on single keys (x cuts a cell, 0 0 restarts the kernel) wherever the focus
// is a cell; so a press anywhere in the widget leaves the focus in it, and no key that is pressed in it is Jupyter's.
const SHIELD = "data-lm-suppress-shortcuts"; // JupyterLab and Notebook 7 leave the keys of such an element alone
const GUARDED = "data-cbc-guarded"; // keeps the hands that are in it
const PRESSES = new Set(["Enter", " "]);
const PRESSABLE = "button, summary, [role=button], [type=checkbox]";

// A root of any kind: the widget's own element, or a box around several widgets.
/** @param {HTMLElement} root @param {AbortSignal} signal */
export function guardHands(root, signal) {
  root.setAttribute(GUARDED, "");
  root.setAttribute("tabindex", "-1"); // what cannot take the focus itself hands it to the root, not to the cell
  root.addEventListener("mousedown", () => setTimeout(() => keepFocus(root)), { signal });
  root.addEventListener("keydown", (event) => tameKey(event), { signal });
  window.addEventListener("keydown", (event) => shield(root, event), { capture: true, signal });
}

// A scroll bar takes no focus, and some browsers give none to a button. A press that led into another widget leads there.
function keepFocus(root) {
  if (root.isConnected && !document.activeElement?.closest(`[${GUARDED}]`)) root.focus({ preventScroll: true });
}

// Set per key press, before anybody else looks: a fixed attribute would kill Ctrl+S.
function shield(root, event) {
  const focused = document.activeElement;
  if (focused && root.contains(focused)) focused.toggleAttribute(SHIELD, !isForJupyter(event));
}

// Shift alone makes capitals and extends; with Enter it is Jupyter's "run". AltGr writes signs, and may say Ctrl + Alt.
/** @param {KeyboardEvent} event */
export function isForJupyter(event) {
  if (isAltGraph(event)) return false;
  return event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
}

/** @param {KeyboardEvent} event */
export function isAltGraph(event) {
  return event.getModifierState?.("AltGraph") ?? false;
}

// Letters that are still being put together (Japanese, Chinese, Korean, dead keys) are no commands.
/** @param {KeyboardEvent} event */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

function tameKey(event) {
  // JupyterLab takes the line break away that follows an Enter which reaches the document.
  if (event.key === "Enter" && event.target.closest("textarea") && !isForJupyter(event)) event.stopPropagation();
  // Held down, a key is one press: the browser would press a button again and again, or one that got the focus since.
  if (event.repeat && PRESSES.has(event.key) && event.target.closest(PRESSABLE)) event.preventDefault();
}

// Whether a click is the second one of a double click, which is one press. A click by key has no count.
/** @param {MouseEvent} event */
export function isSecondClick(event) {
  return event.detail > 1;
}
