// Single keys: those that act without a modifier, while the focus is inside the view and nobody types.
import { guardHands, isAltGraph, isComposing, isForJupyter } from "./guard.js";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {AbortSignal} given.signal
 * @param {Pick<ReturnType<typeof import("./word_walk.js").createWordWalk>, "isOn" | "handleKey">} given.wordWalk has every key while it is on
 * @param {() => boolean} given.escape lets go of what is open, and says whether something was
 * @param {(event: any) => boolean} given.act does what any other key is for, and says whether the key was the view's
 */
export function watchSingleKeys({ root, signal, wordWalk, escape, act }) {
  function handleKey(event) {
    if (isForJupyter(event) || isAltGraph(event) || isComposing(event) || event.defaultPrevented) return;
    if (isOurs(event)) event.preventDefault();
  }

  // Held down, a key is one press; only arrows go on.
  function isOurs(event) {
    if (event.repeat && !event.key.startsWith("Arrow")) return false;
    if (wordWalk.isOn()) return wordWalk.handleKey(event);
    if (event.key === "Escape") return escape();
    return !event.target.closest(TYPING) && act(event);
  }

  root.addEventListener("keydown", handleKey, { signal });
  guardHands(root, signal);
}
