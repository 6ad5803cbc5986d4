// The reveal: a button at the end of a section, and then a card for each claim that the reader has marked.
// Before the button is pressed, nothing of the key is in the page.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setText } from "../../../ui/elements.js";
import { guardHands, isComposing } from "../../../ui/guard.js";
import { createLive } from "../../../ui/live.js";
import { newId } from "../../../ui/new_id.js";
import { watchPresses } from "../../../ui/presses.js";
import { createSay } from "../../../ui/say.js";
import { createAlert } from "../alert.js";
import { answerCalls, tellNews } from "../on_page.js";
import { createStore, prepareModel } from "../store/store.js";
import { createCards } from "./cards.js";
import { createSplits } from "./splits.js";
import { createSummary } from "./summary.js";

function render({ model, el }) {
  const life = new AbortController();
  const page = model.get("page");
  const words = model.get("words");
  const say = createSay({ ...words.widget, ...words.reveal });
  const prefix = `cbc-${newId().slice(0, 8)}`;
  const root = make("div", { class: "cbc cbc-reveal", lang: words.widget.lang ?? "en" });
  const heading = make("h2", { class: "cbc-reveal-title", tabindex: "-1" }, say("title", page.section));
  const status = make("p", { class: "cbc-reveal-status", role: "status" });
  const focusHome = () => heading.focus({ preventScroll: true });
  const { element: live, announce } = createLive();

  const store = createStore({ model, lesson: page.lesson });
  const alert = createAlert({ say, store, focusHome });
  const isOpen = () => Boolean(model.get("revealed"));
  const cards = createCards({ say, store, language: page.lesson.language, prefix, focusHome });
  const door = createDoor({ say, page, store, prefix, cards, isOpen });
  const summary = createSummary({ say, store, claims: page.claims, language: page.lesson.language, choose: cards.goTo, changed: () => tellNews({ lesson: page.lesson, root }) });
  const splits = createSplits({ say, language: page.lesson.language, prefix });
  const way = page.has_key ? [door.lead, summary.element, cards.element, splits.element, door.button, door.state] : [make("p", {}, say("no_key"))];
  alert.element.append(alert.unfold);
  root.append(make("div", { class: "cbc-reveal-frame" }, heading, ...way, status, live, alert.element));
  el.append(root);

  const held = keepRevealed(model, { cards, summary, splits });
  door.refresh();
  store.subscribe(hearing({
    reader: ({ reader, isOther, asked, waiting }) => {
      held.forget();
      door.refresh();
      if (isOther && !asked.length) setText(status, say(waiting ? "reader_left" : "reader_now", { reader, n: waiting }));
    },
    request: ({ entry }) => setText(status, statusOf(say, entry)),
    revealed: (message) => {
      held.show(message);
      door.refresh();
      if (!message.isOurs) return;
      focusHome();
      heading.scrollIntoView({ block: "nearest" });
      announce(message.sentence);
    },
    card: held.update,
    gone: ({ n }) => setText(status, say("gone", { n })),
    late: () => announce(say("late")),
  }));
  guardHands(root, life.signal);
  watchCards(root, cards, { reveal: () => store.request("reveal"), splits: splits.fold, ...alert.actions }, life.signal);
  if (page.has_key) answerCalls({ lesson: page.lesson, signal: life.signal, kind: "reveal", root, claims: new Set(page.claims.map((claim) => claim.id)), isOpen, differs: summary.differs, take: door.focus });
  store.open(life.signal);
  return () => {
    life.abort();
    root.remove();
  };
}

// The button, and what stands beside it. Once the cards are there, it stands below them, as long as it has more to show.
function createDoor({ say, page, store, prefix, cards, isOpen }) {
  const lead = make("p", {}, say("lead"));
  const button = makeButton("reveal", "", { look: "is-main", "aria-describedby": `${prefix}-state` });
  const state = make("p", { class: "cbc-hint", id: `${prefix}-state` });

  function refresh() {
    const marked = page.claims.filter((claim) => store.isMarked(claim.id)).length;
    const more = page.claims.filter((claim) => store.isMarked(claim.id) && !cards.of(claim.id)).length;
    setOff(button, !marked);
    button.hidden = isOpen() && !more;
    button.classList.toggle("is-main", !isOpen());
    lead.hidden = isOpen();
    setText(button, isOpen() ? say("button_more", { n: more }) : say(marked ? "button" : "button_none", { n: marked }));
    const open = page.claims.length - marked;
    setText(state, !marked ? say("none_marked") : open ? say("left_open", { n: open }) : "");
  }

  store.subscribe(hearing({ answer: refresh, everything: refresh }));

  function focus() {
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "center" });
  }

  return { lead, button, state, focus, refresh };
}

function statusOf(say, { state, why, said }) {
  if (state === "refused") return say("not_shown", { why: said });
  if (state === "failed") return say("not_shown", { why: say(`not_shown_${why}`) });
  return state === "sending" ? say("waiting") : "";
}

// What is revealed stays in the model, for a view that is drawn again. What is written in an open form goes with its
// card: it was sent to nobody.
function keepRevealed(model, { cards, summary, splits }) {
  const draw = (revealed) => {
    summary.show(revealed);
    splits.show(revealed?.splits);
    if (revealed) cards.show(revealed);
    else cards.clear();
  };
  if (model.get("revealed")) draw(model.get("revealed"));
  const take = (revealed) => {
    model.set("revealed", revealed);
    draw(revealed);
  };
  return {
    forget: () => take(null),
    show: take,
    update: ({ claim, card, sentence }) => {
      const held = model.get("revealed");
      if (!held) return;
      const now = { ...held, sentence, cards: held.cards.map((one) => (one.claim === claim ? card : one)).filter(Boolean) };
      model.set("revealed", now);
      summary.show(now);
      cards.update(claim, card);
    },
  };
}

function watchCards(root, cards, actions, signal) {
  const cardOf = (element) => cards.of(element.closest("[data-card]")?.dataset.card);
  const ofCard = {
    fold: ({ claim }) => cards.fold(claim),
    "next-card": ({ claim }) => cards.goOn(claim),
    stance: ({ stance }, value) => stance.open(value),
    label: ({ stance }, value) => stance.press(value),
    "save-stance": ({ stance }) => stance.save(),
    cancel: ({ stance }) => stance.close(),
  };
  const onCard = Object.entries(ofCard).map(([name, act]) => [name, (value, button) => act(cardOf(button), value)]);
  watchPresses({ root, signal, actions: { ...actions, ...Object.fromEntries(onCard) } });
  root.addEventListener("keydown", (event) => {
    const stance = cardOf(event.target)?.stance;
    if (event.key !== "Escape" || isComposing(event) || !stance?.isOpen()) return;
    stance.close();
    event.preventDefault();
  }, { signal });
}

export default { initialize: prepareModel, render };
