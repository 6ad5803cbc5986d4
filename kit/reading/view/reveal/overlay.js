// The paragraph of a card, pure: cut into pieces that know whether they belong to the claim, to the words that
// the reader picked, or to the words that the key rests on. These may overlap in any way.
import { cutAtClaims } from "../../../ui/text.js";

/** @param {string} text @param {Record<string, { start: number, end: number }[]>} layers */
export function overlay(text, layers) {
  const spans = Object.entries(layers).flatMap(([kind, list]) => list.map((span, i) => ({ ...span, paragraph: 0, id: `${kind} ${i}` })));
  return cutAtClaims(text, spans).map((piece) => ({ text: piece.text, kinds: kindsOf(piece, layers) }));
}

function kindsOf(piece, layers) {
  return Object.keys(layers).filter((kind) => piece.covers.some((id) => id.startsWith(`${kind} `)));
}

// Evidence of this paragraph is painted in it; every piece is listed as well, for those who do not see the paint.
/** @param {import("../../../ui/types").Quote[]} evidence @param {number} number */
export function inParagraph(evidence, number) {
  return evidence.filter((piece) => piece.paragraph === number);
}

// What to say about how two answers stand to each other: pairs of a text's key and the labels to name in it.
// Words can be compared only where both sides have some.
/**
 * @param {{ kind: string, both?: any, key?: any, own?: any }} comparison
 * @param {any} chosen
 * @param {any} keys
 * @param {{ haveWords?: boolean }} [given]
 */
export function sentencesOf({ kind, both, key, own }, chosen, keys, { haveWords = false } = {}) {
  if (kind === "same") return [["compare_same", {}], ...(haveWords ? [["compare_words", {}]] : [])];
  if (kind === "also") return [["compare_also", { key: keys }]];
  if (kind === "different") return [["compare_different", { own: chosen, key: keys }]];
  const parts = [["compare_both", both], ["compare_key", key], ["compare_own", own]];
  return parts.filter(([, labels]) => labels.length).map(([name, labels]) => [name, { labels }]);
}

// What a reader can make of the key: where both say the same there is nothing to disagree with.
/** @param {{ kind: string }} comparison */
export function stancesFor({ kind }) {
  return kind === "same" ? ["changed", "keep"] : ["changed", "keep", "disagree"];
}
