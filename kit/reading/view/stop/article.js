// The article, painted: paragraphs, the pieces of their claims, and what a mark looks like on them.
import { afterPaint } from "../../../ui/after_paint.js";
import { hearing } from "../../../ui/changes.js";
import { make, setOn, setText } from "../../../ui/elements.js";
import { shownLabels } from "../../../ui/labels.js";
import { makeParagraph } from "../../../ui/paragraph.js";
import { byReadingOrder, cutAtClaims, ownerOf } from "../../../ui/text.js";

const MANY_PARAGRAPHS = 60;

/**
 * @param {object} given
 * @param {import("../../../ui/types").Page} given.page
 * @param {import("../../../ui/types").Claim[]} given.claims those that can be marked here
 * @param {import("../../../ui/types").Say} given.say
 * @param {string} given.prefix begins every id of this view
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 */
export function createArticle({ page, claims, say, prefix, store, situation }) {
  const claimsIn = groupBy(claims, (claim) => claim.paragraph);
  const pieces = new Map(); // claim id -> its own pieces
  const covering = new Map(); // claim id -> all pieces under it, those of nested claims too
  const texts = new Map(); // paragraph number -> text element
  const states = new Map(); // claim id -> the hidden words that describe its state
  const earlier = page.paragraphs.filter((paragraph) => !page.shown.includes(paragraph.number));
  const isLong = page.paragraphs.length > MANY_PARAGRAPHS;
  const element = make("div", { class: `cbc-article${isLong ? " is-long" : ""}` });
  const earlierBox = make("div", { class: "cbc-earlier" });
  let current = null;
  let reached = null; // the claim whose head Tab reaches

  function drawParagraphs(paragraphs) {
    const fragment = document.createDocumentFragment();
    for (const paragraph of paragraphs) fragment.append(...drawParagraph(paragraph));
    return fragment;
  }

  function drawParagraph(paragraph) {
    const inside = claimsIn.get(paragraph.number) ?? [];
    const content = cutAtClaims(paragraph.text, inside).map((piece) => drawPiece(piece));
    const described = inside.map((claim) => drawState(claim));
    const { sections, language } = page.lesson;
    const { text, elements } = makeParagraph({ say, language, paragraph, sections, content, described });
    texts.set(paragraph.number, text);
    return elements;
  }

  function drawState(claim) {
    states.set(claim.id, make("span", { id: stateId(claim.id) }));
    return states.get(claim.id);
  }

  function drawPiece(piece) {
    if (!piece.covers.length) return piece.text;
    const owner = ownerOf(piece);
    const head = piece.isHead ? { role: "button", tabindex: "-1", "aria-describedby": stateId(owner) } : {};
    const element = make("span", { class: "cbc-piece", "data-claim": owner, ...head }, piece.text);
    addTo(pieces, owner, { element, ...piece });
    for (const claim of piece.covers) addTo(covering, claim, element);
    return element;
  }

  const originalOf = (number) => page.paragraphs.find((paragraph) => paragraph.number === number).text;
  const stateId = (claim) => `${prefix}-${claim}`;
  const headOf = (claim) => pieces.get(claim)?.find((piece) => piece.isHead)?.element ?? null;

  // Only this claim's own pieces change.
  function paintClaim(claim) {
    const answer = store.answerOf(claim.id);
    const unsaved = store.isUnsaved(claim.id);
    for (const piece of pieces.get(claim.id) ?? []) paintPiece(piece, claim, answer, unsaved);
  }

  function describe(claim) {
    if (states.has(claim.id)) setText(states.get(claim.id), stateOf(claim, store.answerOf(claim.id), store.isUnsaved(claim.id)));
  }

  // Nobody sees the words that describe a claim: they wait for what is seen.
  const undescribed = new Set();
  const describeSoon = afterPaint(() => {
    undescribed.forEach(describe);
    undescribed.clear();
  });

  function show(claim) {
    paintClaim(claim);
    undescribed.add(claim);
    describeSoon();
  }

  function paintPiece(piece, claim, answer, unsaved) {
    const looks = answer ? ["is-marked", ...shownLabels(answer.labels).map((label) => `is-${label}`)] : ["is-open"];
    if (claim.core) looks.push("is-core");
    if (piece.covers.length > 1) looks.push("is-nested");
    if (piece.isHead) looks.push("is-head");
    if (unsaved) looks.push("is-unsaved");
    if (piece.element.classList.contains("is-current")) looks.push("is-current");
    setOn(piece.element, "class", `cbc-piece ${looks.join(" ")}`);
  }

  function stateOf(claim, answer, unsaved) {
    const kind = say(claim.core ? "state_core" : "state_optional");
    const labels = answer ? shownLabels(answer.labels).map((label) => say(`chip_${label}`)).join(", ") : "";
    const mark = answer ? say("state_marked", { labels }) : say("state_open");
    return [kind, mark, unsaved ? say("state_unsaved") : ""].join(" ").trim();
  }

  // The claim that the panel is about. Tab reaches one claim: this one, or where the reader was last.
  function setCurrent(claim) {
    if (current) showCurrent(current, false);
    if (claim && reached) headOf(reached)?.setAttribute("tabindex", "-1");
    current = claim;
    reached = claim ?? reached;
    if (current) showCurrent(current, true);
  }

  function showCurrent(claim, isCurrent) {
    for (const piece of covering.get(claim) ?? []) piece.classList.toggle("is-current", isCurrent);
    const head = headOf(claim);
    if (!head) return;
    head.setAttribute("tabindex", "0");
    setOn(head, "aria-current", isCurrent ? "true" : null);
  }

  // Earlier paragraphs are drawn the first time somebody asks for them.
  function openEarlier() {
    if (earlierBox.childNodes.length || !earlier.length) return;
    const fragment = drawParagraphs(earlier);
    earlierBox.append(fragment);
    for (const claim of claims.filter((one) => !page.shown.includes(one.paragraph))) show(claim);
    if (current) showCurrent(current, true);
  }

  function draw() {
    const shown = page.paragraphs.filter((paragraph) => page.shown.includes(paragraph.number));
    element.append(earlierBox, drawParagraphs(shown));
    for (const claim of claims.filter((one) => page.shown.includes(one.paragraph))) show(claim);
  }

  store.subscribe(hearing({
    answer: ({ claims: changed }) => changed.map(situation.claimOf).filter(Boolean).forEach(show),
    everything: () => claims.forEach(show),
  }));
  situation.subscribe(hearing({ claim: () => setCurrent(situation.claim()?.id ?? null) }));

  return { draw, earlier, earlierBox, element, headOf, openEarlier, originalOf, texts };
}

/**
 * The claims that this view lets the reader mark, in reading order.
 * @param {import("../../../ui/types").Page} page
 */
export function claimsToMark(page) {
  const chosen = page.chosen && new Set(page.chosen);
  return page.claims.filter((claim) => !chosen || chosen.has(claim.id)).sort(byReadingOrder);
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
}

function addTo(groups, key, item) {
  if (!groups.has(key)) groups.set(key, []);
  groups.get(key).push(item);
}
