// The first step behind a label: the words that told the reader, and who says so.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted, setOn, setText } from "../../../ui/elements.js";

const LONGEST_OFFERED = 90; // letters: whoever says something is named in fewer

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {HTMLInputElement} given.who
 * @param {string} given.language of the article
 * @param {string} given.prefix begins every id of this view
 */
export function createWordsStep({ say, store, situation, who, language, prefix }) {
  const title = make("p", { class: "cbc-hidden", id: `${prefix}-evidence` }, say("evidence_title"));
  const list = make("ol", { class: "cbc-evidence-list" });
  const leftOut = make("div", { class: "cbc-note cbc-left-out", hidden: true });
  const how = make("p", { class: "cbc-hint cbc-evidence-how" });
  const choose = makeButton("choose-words", say("choose_words"), { key: "e", look: "is-quiet" });
  const offer = makeButton("offered-who", "", { look: "is-quiet cbc-offer" });
  const label = make("label", { class: "cbc-field-title", for: who.id }, say("who_title"));
  const evidence = make("div", { class: "cbc-evidence", role: "group", "aria-labelledby": title.id }, title, how, list, choose, leftOut);
  const element = make("div", { class: "cbc-step" }, evidence, make("div", { class: "cbc-who" }, label, who, offer));
  let listed = ""; // the evidence that the list shows now, as JSON

  function refresh() {
    const claim = situation.claim();
    if (!claim) return;
    const parts = store.shownParts(claim.id);
    showEvidence(parts.evidence, store.wordsLeftOut(claim.id), claim.paragraph);
    showOffer(parts);
  }

  // Only when it changed: drawing it anew would take the focus off its buttons.
  function showEvidence(pieces, without, here) {
    const wanted = JSON.stringify([pieces, without, here]);
    if (listed === wanted) return;
    listed = wanted;
    showLeftOut(without);
    list.replaceChildren(...pieces.map((piece, index) => make("li", { class: "cbc-evidence-piece" },
      piece.paragraph === here ? null : make("span", { class: "cbc-evidence-where" }, say("evidence_where", { n: piece.paragraph })),
      makeQuoted("q", language, { title: piece.quote }, piece.quote),
      makeButton("remove-words", "×", { value: index, look: "is-small", "aria-label": say("evidence_remove", { quote: piece.quote }) }))));
    list.hidden = !pieces.length;
    how.hidden = pieces.length > 0;
  }

  // Words that the answer was saved without: told until others take their place.
  function showLeftOut(quotes) {
    const said = make("p", {}, say("evidence_left_out", { n: quotes.length }));
    const items = quotes.map((quote) => make("li", {}, makeQuoted("q", language, {}, quote)));
    leftOut.hidden = !quotes.length;
    leftOut.replaceChildren(...(quotes.length ? [said, make("ul", {}, items), makeButton("drop-left-out", say("left_out_done"), { look: "is-small" })] : []));
  }

  // Who says so often stands in the words that tell.
  function showOffer({ evidence: pieces, who: named }) {
    const quote = pieces.find((piece) => piece.quote.length <= LONGEST_OFFERED)?.quote ?? "";
    setOn(offer, "hidden", !quote || Boolean(named));
    if (offer.dataset.value === quote) return;
    setText(offer, quote ? `“${quote}”` : "");
    setOn(offer, "aria-label", say("who_offered", { quote }));
    setOn(offer, "title", say("who_offered", { quote }));
    setOn(offer, "data-value", quote);
    setOn(offer, "translate", "no");
  }

  function takeOffer(quote) {
    const claim = situation.claim();
    if (!claim || !quote) return;
    store.changeParts(claim.id, { who: quote });
    who.focus();
  }

  function showChoosing(isOn) {
    setText(how, say(isOn ? "choosing_keys" : "evidence_hint"));
    how.classList.toggle("is-choosing", isOn);
    how.hidden = !isOn && list.childElementCount > 0;
  }

  // After a piece is taken away: the next one's button, or what adds another.
  function focusEvidence(index) {
    const left = element.querySelectorAll("[data-do=remove-words]");
    (left[Math.min(index, left.length - 1)] ?? choose).focus();
  }

  showChoosing(false);
  const refreshIfCurrent = ({ claims }) => claims.includes(situation.claim()?.id) && refresh();
  store.subscribe(hearing({ answer: refreshIfCurrent, draft: refreshIfCurrent, everything: refresh }));
  situation.subscribe(hearing({ claim: refresh }));

  return { element, focusEvidence, showChoosing, actions: { "offered-who": takeOffer } };
}
