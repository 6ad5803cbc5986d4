// The paragraphs before those of this stop: shown when somebody asks for them.
import { makeButton, setOn, setText } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {ReturnType<typeof import("./evidence.js").createEvidence>} given.evidence
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {import("../../../ui/types").Say} given.say
 */
export function createEarlier({ article, evidence, situation, say }) {
  const { earlier, earlierBox, openEarlier } = article;
  const button = makeButton("earlier", "", { look: "is-quiet cbc-earlier-button" });

  function show(isOpen) {
    if (isOpen) {
      openEarlier();
      evidence.paint(); // some of it may stand in what has just been drawn
    }
    earlierBox.hidden = !isOpen;
    setOn(button, "aria-expanded", String(isOpen));
    const numbers = earlier.map((paragraph) => paragraph.number);
    const values = { n: numbers.length, first: numbers[0], last: numbers.at(-1) };
    if (numbers.length) setText(button, say(isOpen ? "hide_earlier" : "show_earlier", values));
  }

  // The panel is never left at a claim that cannot be seen.
  function toggle() {
    show(earlierBox.hidden);
    const claim = situation.claim();
    if (claim && earlierBox.hidden && earlier.some((paragraph) => paragraph.number === claim.paragraph)) situation.choose(null);
  }

  button.hidden = !earlier.length;
  show(false);
  return { button, show, actions: { earlier: toggle } };
}
