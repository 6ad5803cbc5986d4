// Taking over the stop that Python has drawn: where the focus was it is again, what was typed is there, and what was
// pressed is pressed now, in its order.
import { TAKE } from "./presses_held.js";

/**
 * Puts a view in the place of what looks like it, piece by piece.
 * @param {HTMLElement} drawn
 * @param {HTMLElement} view
 */
export function takeOver(drawn, view) {
  /** @type {import("./presses_held.js").Press[]} */
  const held = [];
  document.dispatchEvent(new CustomEvent(TAKE, { detail: held }));
  /** @type {(element: Element) => any} */
  const counterpart = (element) => wayTo(element, drawn).reduce((at, index) => at?.children[index] ?? null, view);
  const presses = held.map(({ element, ...press }) => ({ ...press, element: counterpart(element) }));
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = drawn.querySelectorAll("[data-field]");
  const typed = [...fields].map((field) => [counterpart(field), field.value]).filter(([, text]) => text);
  const focused = drawn.contains(document.activeElement) ? counterpart(document.activeElement) : null;
  drawn.remove();
  focused?.focus({ preventScroll: true });
  presses.forEach(pressAgain);
  for (const [field, text] of typed) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// A press that would take back what it was meant to give, since it was there already, is none.
function pressAgain({ element, key, wasPressed }) {
  if (key) element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  else if (element?.getAttribute("aria-pressed") === wasPressed) element.click();
}

function wayTo(element, root) {
  const way = [];
  for (let at = element; at !== root; at = at.parentElement) way.unshift([...at.parentElement.children].indexOf(at));
  return way;
}
