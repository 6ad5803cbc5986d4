// The reveal: a button at the end of a section, and then a card for each claim that the reader has marked.
// Before the button is pressed, nothing of the key is in the page.
import { createAlert } from "./alert.js";
import { shownLabels } from "./answers.js";
import { createCards } from "./cards.js";
import { createSay, make, makeButton, newId, setOff, setText } from "./elements.js";
import { guardHands, isComposing, isSecondClick } from "../../ui/guard.js";
import { addSaving, askForNews, offerUnsent, prepareModel } from "./saving.js";
import { isOfAnother, keepInStep } from "./sync.js";

// data-do of a button -> what it does; `card` is the one that it stands in.
const REVEAL_DOINGS = {
  reveal: (view) => view.askForKey(),
  stance: (view, value, card) => card.stance.open(value),
  label: (view, value, card) => card.stance.press(value),
  "save-stance": (view, value, card) => card.stance.save(),
  cancel: (view, value, card) => card.stance.close(),
  retry: (view) => view.outbox.retry(),
  discard: (view) => view.alert.ask(true),
  "discard-no": (view) => view.alert.ask(false),
  "discard-yes": (view) => view.outbox.discard(),
};

function renderReveal({ model, el }) {
  const life = new AbortController();
  const view = createReveal(model);
  el.append(view.root);
  if (model.get("revealed")) view.cards.show(model.get("revealed"));
  view.refresh();
  keepInStep(view, life.signal);
  guardHands(view.root, life.signal);
  watchReveal(view, life.signal);
  offerUnsent(view, life.signal);
  askForNews(view);
  return () => {
    life.abort();
    view.outbox.forget();
    view.root.remove();
  };
}

function createReveal(model) {
  const page = model.get("page");
  const words = model.get("words");
  const say = createSay({ ...words.widget, ...words.reveal });
  const root = make("div", { class: "cbc cbc-reveal", lang: words.widget.lang ?? "en" });
  const view = { model, page, say, root, language: page.lesson.language, prefix: `cbc-${newId().slice(0, 8)}`, reader: model.get("reader") };
  view.named = (labels) => shownLabels(labels).map((label) => say(`name_${label}`)).join(" + ");
  view.hears = { revealed: hearRevealed, card: hearCard };
  addSaving(view);
  addRevealParts(view);
  addRevealRedraw(view);
  return view;
}

function addRevealParts(view) {
  const { say, page, root } = view;
  view.alert = createAlert(view);
  view.cards = createCards(view);
  view.heading = make("h2", { class: "cbc-reveal-title", tabindex: "-1" }, say("title", page.section));
  view.button = makeButton("reveal", "", { look: "is-main" });
  view.state = make("p", { class: "cbc-hint", id: `${view.prefix}-state` });
  view.status = make("p", { class: "cbc-reveal-status", role: "status" });
  view.live = make("div", { class: "cbc-hidden", "aria-live": "polite" });
  view.button.setAttribute("aria-describedby", view.state.id);
  const door = page.has_key ? [make("p", {}, say("lead")), view.button, view.state] : [make("p", {}, say("no_key"))];
  root.append(make("div", { class: "cbc-reveal-frame" }, make("div", { class: "cbc-alarm" }, view.alert.element), view.heading, ...door, view.status, view.cards.element, view.live));
}

function addRevealRedraw(view) {
  const { say, page, session, outbox, cards, model } = view;

  function refresh() {
    const marked = page.claims.filter((claim) => session.isMarked(claim.id)).length;
    setOff(view.button, !marked);
    setText(view.button, say(!marked ? "button_none" : model.get("revealed") ? "button_again" : "button", { n: marked }));
    const open = page.claims.length - marked;
    setText(view.state, !marked ? say("none_marked") : open ? say("left_open", { n: open }) : "");
    view.alert.refresh();
  }

  function askForKey() {
    setText(view.status, say("waiting"));
    outbox.post({ kind: "reveal", id: newId() });
  }

  function entryChanged(entry) {
    if (entry.message.kind === "reveal") return keyChanged(entry);
    cards.of(entry.message.claim)?.stance.hear(entry);
    refresh();
  }

  function keyChanged({ state, why, said }) {
    if (state === "refused") setText(view.status, say("not_shown", { why: said }));
    if (state === "failed") setText(view.status, say("not_shown", { why: say(`not_shown_${why}`) }));
    if (state === "saved") setText(view.status, "");
  }

  // What is written in an open form goes with its card: it was sent to nobody.
  function readerChanged() {
    model.set("revealed", null);
    cards.clear();
    outbox.restore(session.isSaved);
  }

  function announce(text) {
    setText(view.live, "");
    setText(view.live, text);
  }

  const focusHome = () => view.heading.focus({ preventScroll: true });
  const tellStatus = (text) => setText(view.status, text);

  Object.assign(view, { refresh, askForKey, focusHome, tellStatus, entryChanged, readerChanged, announce, marksChanged: refresh, repaintAll: refresh, draftChanged: () => {}, leaveReader: () => {}, wordsLeftOut: () => {} });
}

// Another view of this model may have asked; the reader's focus moves only where they pressed the button.
function hearRevealed(view, message) {
  const isOurs = view.outbox.settle(message.id);
  if (isOfAnother(view, message)) return;
  view.model.set("revealed", message);
  view.cards.show(message);
  view.refresh();
  if (!isOurs) return;
  view.focusHome();
  view.heading.scrollIntoView({ block: "nearest" });
  view.announce(view.say("shown", { n: message.cards.length }));
}

function hearCard(view, { claim, card }) {
  const held = view.model.get("revealed");
  if (!held) return;
  const cards = held.cards.map((one) => (one.claim === claim ? card : one)).filter(Boolean);
  view.model.set("revealed", { ...held, cards });
  view.cards.update(claim, card);
}

function watchReveal(view, signal) {
  const { root } = view;
  const cardOf = (element) => view.cards.of(element.closest("[data-card]")?.dataset.card);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button || isSecondClick(event) || button.getAttribute("aria-disabled") === "true") return;
    REVEAL_DOINGS[button.dataset.do]?.(view, button.dataset.value, cardOf(button));
  }, { signal });
  root.addEventListener("keydown", (event) => {
    const stance = cardOf(event.target)?.stance;
    if (event.key !== "Escape" || isComposing(event) || !stance?.isOpen()) return;
    stance.close();
    event.preventDefault();
  }, { signal });
}

export default { initialize: prepareModel, render: renderReveal };
