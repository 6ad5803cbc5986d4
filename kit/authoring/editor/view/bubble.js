// The bubble at the selection: what can be made of the words that are caught.
import { shortened } from "../../../ui/beside_words.js";
import { make, makeButton, setOn } from "../../../ui/elements.js";
import { LABELS } from "../../../ui/labels.js";
import { keepBesideWords } from "../../../ui/words_bubble.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {() => number} given.lowestVisible where a sheet or the window ends the page, in px
 * @param {AbortSignal} given.signal
 */
export function createBubble({ say, atHand, article, lowestVisible, signal }) {
  const claim = makeButton("make", say("make"), { look: "is-main" });
  const split = makeButton("split", say("split"));
  const labels = LABELS.map((label) => makeButton("show-label", say("evidence_for", { label: say(`label_${label}`) }), { value: label }));
  const element = make("div", { class: "cbc-bubble cbc-row", role: "group", hidden: true }, claim, split, labels);

  function show(words) {
    if (!words) return;
    const current = atHand.claim();
    const named = { words: shortened(words.quote) };
    const isInside = current?.paragraph === words.paragraph && current.start <= words.start && words.end <= current.end;
    setOn(element, "aria-label", say("words_do", named));
    setOn(claim, "aria-label", say("make_words", named));
    setOn(split, "aria-label", say("split_words", named));
    split.hidden = !isInside || words.start === current.start;
    labels.forEach((button, i) => {
      button.hidden = !current;
      setOn(button, "aria-label", say("evidence_for_words", { ...named, label: say(`label_${LABELS[i]}`) }));
    });
  }

  keepBesideWords({ element, article, situation: atHand, show, lowestVisible, signal });
  return { element, focus: () => (element.hidden ? article.headOf(atHand.claim()?.id) : claim)?.focus() };
}
