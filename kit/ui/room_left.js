// Says while somebody types that a text comes to its limit: a browser cuts it there without a word.
import { make, setText } from "./elements.js";

const NEAR = 0.1; // the last tenth
const STEP = 50; // letters: whoever listens is not told at every key

/**
 * Makes the line that belongs to a field with `maxlength`; it is empty while there is room enough.
 * @param {{ say: import("./types").Say, field: any }} given
 * @returns {{ element: HTMLElement, refresh: () => void }} `refresh` is for a text that was not typed
 */
export function createRoomLeft({ say, field }) {
  const element = make("p", { class: "cbc-hint cbc-room-left", "aria-live": "polite" });

  function refresh() {
    const left = field.maxLength - field.value.length;
    if (left <= 0) setText(element, say("text_full", { n: field.maxLength }));
    else setText(element, left <= field.maxLength * NEAR ? say("text_room", { n: Math.ceil(left / STEP) * STEP }) : "");
  }

  field.addEventListener("input", refresh);
  return { element, refresh };
}
