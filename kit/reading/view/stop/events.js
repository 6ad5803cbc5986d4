// What the mouse, a finger and the page itself set going: one listener of a kind on the root, none per claim.
import { watchPresses } from "../../../ui/presses.js";

// Clicked fast, these go on step by step; every other button takes a double click for one press.
const STEPS = new Set(["previous", "next"]);

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {AbortSignal} given.signal
 * @param {Record<string, (value?: string) => void>} given.actions by the data-do of a button; the keys do the same
 * @param {(claim: string) => void} given.goTo
 * @param {() => void} given.letGo of the claim that the view is at
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {ReturnType<typeof import("./typing.js").createTyping>} given.typing
 * @param {ReturnType<typeof import("../../../ui/caught_words.js").createCaughtWords>} given.caughtWords
 * @param {ReturnType<typeof import("../../../ui/word_walk.js").createWordWalk>} given.wordWalk
 * @param {() => void} given.hurry sends what waits: the page is going away
 */
export function watchEvents({ root, signal, actions, goTo, letGo, article, typing, caughtWords, wordWalk, hurry }) {
  const on = (target, name, action) => target.addEventListener(name, action, { signal });

  function clickedElsewhere(target) {
    const piece = target.closest("[data-claim]");
    if (piece) goTo(piece.dataset.claim);
    else if (article.element.contains(target)) letGo();
  }

  function lostFocus(event) {
    if (event.target.dataset?.field) typing.flush();
    if (wordWalk.isOn() && !article.element.contains(event.relatedTarget)) wordWalk.stop();
  }

  watchPresses({ root, signal, actions, repeated: STEPS, elsewhere: clickedElsewhere });
  on(root, "input", (event) => event.target.dataset.field && typing.typed(event.target));
  on(root, "focusout", lostFocus);
  on(document, "selectionchange", caughtWords.follow);
  on(document, "visibilitychange", () => document.visibilityState === "hidden" && typing.flush());
  on(window, "pagehide", () => {
    typing.flush();
    hurry();
  });
}
