// The bubble beside the words that are caught: when it is there, where it stands, and where the focus goes with it.
import { placeBesideWords } from "./beside_words.js";
import { hearing } from "./changes.js";

/**
 * @param {object} given
 * @param {HTMLElement} given.element what is shown beside the words, hidden at first
 * @param {import("./types").PaintedText & { headOf(claim?: string): HTMLElement | null | undefined }} given.article
 * @param {import("./types").WordsAtHand & { claim(): import("./types").Claim | null }} given.situation
 * @param {(words: import("./types").Quote | null) => void} given.show fits what is in the bubble to the words
 * @param {() => number} given.lowestVisible where a sheet or the window ends the page, in px
 * @param {AbortSignal} given.signal
 * @returns {{ refresh: () => void }}
 */
export function keepBesideWords({ element, article, situation, show, lowestVisible, signal }) {
  let isDragging = false;

  function refresh() {
    const words = situation.words();
    if (!words) handFocusBack();
    element.hidden = !words || isDragging;
    show(words);
    if (!element.hidden) placeBesideWords(element, article, words, lowestVisible);
  }

  // Whoever pressed a button in it goes on with the claim: with what is hidden the focus would be gone, and all keys with it.
  function handFocusBack() {
    if (element.contains(document.activeElement)) article.headOf(situation.claim()?.id)?.focus({ preventScroll: true });
  }

  // Not under a mouse that is still catching words: it would catch the bubble.
  function drag(is) {
    isDragging = is;
    refresh();
  }

  article.element.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && drag(true), { signal });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, () => isDragging && drag(false), { signal });
  window.addEventListener("resize", refresh, { signal });
  situation.subscribe(hearing({ words: refresh, claim: refresh }));
  return { refresh };
}
