// Where something stands that belongs to caught words: below the last of them, or above the first where there is no room.
import { rangeIn } from "./spans_in_page.js";
import { toUnits } from "./text.js";

const GAP = 8; // px between the words and what stands beside them

/**
 * Moves an element to the words of a text, inside of the column that it is positioned in.
 * @param {HTMLElement} element
 * @param {import("./types").PaintedText} article
 * @param {import("./types").Quote} words
 * @param {() => number} lowestVisible where a sheet or the window ends the page, in px
 */
export function placeBesideWords(element, article, words, lowestVisible) {
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

const LONGEST_NAMED = 60; // letters of caught words in a button's name

/**
 * Words as a button names them: long ones are cut in the middle.
 * @param {string} quote
 */
export function shortened(quote) {
  const letters = [...quote];
  return letters.length > LONGEST_NAMED ? `${letters.slice(0, 28).join("")} … ${letters.slice(-28).join("")}` : quote;
}
