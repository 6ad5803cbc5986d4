// One card: a line that says which claim it is and how the answers stand, and all the rest folded behind it.
import { make, makeButton, makeQuoted, setOn } from "../../../ui/elements.js";
import { makeSample, shownLabels } from "../../../ui/labels.js";
import { quoteOf } from "../../../ui/text.js";
import { makeReasons, makeSelfCheck } from "./reasons.js";
import { makeParagraph, makeSides, makeVerdict } from "./sides.js";
import { createStance } from "./stance.js";

/**
 * @param {object} given
 * @param {import("./sides.js").Drawing} given.drawing
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {any} given.first the card as Python sends it at first
 * @param {boolean} given.hasNext whether another card follows
 */
export function createCard({ drawing, store, first, hasNext }) {
  const { say, prefix } = drawing;
  const id = `${prefix}-${first.claim}`;
  const opener = make("button", { type: "button", class: "cbc-fold", "data-do": "fold", "aria-expanded": "false", "aria-controls": `${id}-body` });
  const changing = make("div", { class: "cbc-changing" });
  const stance = createStance({ say, store, claim: first.claim, prefix: id });
  const next = hasNext ? makeButton("next-card", say("next_card"), { look: "cbc-next-card" }) : null;
  const body = make("div", { class: "cbc-card-body", id: `${id}-body`, hidden: true }, changing, makeReasons(drawing, first.key), makeSelfCheck(drawing, first), stance.element, next);
  const title = make("h4", { class: "cbc-card-title", id: `${id}-title` }, opener);
  const element = make("article", { class: `cbc-card is-reveal is-in-${first.group}${first.core ? " is-core" : ""}`, "data-card": first.claim, "aria-labelledby": title.id }, title, body);

  function refresh(card) {
    opener.replaceChildren(...lineOf(drawing, card));
    changing.replaceChildren(makeParagraph(drawing, card), ...makeVerdict(drawing, card), makeSides(drawing, card));
    stance.update(card);
  }

  const isUnfolded = () => !body.hidden;

  function unfold(unfolds) {
    body.hidden = !unfolds;
    setOn(opener, "aria-expanded", String(unfolds));
    element.classList.toggle("is-unfolded", unfolds);
  }

  function goTo() {
    unfold(true);
    opener.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  }

  refresh(first);
  return { claim: first.claim, element, stance, refresh, unfold, isUnfolded, goTo, hasFocus: () => element.contains(document.activeElement), focus: () => opener.focus() };
}

// Unfolded, the card shows the words and the answers larger; the line goes on being called by them.
function lineOf({ say, language }, card) {
  const { own, key, group } = card;
  const side = (whose, labels) => make("span", { class: "cbc-line-side" }, ...(whose ? [make("span", { class: "cbc-whose" }, say(whose)), " "] : []), ...samplesOf(say, labels));
  const sides = group === "same" ? [side("", key.labels)] : [side("line_yours", own.labels), side("line_theirs", key.labels)];
  const notes = [group === "earlier" && key.has_grown ? say("line_grown") : "", own.stance ? say(`line_${own.stance}`) : ""].filter(Boolean).join(" · ");
  return [
    make("span", { class: "cbc-line-where" }, say(card.core ? "title_core" : "title_optional", { n: card.paragraph })), " ",
    makeQuoted("span", language, { class: "cbc-line-quote" }, quoteOf(card.text, card)), " ",
    make("span", { class: "cbc-line-sides" }, ...sides.flatMap((one) => [one, " "]), notes ? make("span", { class: "cbc-line-notes" }, notes) : null),
  ];
}

function samplesOf(say, labels) {
  return shownLabels(labels).flatMap((label) => [makeSample(say, label), " "]);
}
