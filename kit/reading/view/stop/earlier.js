// The paragraphs before those of this stop: shown when somebody asks for them.
import { makeButton, setOn, setText } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {import("../../../ui/types").Say} given.say
 */
export function createEarlier({ article, say }) {
  const { earlier, earlierBox, openEarlier } = article;
  const button = makeButton("earlier", "");

  function show(isOpen) {
    if (isOpen) openEarlier();
    earlierBox.hidden = !isOpen;
    setOn(button, "aria-expanded", String(isOpen));
    const numbers = earlier.map((paragraph) => paragraph.number);
    const values = { n: numbers.length, first: numbers[0], last: numbers.at(-1) };
    setText(button, say(isOpen ? "hide_earlier" : "show_earlier", values));
  }

  button.hidden = !earlier.length;
  show(false);
  return { button, show, actions: { earlier: () => show(earlierBox.hidden) } };
}
