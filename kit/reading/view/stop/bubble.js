// The bubble at the selection: what can be done with the words that the reader has caught, where they were caught.
import { placeBesideWords, shortened } from "../../../ui/beside_words.js";
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setOn, setText } from "../../../ui/elements.js";
import { evidenceFault } from "../store/answers.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {() => number} given.lowestVisible where a sheet or the window ends the page, in px
 * @param {AbortSignal} given.signal
 */
export function createBubble({ say, store, situation, article, lowestVisible, signal }) {
  const use = makeButton("use-words", say("use_words_here"), { key: "e", look: "is-main" });
  const why = make("p", { class: "cbc-bubble-why" });
  const element = make("div", { class: "cbc-bubble", hidden: true }, use, why);
  let isDragging = false;

  function faultIn(words) {
    const claim = situation.claim();
    if (!claim) return "no_claim";
    return evidenceFault(store.shownParts(claim.id).evidence, words);
  }

  // Not under a mouse that is still catching words: it would catch the bubble.
  function refresh() {
    const words = situation.words();
    if (!words) handFocusBack();
    element.hidden = !words || isDragging;
    if (!words) return setOff(use, true);
    const fault = faultIn(words);
    setOff(use, Boolean(fault));
    setOn(use, "aria-label", say("use_words", { words: shortened(words.quote) }));
    setOn(use, "translate", "no");
    use.hidden = fault === "no_claim";
    setText(why, fault ? say(`evidence_${fault}`) : "");
    if (!element.hidden) placeBesideWords(element, article, words, lowestVisible);
  }

  // Whoever pressed the button goes on with the claim: with what is hidden the focus would be gone, and all keys with it.
  function handFocusBack() {
    if (element.contains(document.activeElement)) article.headOf(situation.claim()?.id)?.focus({ preventScroll: true });
  }

  function drag(is) {
    isDragging = is;
    refresh();
  }

  article.element.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && drag(true), { signal });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, () => isDragging && drag(false), { signal });
  window.addEventListener("resize", refresh, { signal });
  situation.subscribe(hearing({ words: refresh, claim: refresh }));
  store.subscribe(hearing({ draft: refresh, answer: () => situation.words() && refresh() }));

  return { element };
}
