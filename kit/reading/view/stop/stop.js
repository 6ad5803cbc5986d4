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
import { createStore, prepareModel } from "../store/store.js";
import { createAccount } from "./account.js";
import { createActions } from "./actions.js";
import { claimsToMark, createArticle } from "./article.js";
import { createBubble } from "./bubble.js";
import { createChoiceStep } from "./choice_step.js";
import { createEarlier } from "./earlier.js";
import { watchEvents } from "./events.js";
import { createEvidence } from "./evidence.js";
import { createGoing } from "./going.js";
import { createGoingOn } from "./going_on.js";
import { watchKeys } from "./keys.js";
import { createMenu } from "./menu.js";
import { createNextButton } from "./next_button.js";
import { createPanel } from "./panel.js";
import { createReference } from "./reference.js";
import { createSheet } from "./sheet.js";
import { createSituation } from "./situation.js";
import { createSteps } from "./steps.js";
import { createTools } from "./tools.js";
import { createTyping } from "./typing.js";
import { createWordsStep } from "./words_step.js";

const SURE = [1, 2, 3];
const PASS_ON = ["as_fact", "with_according_to", "not_yet"];

function render({ model, el }) {
  const life = new AbortController();
  const { signal } = life;
  const page = model.get("page");
  const words = model.get("words");
  const say = createSay(words.widget);
  const language = page.lesson.language;
  const prefix = `cbc-${newId().slice(0, 8)}`;
  const claims = claimsToMark(page);
  const outline = page.outline.filter((claim) => !page.chosen || page.chosen.includes(claim.id));
  const root = make("div", { class: "cbc", lang: words.widget.lang ?? "en" });
  const frame = make("div", { class: "cbc-frame" });
  const side = make("aside", { class: "cbc-side", "aria-label": say("panel"), hidden: !claims.length });
  const { element: live, announce } = createLive();

  const store = createStore({ model, lesson: page.lesson });
  const situation = createSituation({ claims, remember: (id) => model.set("current", id) });
  const article = createArticle({ page, claims, say, prefix, store, situation });
  const caughtWords = createCaughtWords({ article, situation, language });
  const evidence = createEvidence({ article, store, situation, caughtWords, say, announce });

  const typing = createTyping({ store, situation, prefix });
  const wordsStep = createWordsStep({ say, store, situation, who: typing.fields.who, language, prefix });
  const choice = (part, values, textOf) => createChoiceStep({ say, store, situation, part, values, textOf, flush: typing.flush, prefix });
  const [sure, passOn] = [choice("sure", SURE, (value) => say(`sure_${value}`)), choice("pass_on", PASS_ON, (value) => say(`pass_on_${value}`))];
  const why = make("div", { class: "cbc-step" }, make("label", { class: "cbc-field-title", for: `${prefix}-reason` }, say("reason_title")), typing.fields.reason);
  const steps = createSteps({ say, store, situation, prefix, bodies: { words: wordsStep.element, why, sure: sure.element, pass_on: passOn.element } });
  const goingOn = createGoingOn({ page, claims, outline, notebooks: () => model.get("notebooks") ?? {}, store, situation, root });
  const nextButton = createNextButton({ say, store, situation, goingOn });
  const sheet = createSheet({ frame, say });
  const panel = createPanel({ say, page, store, situation, steps, typing, next: nextButton.element, fold: sheet.button, prefix });

  const earlier = createEarlier({ article, situation, say });
  const menu = createMenu({ say, prefix });
  const tools = createTools({ say, page, outline, store, situation, earlier: earlier.button, menu: menu.element, choose: (claim) => going.goAnywhere(claim), root, signal });
  const { bringIntoSight, lowestVisible } = createSight({ bars: () => [tools.line], covers: () => alert.element.offsetHeight, sheet: side });
  const bubble = createBubble({ say, store, situation, article, lowestVisible, signal });
  const reference = createReference({ say, lesson: page.lesson, codebook: words.codebook });
  const account = createAccount({ say, store, flush: typing.flush, announce, prefix, reference });
  const going = createGoing({ page, claims, article, situation, panel, goingOn, nextButton, steps, menu, reference, showEarlier: earlier.show, unfold: sheet.unfold, bringIntoSight, say, announce });
  const alert = createAlert({ say, store, focusHome: going.focusClaim });
  const wordWalk = createWordWalk({ article, situation, caughtWords, language, say, announce, bringIntoSight, take: evidence.use, changed: wordsStep.showChoosing, focusClaim: going.focusClaim });
  const actions = createActions({ store, situation, panel, typing, wordsStep, evidence, wordWalk, going, say, announce });

  store.subscribe(hearing({
    leaving: () => {
      wordWalk.stop();
      caughtWords.letGo();
    },
    late: () => announce(say("late")),
    "left-out": ({ quotes }) => announce(say("evidence_left_out", { n: quotes.length })),
  }));

  tools.room.prepend(alert.unfold);
  side.append(panel.element, reference.element);
  const nothing = claims.some((claim) => page.shown.includes(claim.paragraph)) ? "" : make("p", { class: "cbc-hint" }, say("no_claims_here"));
  const reading = make("div", { class: "cbc-reading" }, article.element, nothing, bubble.element);
  frame.append(tools.top, make("div", { class: "cbc-columns" }, reading, side, alert.element), live);
  root.append(frame);
  el.append(root);
  article.draw();
  begin({ page, claims, situation, showEarlier: earlier.show, kept: model.get("current") });

  const named = {
    ...alert.actions, ...account.actions, ...earlier.actions, ...sheet.actions, ...menu.actions, ...steps.actions,
    ...wordsStep.actions, ...sure.actions, ...passOn.actions, ...going.actions, ...actions.actions,
  };
  watchEvents({ root, signal, actions: named, goTo: going.goTo, letGo: () => situation.choose(null), article, typing, caughtWords, wordWalk, hurry: store.hurry });
  watchKeys({ root, signal, article, panel, reference, wordWalk, going, actions });
  goingOn.listen(going.goTo, signal);
  model.on("change:notebooks", nextButton.refresh);
  signal.addEventListener("abort", () => model.off("change:notebooks", nextButton.refresh));
  store.open(signal);

  return () => {
    wordWalk.stop();
    typing.flush();
    life.abort();
    caughtWords.clearPaint();
    evidence.clearPaint();
    root.remove();
  };
}

// At the claim where an earlier view of this stop was, else at the first one.
function begin({ page, claims, situation, showEarlier, kept }) {
  const isShown = (claim) => page.shown.includes(claim.paragraph);
  const claim = situation.claimOf(kept) ?? claims.find(isShown);
  if (claim && !isShown(claim)) showEarlier(true);
  situation.choose(claim?.id ?? null);
}

export default { initialize: prepareModel, render };
