// Spans of text, pure: code points, words, and the pieces that claims cut a paragraph into.
// Python and the files count Unicode code points; the DOM counts UTF-16 units. Units stay inside this
// folder, and are turned into code points once, in spanFromUnits.

const PAIRED = /[\ud800-\udfff]/;

/** @param {string} text */
export function countPoints(text) {
  return PAIRED.test(text) ? [...text].length : text.length;
}

/** @param {string} text @param {number} units */
export function toPoints(text, units) {
  return countPoints(text.slice(0, units));
}

/** @param {string} text @param {number} points */
export function toUnits(text, points) {
  if (!PAIRED.test(text)) return points;
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/** @param {string} text @param {{ start: number, end: number }} span */
export function quoteOf(text, span) {
  return text.slice(toUnits(text, span.start), toUnits(text, span.end));
}

/**
 * @param {string} text
 * @param {number} paragraph
 * @param {{ start: number, end: number }} units
 * @returns {import("./types").Quote}
 */
export function spanFromUnits(text, paragraph, { start, end }) {
  return { paragraph, start: toPoints(text, start), end: toPoints(text, end), quote: text.slice(start, end) };
}

// Reading order; of two claims that begin together, the one around the other comes first.
/** @param {import("./types").Claim} a @param {import("./types").Claim} b */
export function byReadingOrder(a, b) {
  return a.paragraph - b.paragraph || a.start - b.start || b.end - a.end;
}

// The paragraph as flat pieces, cut at every boundary of a claim. A piece knows every claim that covers it,
// the outermost first, and whether it is the first or last one that is its innermost claim's own.
/** @param {string} text @param {{ id: string, start: number, end: number, paragraph: number }[]} claims */
export function cutAtClaims(text, claims) {
  const ordered = [...claims].sort(byReadingOrder);
  const inUnits = ordered.map((claim) => ({
    id: claim.id, start: toUnits(text, claim.start), end: toUnits(text, claim.end),
  }));
  const bounds = new Set([0, text.length, ...inUnits.flatMap((claim) => [claim.start, claim.end])]);
  const pieces = piecesBetween([...bounds].sort((a, b) => a - b), inUnits);
  return withEnds(pieces.map((piece) => ({ ...piece, text: text.slice(piece.start, piece.end) })));
}

function piecesBetween(bounds, claims) {
  return bounds.slice(1).map((end, i) => ({
    start: bounds[i],
    end,
    covers: claims.filter((claim) => claim.start <= bounds[i] && claim.end >= end).map((claim) => claim.id),
  }));
}

function withEnds(pieces) {
  const first = new Map();
  const last = new Map();
  for (const piece of pieces) {
    const own = ownerOf(piece);
    if (!own || !piece.text.trim()) continue;
    if (!first.has(own)) first.set(own, piece);
    last.set(own, piece);
  }
  return pieces.map((piece) => ({
    ...piece, isHead: first.get(ownerOf(piece)) === piece, isTail: last.get(ownerOf(piece)) === piece,
  }));
}

// The claim that a click on this piece means: the innermost one.
/** @param {{ covers: string[] }} piece */
export function ownerOf(piece) {
  return piece.covers[piece.covers.length - 1] ?? null;
}

/** @param {string} text @param {string} language */
export function wordSpans(text, language) {
  return wordsIn(text, language).filter((word) => word.isWord).map(({ start, end }) => ({ start, end }));
}

// What the reader's finger caught ("nk paid ... f"), made into whole words and whole characters; null when
// there is nothing but space in it.
/** @param {string} text @param {number} start @param {number} end @param {string} language */
export function snapToWords(text, start, end, language) {
  const caught = text.slice(start, end);
  const from = start + (caught.length - caught.trimStart().length);
  const to = end - (caught.length - caught.trimEnd().length);
  if (from >= to) return null;
  return widen(wordsIn(text, language), from, to);
}

function widen(parts, start, end) {
  const first = parts.find((part) => part.end > start);
  const last = parts.findLast((part) => part.start < end);
  return { start: Math.min(first?.start ?? start, start), end: Math.max(last?.end ?? end, end) };
}

// Every part of the text, words and what stands between them. Word breaks never split a character that is
// made of several code points (an emoji family, a letter with its accents, a flag).
function wordsIn(text, language) {
  if (!globalThis.Intl?.Segmenter) return spacedParts(text);
  const parts = [...segmenter(language).segment(text)];
  return parts.map((part) => ({
    start: part.index, end: part.index + part.segment.length, isWord: isSpoken(part),
  }));
}

function segmenter(language) {
  try {
    return new Intl.Segmenter(language || "en", { granularity: "word" });
  } catch {
    return new Intl.Segmenter("en", { granularity: "word" }); // a language tag that the browser does not know
  }
}

// An emoji is no word to Unicode, but a reader can point at it.
function isSpoken(part) {
  return part.isWordLike || /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(part.segment);
}

function spacedParts(text) {
  return [...text.matchAll(/\s+|\S+/gu)].map((match) => ({
    start: match.index, end: match.index + match[0].length, isWord: /\S/u.test(match[0]),
  }));
}
