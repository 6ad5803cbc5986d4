// The reading widget: paragraphs of the text, and a panel in which a reader marks their claims. This wires its parts.
import { createCaughtWords } from "../../../ui/caught_words.js";
import { hearing } from "../../../ui/changes.js";
import { make } from "../../../ui/elements.js";
import { createLive } from "../../../ui/live.js";
import { newId } from "../../../ui/new_id.js";
import { createSay } from "../../../ui/say.js";
import { createSight } from "../../../ui/sight.js";
import { createWordWalk } from "../../../ui/word_walk.js";
import { createAlert } from "../alert.js";
import { hearNews } from "../on_page.js";
import { createStore, prepareModel } from "../store/store.js";
import { createAccount } from "./account.js";
import { createActions } from "./actions.js";
import { claimsToMark, createArticle } from "./article.js";
import { createBubble } from "./bubble.js";
import { createEarlier } from "./earlier.js";
import { watchEvents } from "./events.js";
import { createEvidence } from "./evidence.js";
import { createGoing } from "./going.js";
import { createGoingOn } from "./going_on.js";
import { watchKeys } from "./keys.js";
import { createMarking } from "./marking.js";
import { createMenu } from "./menu.js";
import { createReference } from "./reference.js";
import { createSituation } from "./situation.js";
import { createTools } from "./tools.js";

function render({ model, el }) {
  const life = new AbortController();
  const shared = createShared(model, life.signal);
  const text = createText(shared);
  const goingOn = createGoingOn({ ...shared, notebooks: () => model.get("notebooks") ?? {} });
  const marking = createMarking({ ...shared, goingOn });
  const handling = createHandling(shared, { text, goingOn, marking });
  el.append(layOut(shared, { text, marking, handling }));
  text.article.draw();
  begin(shared, { showEarlier: text.earlier.show, kept: model.get("current") });
  listen(shared, { text, goingOn, marking, handling });
  followPage(model, shared, marking.nextButton);
  shared.store.open(life.signal);
  return () => {
    handling.wordWalk.stop();
    marking.typing.flush();
    life.abort();
    text.caughtWords.clearPaint();
    text.evidence.clearPaint();
    shared.root.remove();
  };
}

// What more than one part is made with.
function createShared(model, signal) {
  const [page, words] = [model.get("page"), model.get("words")];
  const claims = claimsToMark(page);
  const { element: live, announce } = createLive();
  return {
    page, words, claims, signal, live, announce,
    say: createSay(words.widget),
    prefix: `cbc-${newId().slice(0, 8)}`,
    outline: page.outline.filter((claim) => !page.chosen || page.chosen.includes(claim.id)),
    root: make("div", { class: "cbc", lang: words.widget.lang ?? "en" }),
    frame: make("div", { class: "cbc-frame" }),
    lesson: page.lesson,
    language: page.lesson.language,
    store: createStore({ model, lesson: page.lesson }),
    situation: createSituation({ claims, remember: (id) => model.set("current", id) }),
  };
}

// The text, and what is caught and painted in it.
function createText(shared) {
  const article = createArticle(shared);
  const caughtWords = createCaughtWords({ ...shared, article });
  const evidence = createEvidence({ ...shared, article, caughtWords });
  return { article, caughtWords, evidence, earlier: createEarlier({ ...shared, article, evidence }) };
}

// The line of tools, what can be looked up, the ways about, and what the reader does with a claim.
function createHandling(shared, { text, goingOn, marking }) {
  const { page, say, words, store, situation, announce } = shared;
  const { article, caughtWords, evidence, earlier } = text;
  const { panel, sheet, steps, typing, wordsStep, nextButton } = marking;
  const side = make("aside", { class: "cbc-side", "aria-label": say("panel"), hidden: !shared.claims.length });
  const menu = createMenu(shared);
  const line = createTools({ ...shared, earlier: earlier.button, menu: menu.element, choose: (claim) => going.goAnywhere(claim) });
  const { bringIntoSight, lowestVisible } = createSight({ bars: () => [line.line], covers: () => alert.element.offsetHeight, sheet: side });
  const bubble = createBubble({ ...shared, article, lowestVisible });
  const reference = createReference({ say, lesson: page.lesson, codebook: words.codebook });
  const account = createAccount({ ...shared, flush: typing.flush, reference });
  const going = createGoing({ ...shared, article, panel, goingOn, nextButton, steps, menu, reference, showEarlier: earlier.show, unfold: sheet.unfold, bringIntoSight });
  const alert = createAlert({ say, store, focusHome: going.focusClaim });
  const wordWalk = createWordWalk({ ...shared, article, caughtWords, bringIntoSight, take: evidence.use, changed: wordsStep.showChoosing, focusClaim: going.focusClaim });
  const doing = createActions({ store, situation, panel, typing, wordsStep, evidence, wordWalk, going, say, announce });
  const actions = { ...alert.actions, ...account.actions, ...earlier.actions, ...menu.actions, ...marking.actions, ...going.actions, ...doing.actions };
  return { side, line, bubble, reference, going, alert, wordWalk, doing, actions };
}

function layOut({ root, frame, live, page, claims, say }, { text, marking, handling }) {
  const nothing = claims.some((claim) => page.shown.includes(claim.paragraph)) ? "" : make("p", { class: "cbc-hint" }, say("no_claims_here"));
  const reading = make("div", { class: "cbc-reading" }, text.article.element, nothing, handling.bubble.element);
  handling.line.room.prepend(handling.alert.unfold);
  handling.side.append(marking.panel.element, handling.reference.element);
  frame.append(handling.line.top, make("div", { class: "cbc-columns" }, reading, handling.side, handling.alert.element), live);
  root.append(frame);
  return root;
}

// At the claim where an earlier view of this stop was, else at the first one.
function begin({ page, claims, situation }, { showEarlier, kept }) {
  const isShown = (claim) => page.shown.includes(claim.paragraph);
  const claim = situation.claimOf(kept) ?? claims.find(isShown);
  if (claim && !isShown(claim)) showEarlier(true);
  situation.choose(claim?.id ?? null);
}

// To what comes in, and to what the reader's hands do.
function listen(shared, { text, goingOn, marking, handling }) {
  const { say, store, situation, signal, announce } = shared;
  const { article, caughtWords } = text;
  const { going, wordWalk, actions } = handling;
  store.subscribe(hearing({
    leaving: () => {
      wordWalk.stop();
      caughtWords.letGo();
    },
    late: () => announce(say("late")),
    "left-out": ({ quotes }) => announce(say("evidence_left_out", { n: quotes.length })),
  }));
  watchEvents({ root: shared.root, signal, actions, goTo: going.goTo, letGo: () => situation.choose(null), article, typing: marking.typing, caughtWords, wordWalk, hurry: store.hurry });
  watchKeys({ root: shared.root, signal, article, panel: marking.panel, reference: handling.reference, wordWalk, going, actions: handling.doing });
  goingOn.listen(going.goTo, signal);
}

// What comes next may be in a stop, or in a notebook, that the page knows only later than the text.
function followPage(model, { lesson, root, signal }, { refresh, refreshSoon }) {
  hearNews({ lesson, root, signal, hear: refreshSoon });
  model.on("change:notebooks", refresh);
  signal.addEventListener("abort", () => model.off("change:notebooks", refresh));
}

export default { initialize: prepareModel, render };
