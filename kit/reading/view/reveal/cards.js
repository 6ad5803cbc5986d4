// The cards of a reveal, in groups: what the lesson turns on stands first and unfolded, the rest is a line each.
import { make } from "../../../ui/elements.js";
import { shownLabels } from "../../../ui/labels.js";
import { createCard } from "./card.js";

const GROUPS = ["earlier", "differ", "also", "same"]; // Python lays the cards in this order

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
  const element = make("div", { class: "cbc-cards" });
  const cards = new Map(); // claim -> card, in the order in which they stand

  function show({ cards: all, open }) {
    clear();
    const drawing = { say, named, language, prefix, isOpen: open };
    all.forEach((first, index) => cards.set(first.claim, createCard({ drawing, store, first, hasNext: index < all.length - 1 })));
    const groups = GROUPS.map((name) => ({ name, group: all.filter((one) => one.group === name) }));
    element.replaceChildren(...groups.filter(({ group }) => group.length).flatMap(drawGroup));
    cards.values().next().value?.unfold(true);
  }

  function drawGroup({ name, group }) {
    return [make("h3", { class: "cbc-group" }, say(`group_${name}`)), ...group.map((card) => cards.get(card.claim).element)];
  }

  // An answer changed, here or anywhere: null where it was taken back.
  function update(claim, data) {
    const card = cards.get(claim);
    if (data || !card) return card?.refresh(data);
    const hadFocus = card.hasFocus();
    card.element.remove();
    if (hadFocus) focusHome();
    card.stance.stopHearing();
    cards.delete(claim);
  }

  function clear() {
    for (const card of cards.values()) card.stance.stopHearing();
    cards.clear();
    element.replaceChildren();
  }

  // Folds this card, and unfolds the one behind it: a page at a time.
  function goOn(claim) {
    const order = [...cards.keys()];
    const next = order[order.indexOf(claim) + 1];
    cards.get(claim).unfold(false);
    if (next) cards.get(next).goTo();
    else cards.get(claim).focus();
  }

  const fold = (claim) => cards.get(claim).unfold(!cards.get(claim).isUnfolded());
  const goTo = (claim) => cards.get(claim)?.goTo();

  return { element, show, update, clear, fold, goTo, goOn, of: (claim) => cards.get(claim) ?? null };
}
