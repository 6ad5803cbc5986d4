// Catching words: those that the reader has selected in the text, by mouse, finger or keys.
import { hearing } from "./changes.js";
import { createPainter } from "./painter.js";
import { caughtSpan } from "./spans_in_page.js";

/**
 * @param {object} given
 * @param {import("./types").PaintedText} given.article
 * @param {import("./types").WordsAtHand} given.situation
 * @param {string} given.language of the article
 */
export function createCaughtWords({ article, situation, language }) {
  const painter = createPainter(article, "caught");
  situation.subscribe(hearing({ words: () => painter.paint([situation.words()].filter(Boolean)) }));

  // Words stay caught while the reader is on the way to the button (a tap on it clears the selection on a
  // phone); a click elsewhere in the text lets them go.
  function follow() {
    const span = caughtSpan(article, language);
    if (span || isClickInText()) situation.catchWords(span);
  }

  function isClickInText() {
    const selection = document.getSelection();
    return Boolean(selection?.isCollapsed && article.element.contains(selection.anchorNode));
  }

  // Also of what the browser has selected: it would be caught again with the next move.
  function letGo() {
    if (situation.words()) document.getSelection().removeAllRanges();
    situation.catchWords(null);
  }

  return { follow, letGo, clearPaint: painter.clear };
}
