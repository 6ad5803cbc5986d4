// Spans as the page has them: the words that a selection catches, snapped to whole words, and the range of a span.
import { quoteOf, snapToWords, spanFromUnits, toUnits } from "./text.js";

/**
 * The span that the document's selection catches in one of these texts, or null. A selection over several paragraphs
 * counts in the first of them: evidence is a span of one paragraph. `isAltered`: the page shows other words than the
 * article has there, because the browser or one of its extensions has changed them.
 * @param {import("./types").PaintedText} article
 * @param {string} language
 * @returns {import("./types").Quote | null}
 */
export function caughtSpan(article, language) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const found = firstTextIn(article, range);
  const span = found && spanIn(found.text, found.number, range, language);
  return span && quoteOf(article.originalOf(found.number), span) !== span.quote ? { ...span, isAltered: true } : span;
}

function firstTextIn(article, range) {
  if (!range.intersectsNode(article.element)) return null;
  const numbers = [...article.texts.keys()].sort((a, b) => a - b);
  const number = numbers.find((one) => range.intersectsNode(article.texts.get(one)) && !endsBefore(range, article.texts.get(one)));
  return number === undefined ? null : { number, text: article.texts.get(number) };
}

// A drag that starts at the very end of a paragraph touches it without catching a word of it.
function endsBefore(range, text) {
  return unitsBefore(text, range.startContainer, range.startOffset) >= text.textContent.length;
}

function spanIn(text, number, range, language) {
  const whole = text.textContent;
  const start = unitsBefore(text, range.startContainer, range.startOffset);
  const end = text.contains(range.endContainer) ? unitsBefore(text, range.endContainer, range.endOffset) : whole.length;
  const snapped = snapToWords(whole, start, end, language);
  return snapped && spanFromUnits(whole, number, snapped);
}

function unitsBefore(text, node, offset) {
  if (!text.contains(node)) return 0;
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, offset);
  return range.toString().length;
}

/**
 * The DOM range of a span, or null where the page shows other words there than the article has.
 * @param {import("./types").PaintedText} article
 * @param {import("./types").Quote} span
 * @returns {Range | null}
 */
export function rangeOf(article, span) {
  const text = article.texts.get(span.paragraph);
  if (!text) return null;
  const whole = text.textContent;
  const range = rangeIn(text, toUnits(whole, span.start), toUnits(whole, span.end));
  return range.toString() === span.quote ? range : null;
}

/**
 * The DOM range of [start, end), in UTF-16 units of the text.
 * @param {Element} text
 * @param {number} start
 * @param {number} end
 * @returns {Range}
 */
export function rangeIn(text, start, end) {
  const range = document.createRange();
  const from = pointAt(text, start);
  const to = pointAt(text, end);
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

function pointAt(text, units) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  let left = units;
  while (node && left > node.nodeValue.length) {
    left -= node.nodeValue.length;
    node = walker.nextNode() ?? node;
  }
  return { node: node ?? text, offset: node ? Math.min(left, node.nodeValue.length) : 0 };
}
