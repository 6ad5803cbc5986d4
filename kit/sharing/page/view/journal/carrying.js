// What an answer to an earlier version of the text is worth now: it counts while the paragraph of its claim, and the
// claim's place in it, are what they were (kit/marks/carrying.py; a test holds the two together).
import { countPoints, quoteOf, toPoints } from "../../../../ui/text.js";

/**
 * Returns an entry as it counts for a lesson; one that does not is returned as it is.
 * @param {any} entry
 * @param {any} lesson
 */
export function carried(entry, lesson) {
  if (entry.lesson !== lesson.id || entry.edition === lesson.edition) return entry;
  const then = entry.passage ?? lesson.earlier[entry.edition]?.[entry.claim];
  if (!then || then !== lesson.passages[entry.claim]) return entry;
  const evidence = entry.evidence?.map((quote) => foundAgain(quote, lesson, entry.claim));
  return { ...entry, edition: lesson.edition, ...(evidence ? { evidence } : {}) };
}

/**
 * Whether a quote stands where it says.
 * @param {any} lesson
 * @param {import("../../../../ui/types").Quote} quote
 */
export function stands(lesson, quote) {
  const paragraph = lesson.paragraphs[quote.paragraph - 1];
  return Boolean(paragraph && quote.quote && quote.start < quote.end) && quoteOf(paragraph.text, quote) === quote.quote && quote.end <= countPoints(paragraph.text);
}

// Words that stand nowhere any more stay with the answer, as an empty span of the claim's paragraph.
function foundAgain(quote, lesson, claim) {
  if (stands(lesson, quote)) return quote;
  const moved = lesson.paragraphs.filter(({ number }) => stands(lesson, { ...quote, paragraph: number }));
  if (moved.length === 1) return { ...quote, paragraph: moved[0].number };
  const text = lesson.paragraphs[quote.paragraph - 1]?.text ?? "";
  const at = text.indexOf(quote.quote);
  if (quote.quote && at >= 0 && text.indexOf(quote.quote, at + 1) < 0) {
    const start = toPoints(text, at);
    return { ...quote, start, end: start + countPoints(quote.quote) };
  }
  return { ...quote, paragraph: lesson.claimById.get(claim).paragraph, start: 0, end: 0 };
}
