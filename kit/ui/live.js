// What is said to those who listen, and seen by nobody.
import { make, setText } from "./elements.js";

/**
 * Makes a live region; `announce` says a text, also the same one twice.
 * @returns {{ element: HTMLElement, announce: (text: string) => void }}
 */
export function createLive() {
  const element = make("div", { class: "cbc-hidden", "aria-live": "polite" });
  function announce(text) {
    setText(element, "");
    setText(element, text);
  }
  return { element, announce };
}
