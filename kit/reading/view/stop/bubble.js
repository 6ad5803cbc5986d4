// The bubble at the selection: what can be done with the words that the reader has caught, where they were caught.
import { shortened } from "../../../ui/beside_words.js";
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setOn, setText } from "../../../ui/elements.js";
import { keepBesideWords } from "../../../ui/words_bubble.js";
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

  function faultIn(words) {
    const claim = situation.claim();
    if (!claim) return "no_claim";
    return evidenceFault(store.shownParts(claim.id).evidence, words);
  }

  function show(words) {
    if (!words) return setOff(use, true);
    const fault = faultIn(words);
    setOff(use, Boolean(fault));
    setOn(use, "aria-label", say("use_words", { words: shortened(words.quote) }));
    setOn(use, "translate", "no");
    use.hidden = fault === "no_claim";
    setText(why, fault ? say(`evidence_${fault}`) : "");
  }

  const { refresh } = keepBesideWords({ element, article, situation, show, lowestVisible, signal });
  store.subscribe(hearing({ draft: refresh, answer: () => situation.words() && refresh() }));

  return { element };
}
