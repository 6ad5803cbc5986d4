// What of a card follows the reader's answer: the painted paragraph, how the two answers stand to each other, and the two
// side by side, with the words that they rest on.
import { make, makeQuoted } from "../../../ui/elements.js";
import { makeSample, shownLabels } from "../../../ui/labels.js";
import { inParagraph, overlay, sentencesOf } from "./overlay.js";

/**
 * What the parts of a card are drawn with: `named` says a set of labels in words, `language` is the article's, `prefix`
 * begins every id of this view, `isOpen` says whether later paragraphs may still change the key's answers.
 * @typedef {{ say: import("../../../ui/types").Say, named: (labels: string[]) => string, language: string, prefix: string,
 *   isOpen: boolean }} Drawing
 */

/**
 * Makes the paragraph with what is painted in it.
 * @param {Drawing} drawing
 * @param {any} card as Python sends it
 */
export function makeParagraph({ language }, { text, start, end, paragraph, own, key }) {
  const layers = { claim: [{ start, end }], yours: inParagraph(own.evidence, paragraph), theirs: inParagraph(key.evidence, paragraph) };
  const pieces = overlay(text, layers).map((piece) => (piece.kinds.length ? make("span", { class: piece.kinds.map((kind) => `is-${kind}`).join(" ") }, piece.text) : piece.text));
  return makeQuoted("p", language, { class: "cbc-painted" }, pieces);
}

/**
 * Makes what the reader is told first: how the two answers stand to each other, and the line for what was chosen.
 * @param {Drawing} drawing
 * @param {any} card as Python sends it
 */
export function makeVerdict({ say, named, language }, { own, key, comparison }) {
  const haveWords = own.evidence.length > 0 && wordsFor(key).length > 0;
  const texts = sentencesOf(comparison, own.labels, key.labels, { haveWords }).map(([name, values]) => say(name, namedIn(named, values)));
  const line = key.line ? [make("p", { class: "cbc-line", lang: language, dir: "auto" }, key.line)] : [];
  return [make("p", { class: `cbc-verdict is-${comparison.kind}` }, texts.join(" ")), ...line];
}

/**
 * Makes the two answers side by side.
 * @param {Drawing} drawing
 * @param {any} card as Python sends it
 */
export function makeSides(drawing, { own, key }) {
  const { say, named, language, isOpen } = drawing;
  const yours = [
    makeSamples(say, own.labels),
    ...told(say("own_who"), own.who), ...told(say("own_reason"), own.reason), ...makeQuotes(drawing, own.evidence),
    ...(own.before ? [make("p", { class: "cbc-hint" }, say("own_before", { labels: named(own.before) }))] : []),
    ...(own.stance ? [make("p", { class: "cbc-own-stance" }, say(`own_${own.stance}`))] : []),
  ];
  const theirs = [
    makeSamples(say, key.labels, isOpen ? make("span", { class: "cbc-as-read" }, say("as_read")) : null),
    ...told(say("key_who"), make("span", { lang: language, dir: "auto" }, key.source)), ...makeQuotes(drawing, wordsFor(key)),
  ];
  return make("div", { class: "cbc-sides" }, sideOf(say("yours"), yours), sideOf(say("theirs"), theirs));
}

/**
 * Makes the samples of a set of labels, in a row, and what is to be said behind them.
 * @param {import("../../../ui/types").Say} say
 * @param {string[]} labels
 * @param {HTMLElement | null} [behind]
 */
export function makeSamples(say, labels, behind = null) {
  return make("p", { class: "cbc-samples" }, shownLabels(labels).flatMap((label) => [makeSample(say, label), " "]), behind);
}

/**
 * Makes a line with its title, or nothing where there is nothing to tell.
 * @param {string} title
 * @param {string | Node} content
 */
export function told(title, content) {
  return content ? [make("p", {}, make("span", { class: "cbc-told-title" }, title), " ", content)] : [];
}

/**
 * Makes a list of quotes. The key says which label its words show; a reader's words belong to the whole answer.
 * @param {Drawing} drawing
 * @param {any[]} evidence
 */
export function makeQuotes({ say, named, language }, evidence) {
  const where = (piece) => [piece.label ? named([piece.label]) : "", say("evidence_where", { n: piece.paragraph })].filter(Boolean).join(" · ");
  const items = evidence.map((piece) => make("li", {}, make("span", { class: "cbc-evidence-where" }, where(piece)), " ", makeQuoted("q", language, {}, piece.quote)));
  return items.length ? [make("ul", { class: "cbc-quotes" }, items)] : [];
}

function sideOf(title, content) {
  return make("div", { class: "cbc-side-by-side", role: "group", "aria-label": title }, make("p", { class: "cbc-side-title" }, title), ...content);
}

// The words that the key's own answer rests on; the rest of its evidence is for the alternatives.
function wordsFor({ evidence, labels }) {
  return evidence.filter((piece) => labels.includes(piece.label));
}

function namedIn(named, values) {
  return Object.fromEntries(Object.entries(values).map(([name, labels]) => [name, named(labels)]));
}
