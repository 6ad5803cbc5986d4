// Presses: what a click does that meets a button of a view (its data-do names the action), or none. A double click is
// one press, and a button that is off does nothing.
import { isSecondClick } from "./guard.js";

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {AbortSignal} [given.signal]
 * @param {Record<string, (value?: string, button?: HTMLElement) => void>} given.actions by the data-do of a button
 * @param {Set<string>} [given.repeated] the actions that go on with every click, however fast: steps from one to the next
 * @param {(target: any) => void} [given.elsewhere] hears of a plain click on what is no button
 */
export function watchPresses({ root, signal, actions, repeated = new Set(), elsewhere = () => {} }) {
  function clicked(event) {
    const button = event.target.closest("[data-do]");
    if (isSecondClick(event) && !repeated.has(button?.dataset.do)) return;
    if (!button) return isPlainClick() && elsewhere(event.target);
    if (button.getAttribute("aria-disabled") !== "true") actions[button.dataset.do]?.(button.dataset.value, button);
  }

  root.addEventListener("click", clicked, { signal });
}

// The end of a drag over a claim is no click on it: somebody is catching words.
function isPlainClick() {
  return document.getSelection()?.isCollapsed ?? true;
}
