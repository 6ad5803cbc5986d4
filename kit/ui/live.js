// What is said to those who listen, and seen by nobody: so it waits for what is seen.
import { afterPaint } from "./after_paint.js";
import { make, setText } from "./elements.js";

/**
 * Makes a live region; `announce` says a text, also the same one twice.
 * @returns {{ element: HTMLElement, announce: (text: string) => void }}
 */
export function createLive() {
  const said = make("div", { class: "cbc-said" });
  const element = make("div", { class: "cbc-hidden", "aria-live": "polite" }, said);
  let newest = "";
  const sayIt = afterPaint(() => {
    setText(said, "");
    setText(said, newest);
  });
  function announce(text) {
    newest = text;
    sayIt();
  }
  return { element, announce };
}
