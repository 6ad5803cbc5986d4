// The bubble at the selection: what can be done with the words that the reader has caught, where they were caught.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setOn, setText } from "../../../ui/elements.js";
import { rangeIn } from "../../../ui/spans_in_page.js";
import { toUnits } from "../../../ui/text.js";
import { evidenceFault } from "../store/answers.js";

const GAP = 8; // px between the words and the bubble
const LONGEST_NAMED = 60; // letters of the words in the button's name

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("../../../ui/situation.js").createSituation>} given.situation
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
    if (!element.hidden) place(words);
  }

  // Whoever pressed the button goes on with the claim: with what is hidden the focus would be gone, and all keys with it.
  function handFocusBack() {
    if (element.contains(document.activeElement)) article.headOf(situation.claim()?.id)?.focus({ preventScroll: true });
  }

  // Below the last of the words, or above the first where there is no room; inside of the text's column.
  function place(words) {
    const text = article.texts.get(words.paragraph);
    const around = element.offsetParent?.getBoundingClientRect();
    if (!text || !around) return;
    const letterAt = (point) => rangeIn(text, toUnits(text.textContent, point), toUnits(text.textContent, point + 1)).getBoundingClientRect();
    const [first, last] = [letterAt(words.start), letterAt(words.end - 1)];
    const isBelow = last.bottom + GAP + element.offsetHeight <= lowestVisible();
    const beside = isBelow ? last.right : first.left;
    const top = isBelow ? last.bottom + GAP : first.top - GAP - element.offsetHeight;
    const left = Math.max(0, Math.min(beside - around.left - element.offsetWidth / 2, around.width - element.offsetWidth));
    element.style.setProperty("--cbc-left", `${Math.round(left)}px`);
    element.style.setProperty("--cbc-top", `${Math.round(top - around.top)}px`);
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

function shortened(quote) {
  const letters = [...quote];
  return letters.length > LONGEST_NAMED ? `${letters.slice(0, 28).join("")} … ${letters.slice(-28).join("")}` : quote;
}
