// The article in the editor: its claims painted with their labels, tinted as long as nobody has confirmed their answers.
import { hearing } from "../../../ui/changes.js";
import { make, setOn, setText } from "../../../ui/elements.js";
import { shownLabels } from "../../../ui/labels.js";
import { makeParagraph } from "../../../ui/paragraph.js";
import { cutAtClaims, ownerOf } from "../../../ui/text.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {import("../../../ui/types").Say} given.say
 * @param {string} given.prefix begins every id of this view
 */
export function createArticle({ store, atHand, say, prefix }) {
  const element = make("div", { class: "cbc-article" });
  const texts = new Map(); // paragraph number -> text element
  const drawn = new Map(); // paragraph number -> what its pieces were drawn from, and where they and their states are
  let current = null;

  const claimsIn = (number) => store.page().claims.filter((claim) => claim.paragraph === number);
  const headOf = (claim) => element.querySelector(`[role=button][data-claim="${claim}"]`);
  const stateId = (claim) => `${prefix}-state-${claim}`;

  function draw() {
    const { lesson, paragraphs } = store.page();
    const boxes = paragraphs.flatMap((paragraph) => {
      const made = makeParagraph({ say, language: lesson.language, paragraph, sections: lesson.sections, content: [], described: [] });
      texts.set(paragraph.number, made.text);
      drawn.set(paragraph.number, { shape: "", described: made.described });
      return made.elements;
    });
    element.replaceChildren(...boxes);
    drawPieces();
  }

  // Only paragraphs whose claims begin or end elsewhere are cut anew.
  function drawPieces() {
    for (const paragraph of store.page().paragraphs) {
      const inside = claimsIn(paragraph.number);
      const shape = inside.map((claim) => `${claim.id} ${claim.start} ${claim.end}`).join();
      const known = drawn.get(paragraph.number);
      if (known.shape === shape && texts.get(paragraph.number).textContent === paragraph.text) continue;
      known.shape = shape;
      known.described.replaceChildren(...inside.map((claim) => make("span", { id: stateId(claim.id) })));
      texts.get(paragraph.number).replaceChildren(...cutAtClaims(paragraph.text, inside).map(drawPiece));
    }
    paint();
  }

  function drawPiece(piece) {
    const owner = ownerOf(piece);
    if (!owner) return piece.text;
    const head = piece.isHead ? { role: "button", tabindex: "-1", "aria-describedby": stateId(owner) } : {};
    return make("span", { class: "cbc-piece", "data-claim": owner, "data-covers": piece.covers.join(" "), "data-head": piece.isHead || null, ...head }, piece.text);
  }

  function paint() {
    const claims = new Map(store.page().claims.map((claim) => [claim.id, claim]));
    for (const piece of element.querySelectorAll("[data-claim]")) {
      const claim = claims.get(piece.dataset.claim);
      if (claim) piece.className = `cbc-piece ${looksOf(piece, claim).join(" ")}`;
    }
    for (const claim of claims.values()) describe(claim);
    const reached = current ?? claims.keys().next().value;
    for (const head of element.querySelectorAll("[role=button]")) {
      setOn(head, "tabindex", head.dataset.claim === reached ? "0" : "-1");
      setOn(head, "aria-current", head.dataset.claim === current ? "true" : null);
    }
  }

  function looksOf(piece, claim) {
    const answer = store.answerOf(claim.id);
    const covers = piece.dataset.covers.split(" ");
    const looks = [answer?.confirmed ? "is-marked" : "is-open", ...(answer?.labels ? shownLabels(answer.labels).map((label) => `is-${label}`) : [])];
    if (claim.core) looks.push("is-core");
    if (covers.length > 1) looks.push("is-nested");
    if (piece.dataset.head !== undefined) looks.push("is-head");
    if (covers.includes(current)) looks.push("is-current");
    if (atHand.isOnPath(claim.id)) looks.push("is-on-path");
    return looks;
  }

  function describe(claim) {
    const answer = store.answerOf(claim.id);
    const labels = answer?.labels ? shownLabels(answer.labels).map((label) => say(`label_${label}`)).join(", ") : "";
    const state = [claim.core ? say("state_core") : "", labels && `${labels}.`, say(answer?.confirmed ? "state_confirmed" : "state_open")];
    const place = element.querySelector(`#${stateId(claim.id)}`);
    if (place) setText(place, state.filter(Boolean).join(" "));
  }

  atHand.subscribe(hearing({
    claim: () => {
      current = atHand.claim()?.id ?? null;
      paint();
    },
    path: paint,
  }));

  return {
    draw, element, headOf, texts,
    originalOf: (number) => store.page().paragraphs.find((paragraph) => paragraph.number === number).text,
    refresh: (parts) => (parts.paragraphs || parts.lesson ? draw() : drawPieces()),
  };
}
