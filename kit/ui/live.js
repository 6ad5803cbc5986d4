// What is said to those who listen, and seen by nobody.
import { make, setText } from "./elements.js";

/**
 * Makes a live region; `announce` says a text, also the same one twice.
 * @returns {{ element: HTMLElement, announce: (text: string) => void }}
 */
export function createLive() {
  const said = make("div", { class: "cbc-said" });
  const element = make("div", { class: "cbc-hidden", "aria-live": "polite" }, said);
  function announce(text) {
    setText(said, "");
    setText(said, text);
  }
  return { element, announce };
}
