// The editor: the article, and beside it the pages on which its lesson is made. This wires its parts.
import { createCaughtWords } from "../../../ui/caught_words.js";
import { hearing } from "../../../ui/changes.js";
import { make } from "../../../ui/elements.js";
import { createLive } from "../../../ui/live.js";
import { newId } from "../../../ui/new_id.js";
import { createPainter } from "../../../ui/painter.js";
import { watchPresses } from "../../../ui/presses.js";
import { createSay } from "../../../ui/say.js";
import { createSight } from "../../../ui/sight.js";
import { createWordWalk } from "../../../ui/word_walk.js";
import { createActions } from "./actions.js";
import { createArticle } from "./article.js";
import { createAtHand } from "./at_hand.js";
import { createBubble } from "./bubble.js";
import { createClaimPage } from "./claim_page.js";
import { createFields } from "./fields.js";
import { watchKeys } from "./keys.js";
import { createLessonPage } from "./lesson_page.js";
import { createChangesPage, createOpenPage } from "./lists.js";
import { createMoving } from "./moving.js";
import { createPathsPage } from "./paths_page.js";
import { createStopsPage } from "./stops_page.js";
import { createStore } from "./store.js";
import { createTextPage } from "./text_page.js";
import { createTools } from "./tools.js";

const REPEATED = new Set(["border", "previous", "following"]); // clicked fast, these go on step by step

function render({ model, el }) {
  const life = new AbortController();
  const { signal } = life;
  const words = model.get("words");
  const say = createSay({ ...words.widget, ...words.editor });
  const { language } = model.get("page").lesson;
  const prefix = `cbc-${newId().slice(0, 8)}`;
  const { element: live, announce } = createLive();
  const store = createStore({ model });
  const atHand = createAtHand({ store, remember: (name, value) => model.set(name, value) });
  const article = createArticle({ store, atHand, say, prefix });
  const caughtWords = createCaughtWords({ article, situation: atHand, language });
  const painter = createPainter(article, "evidence");
  const moving = createMoving({ current: atHand.claim });
  const fields = createFields({ store, announce, prefix });
  const stops = createStopsPage({ say, store, atHand, fields });
  const pages = {
    claim: createClaimPage({ say, store, atHand, fields, prefix }),
    text: createTextPage({ say, store, atHand, fields }),
    stops,
    paths: createPathsPage({ say, store, atHand, fields, prefix }),
    lesson: createLessonPage({ say, store, atHand, fields }),
    open: createOpenPage({ say, store }),
    changes: createChangesPage({ say, store, atHand }),
  };
  const tools = createTools({ say, store, atHand });
  const side = make("aside", { class: "cbc-side cbc-editor-side", "aria-label": say("panel") }, Object.values(pages).map((page) => page.element));
  const { bringIntoSight, lowestVisible } = createSight({ bars: () => [tools.element], sheet: side });
  const bubble = createBubble({ say, atHand, article, lowestVisible, signal });
  const focusBubble = () => setTimeout(bubble.focus);
  const wordWalk = createWordWalk({ article, situation: atHand, caughtWords, language, say, announce, bringIntoSight, take: () => {}, changed: () => {}, focusClaim: focusBubble });
  const actions = createActions({ store, atHand, caughtWords, wordWalk, fields, moving, pages, proposedAt: stops.proposedAt, goTo });
  const reading = make("div", { class: "cbc-reading", role: "region", "aria-label": say("text") }, article.element, bubble.element);
  const frame = make("div", { class: "cbc-frame cbc-editor" }, tools.element, make("div", { class: "cbc-columns" }, reading, side), live);
  const root = make("div", { class: "cbc", lang: words.widget.lang ?? "en" }, frame);

  let focused = null; // what had the focus last

  function goTo(claim, field) {
    if (atHand.page() !== "claim") atHand.open("claim");
    if (claim !== atHand.claim()?.id) moving.left();
    atHand.choose(claim);
    side.scrollTop = 0;
    const head = article.headOf(claim);
    bringIntoSight(head);
    if (field) pages.claim.focus(field);
    else head?.focus({ preventScroll: true });
  }

  const paintEvidence = () => painter.paint(atHand.claim() ? store.answerOf(atHand.claim().id).evidence : []);
  const showPage = () => {
    for (const [name, page] of Object.entries(pages)) page.element.hidden = name !== atHand.page();
    side.scrollTop = 0;
  };

  // After a step the view goes on at its claim; the focus stays in the panel if it was there.
  function follow({ parts, claim, said, entry }) {
    article.refresh(parts);
    const before = atHand.claim()?.id;
    const isStep = entry?.message.kind === "step";
    if (claim && atHand.claimOf(claim) && atHand.page() === "claim" && isStep && moving.leadsOn(entry)) {
      const wasInText = !side.contains(document.activeElement);
      if (claim !== before) side.scrollTop = 0;
      atHand.choose(claim);
      bringIntoSight(article.headOf(claim));
      if (claim !== before && wasInText) article.headOf(claim)?.focus({ preventScroll: true });
    } else if (!atHand.claim()) atHand.choose(store.page().claims[0]?.id);
    paintEvidence();
    tools.tell(said);
    keepFocus();
    if (claim) moving.ended(entry, atHand.claimOf(claim));
  }

  // What a step takes away may have had the focus; the keys would no longer be heard here then, but by Jupyter.
  function keepFocus() {
    if (!focused || focused.isConnected || document.activeElement !== document.body) return;
    (article.headOf(atHand.claim()?.id) ?? root).focus({ preventScroll: true });
  }

  store.subscribe(hearing({
    page: follow,
    refused: ({ why, entry }) => {
      moving.ended(entry, null);
      if (!fields.takeRefusal(entry, why)) tools.tell(why);
    },
  }));
  atHand.subscribe(hearing({ claim: paintEvidence, page: showPage }));

  function clickedElsewhere(target) {
    const piece = target.closest("[data-claim]");
    const path = piece && atHand.path();
    if (path) actions["on-path"](piece.dataset.claim);
    else if (piece) goTo(piece.dataset.claim);
  }

  root.addEventListener("focusin", ({ target }) => { focused = target; }, { signal });
  watchPresses({ root, signal, actions, repeated: REPEATED, elsewhere: clickedElsewhere });
  root.addEventListener("change", (event) => actions[event.target.dataset.change]?.(event.target.dataset.value), { signal });
  document.addEventListener("selectionchange", caughtWords.follow, { signal });
  window.addEventListener("pagehide", fields.flushAll, { signal });
  watchKeys({ root, signal, article, wordWalk, actions, escape });

  function escape() {
    if (atHand.words()) caughtWords.letGo();
    else if (side.contains(document.activeElement) && atHand.claim()) article.headOf(atHand.claim().id)?.focus();
    else return false;
    return true;
  }

  el.append(root);
  article.draw();
  const first = store.page().claims.find((claim) => !store.answerOf(claim.id).confirmed) ?? store.page().claims[0];
  atHand.choose(atHand.claimOf(model.get("current"))?.id ?? first?.id);
  atHand.open(model.get("tab") ?? "claim");
  tools.refresh();
  store.open(signal);

  return () => {
    fields.flushAll();
    wordWalk.stop();
    life.abort();
    caughtWords.clearPaint();
    painter.clear();
    root.remove();
  };
}

export default { render };
