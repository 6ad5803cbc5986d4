// The cards of a reveal: for each claim the reader's answer and the key's, side by side, with the words they rest on.
import { make, makeQuoted } from "../../../ui/elements.js";
import { makeSample, shownLabels } from "../../../ui/labels.js";
import { quoteOf } from "../../../ui/text.js";
import { inParagraph, overlay, sentencesOf } from "./overlay.js";
import { createStance } from "./stance.js";

const GROUPS = ["earlier", "differ", "also", "same"]; // Python lays the cards in this order
const CHECKS = ["who", "words", "how"];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {string} given.language of the article
 * @param {string} given.prefix begins every id of this view
 * @param {() => void} given.focusHome takes the focus of a card that is gone
 */
export function createCards({ say, store, language, prefix, focusHome }) {
  const named = (labels) => shownLabels(labels).map((label) => say(`name_${label}`)).join(" + ");
  const drawing = { say, named, language, prefix };
  const element = make("div", { class: "cbc-cards" });
  const cards = new Map(); // claim -> card

  function show({ cards: all, open, point }) {
    clear();
    for (const data of all) cards.set(data.claim, createCard(drawing, store, data, open));
    const groups = GROUPS.map((name) => [`group_${name}`, all.filter(({ group }) => group === name)]);
    const goal = make("p", { class: "cbc-goal" }, make("strong", {}, say("point")), " ", make("span", { lang: language, dir: "auto" }, point));
    element.replaceChildren(goal, legend(), ...groups.filter(([, group]) => group.length).flatMap(([name, group]) => drawGroup(name, group)));
  }

  function drawGroup(name, group) {
    return [make("h3", { class: "cbc-group" }, say(name)), ...group.map((data) => cards.get(data.claim).element)];
  }

  function legend() {
    const samples = ["claim", "yours", "theirs"].map((kind) => make("li", {}, make("span", { class: `is-${kind}` }, say(`legend_${kind}`))));
    return make("ul", { class: "cbc-legend cbc-painted", "aria-label": say("legend_painted") }, samples);
  }

  // An answer changed, here or anywhere: null where it was taken back.
  function update(claim, data) {
    if (data) return cards.get(claim)?.refresh(data);
    const hadFocus = cards.get(claim)?.element.contains(document.activeElement);
    cards.get(claim)?.element.remove();
    if (hadFocus) focusHome();
    cards.get(claim)?.stance.stopHearing();
    cards.delete(claim);
  }

  function clear() {
    for (const card of cards.values()) card.stance.stopHearing();
    cards.clear();
    element.replaceChildren();
  }

  return { element, show, update, clear, of: (claim) => cards.get(claim) ?? null };
}

function createCard(drawing, store, first, isOpen) {
  const { say, prefix } = drawing;
  const title = make("h4", { class: "cbc-card-title", id: `${prefix}-${first.claim}-title` }, ...titleOf(drawing, first));
  const changing = make("div", { class: "cbc-changing" });
  const stance = createStance({ say, store, claim: first.claim, prefix: `${prefix}-${first.claim}` });
  const reasons = make("div", { class: "cbc-reasons" }, ...reasonsOf(drawing, first.key, isOpen));
  const check = first.key.model_reason ? [selfCheck(drawing, first)] : [];
  const element = make("article", { class: `cbc-card is-reveal${first.core ? " is-core" : ""}`, "data-card": first.claim, "aria-labelledby": title.id },
    title, changing, reasons, ...check, stance.element);

  function refresh(data) {
    changing.replaceChildren(paragraphOf(drawing, data), ...verdictOf(drawing, data), sidesOf(drawing, data, isOpen));
    stance.update(data);
  }

  refresh(first);
  return { element, stance, refresh };
}

function titleOf({ say, language }, data) {
  const shown = say(data.core ? "title_core" : "title_optional", { n: data.paragraph });
  return [shown, makeQuoted("span", language, { class: "cbc-hidden" }, `: “${quoteOf(data.text, data)}”`)];
}

function paragraphOf({ language }, { text, start, end, paragraph, own, key }) {
  const layers = { claim: [{ start, end }], yours: inParagraph(own.evidence, paragraph), theirs: inParagraph(key.evidence, paragraph) };
  const pieces = overlay(text, layers).map((piece) => (piece.kinds.length ? make("span", { class: piece.kinds.map((kind) => `is-${kind}`).join(" ") }, piece.text) : piece.text));
  return makeQuoted("p", language, { class: "cbc-text cbc-painted" }, pieces);
}

// What the reader is told first: how the two answers stand to each other, and the line for what was chosen.
function verdictOf({ say, named, language }, { own, key, comparison }) {
  const haveWords = own.evidence.length > 0 && wordsFor(key).length > 0;
  const texts = sentencesOf(comparison, own.labels, key.labels, { haveWords }).map(([name, values]) => say(name, namedIn(named, values)));
  const line = key.line ? [make("p", { class: "cbc-line", lang: language, dir: "auto" }, key.line)] : [];
  return [make("p", { class: `cbc-verdict is-${comparison.kind}` }, texts.join(" ")), ...line];
}

// The words that the key's own answer rests on; the rest of its evidence is for the alternatives.
function wordsFor({ evidence, labels }) {
  return evidence.filter((piece) => labels.includes(piece.label));
}

function namedIn(named, values) {
  return Object.fromEntries(Object.entries(values).map(([name, labels]) => [name, named(labels)]));
}

function sidesOf(drawing, { own, key }, isOpen) {
  const { say, named, language } = drawing;
  const inLesson = (text) => make("span", { lang: language, dir: "auto" }, text);
  const yours = [
    samplesOf(say, own.labels),
    ...told(say("own_who"), own.who), ...told(say("own_reason"), own.reason), ...quotesOf(drawing, own.evidence),
    ...(own.before ? [make("p", { class: "cbc-hint" }, say("own_before", { labels: named(own.before) }))] : []),
    ...(own.stance ? [make("p", { class: "cbc-own-stance" }, say(`own_${own.stance}`))] : []),
  ];
  const theirs = [
    samplesOf(say, key.labels), ...(isOpen ? [make("p", { class: "cbc-as-read" }, say("as_read", { labels: named(key.labels) }))] : []),
    ...told(say("key_who"), inLesson(key.source)), ...quotesOf(drawing, wordsFor(key)),
  ];
  return make("div", { class: "cbc-sides" }, sideOf(say("yours"), yours), sideOf(say("theirs"), theirs));
}

function sideOf(title, content) {
  return make("div", { class: "cbc-side-by-side", role: "group", "aria-label": title }, make("p", { class: "cbc-side-title" }, title), ...content);
}

function samplesOf(say, labels) {
  return make("p", { class: "cbc-samples" }, shownLabels(labels).map((label) => makeSample(say, label)));
}

function told(title, content) {
  return content ? [make("p", {}, make("span", { class: "cbc-told-title" }, title), " ", content)] : [];
}

// The key says which label its words show; a reader's words belong to the whole answer.
function quotesOf({ say, named, language }, evidence) {
  const where = (piece) => [piece.label ? named([piece.label]) : "", say("evidence_where", { n: piece.paragraph })].filter(Boolean).join(" · ");
  const items = evidence.map((piece) => make("li", {}, make("span", { class: "cbc-evidence-where" }, where(piece)), " ", makeQuoted("q", language, {}, piece.quote)));
  return items.length ? [make("ul", { class: "cbc-quotes" }, items)] : [];
}

function reasonsOf(drawing, key, isOpen) {
  const { say, named, language } = drawing;
  const inLesson = (text) => make("span", { lang: language, dir: "auto" }, text);
  const also = key.also.map((labels) => named(labels)).join(say("or"));
  return [
    ...told(say("why_title"), inLesson(key.why)),
    ...(key.later ? told(say("later_title"), inLesson(key.later)) : []),
    ...(also ? [make("p", {}, say("also", { labels: also })), ...quotesOf(drawing, key.evidence.filter((piece) => !key.labels.includes(piece.label)))] : []),
    make("p", {}, make("span", { class: "cbc-told-title" }, say("nature_title")), " ", say(`nature_${key.nature}`)),
    ...(isOpen ? [make("p", { class: "cbc-hint" }, say("open"))] : []),
  ];
}

function selfCheck({ say, prefix, language }, { claim, key }) {
  const checks = CHECKS.map((name) => {
    const box = make("input", { type: "checkbox", id: `${prefix}-${claim}-${name}` });
    return make("li", {}, box, make("label", { for: box.id }, say(`check_${name}`)));
  });
  const title = make("p", { class: "cbc-field-title", id: `${prefix}-${claim}-check` }, say("check_title"));
  return make("div", { class: "cbc-check" },
    make("p", { class: "cbc-told-title" }, say(key.has_grown ? "model_title_early" : "model_title")), make("blockquote", { class: "cbc-model", lang: language, dir: "auto" }, key.model_reason),
    make("div", { role: "group", "aria-labelledby": title.id }, title, make("ul", {}, checks), make("p", { class: "cbc-hint" }, say("check_note"))));
}
