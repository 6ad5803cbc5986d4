// The reading widget: paragraphs of the text, and a panel in which a reader marks their claims. This wires its parts.
import { hearing } from "../../../ui/changes.js";
import { make } from "../../../ui/elements.js";
import { createLive } from "../../../ui/live.js";
import { newId } from "../../../ui/new_id.js";
import { createSay } from "../../../ui/say.js";
import { createSight } from "../../../ui/sight.js";
import { createAlert } from "../alert.js";
import { createStore, prepareModel } from "../store/store.js";
import { createAccount } from "./account.js";
import { createActions } from "./actions.js";
import { claimsToMark, createArticle } from "./article.js";
import { createBar } from "./bar.js";
import { createCaughtWords } from "./caught_words.js";
import { createEarlier } from "./earlier.js";
import { watchEvents } from "./events.js";
import { createEvidence } from "./evidence.js";
import { createForm } from "./form.js";
import { createGoing } from "./going.js";
import { watchKeys } from "./keys.js";
import { createPanel } from "./panel.js";
import { createReference } from "./reference.js";
import { createSheet } from "./sheet.js";
import { createSituation } from "./situation.js";
import { createWordWalk } from "./word_walk.js";

function render({ model, el }) {
  const life = new AbortController();
  const page = model.get("page");
  const words = model.get("words");
  const say = createSay(words.widget);
  const language = page.lesson.language;
  const prefix = `cbc-${newId().slice(0, 8)}`;
  const claims = claimsToMark(page);
  const root = make("div", { class: "cbc", lang: words.widget.lang ?? "en" });
  const frame = make("div", { class: "cbc-frame" });
  const top = make("div", { class: "cbc-top" });
  const side = make("aside", { class: "cbc-side", "aria-label": say("panel") });
  const { element: live, announce } = createLive();
  const bringIntoSight = createSight({ top, sheet: side });

  const store = createStore({ model, lesson: page.lesson });
  const situation = createSituation({ claims, remember: (id) => model.set("current", id) });
  const article = createArticle({ page, claims, say, prefix, store, situation });
  const earlier = createEarlier({ article, say });
  const sheet = createSheet({ frame, say });
  const form = createForm({ say, store, situation, language, prefix });
  const panel = createPanel({ say, page, store, situation, form, fold: sheet.button, prefix });
  const bar = createBar({ say, page, claims, store, situation });
  const reference = createReference({ say, lesson: page.lesson, codebook: words.codebook });
  const account = createAccount({ say, store, flush: form.flush, announce, prefix, reference });
  const going = createGoing({ page, claims, article, situation, panel, bar, reference, showEarlier: earlier.show, unfold: sheet.unfold, bringIntoSight, say, announce });
  // The alarm takes room from the text: the claim must not end up under the sheet.
  const keepInSight = () => root.contains(document.activeElement) && bringIntoSight(article.headOf(situation.claim()?.id));
  const alert = createAlert({ say, store, focusHome: going.focusClaim, appeared: keepInSight });
  const caughtWords = createCaughtWords({ article, situation, language });
  const evidence = createEvidence({ article, store, situation, caughtWords, say, announce });
  const wordWalk = createWordWalk({ article, situation, caughtWords, language, say, announce, bringIntoSight, take: evidence.use, changed: form.showChoosing, focusClaim: going.focusClaim });
  const actions = createActions({ store, situation, panel, form, evidence, wordWalk, going, say, announce });

  store.subscribe(hearing({
    leaving: () => {
      wordWalk.stop();
      caughtWords.letGo();
    },
    late: () => announce(say("late")),
    "left-out": ({ quotes }) => announce(say("evidence_left_out", { n: quotes.length })),
  }));

  top.append(bar.element, alert.element);
  side.append(panel.element, reference.element);
  const reading = make("div", { class: "cbc-reading" }, earlier.button, article.element);
  frame.append(bar.lead, top, make("div", { class: "cbc-columns" }, reading, side), live);
  root.append(frame);
  el.append(root);
  article.draw();
  begin({ page, claims, situation, showEarlier: earlier.show, kept: model.get("current") });

  const named = { ...alert.actions, ...account.actions, ...earlier.actions, ...sheet.actions, ...going.actions, ...actions.actions };
  watchEvents({ root, signal: life.signal, actions: named, goTo: going.goTo, article, form, caughtWords, wordWalk, hurry: store.hurry });
  watchKeys({ root, signal: life.signal, article, panel, reference, wordWalk, going, actions });
  store.open(life.signal);

  return () => {
    wordWalk.stop();
    form.flush();
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
