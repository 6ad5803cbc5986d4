// The panel: one claim, its four buttons, and the steps behind them. It has the same size whatever it shows.
import { afterPaint } from "../../../ui/after_paint.js";
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted, setOff, setOn, setText } from "../../../ui/elements.js";
import { makeLabelButtons, shownLabels } from "../../../ui/labels.js";
import { quoteOf } from "../../../ui/text.js";
import { asksForMore } from "../store/answers.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {import("../../../ui/types").Page} given.page
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./steps.js").createSteps>} given.steps
 * @param {ReturnType<typeof import("./typing.js").createTyping>} given.typing
 * @param {HTMLElement} given.next goes on to the next open claim
 * @param {HTMLElement} given.fold folds the sheet on a narrow page
 * @param {string} given.prefix begins every id of this view
 */
export function createPanel({ say, page, store, situation, steps, typing, next, fold, prefix }) {
  const question = make("p", { class: "cbc-question", id: `${prefix}-question` }, say("question"));
  const title = make("p", { class: "cbc-panel-title" });
  const quote = makeQuoted("blockquote", page.lesson.language, { class: "cbc-quote" });
  const labels = makeLabelButtons(say);
  const takeBack = makeButton("take-back", say("take_back"), { key: "t", look: "is-quiet", title: say("take_back_key") });
  const undo = makeButton("undo", say("undo"), { key: "u", look: "is-quiet", title: say("undo_key") });
  const note = make("p", { class: "cbc-claim-note", id: `${prefix}-note` });
  const marking = make("div", { class: "cbc-marking" },
    header(),
    make("div", { class: "cbc-about" }, title, quote),
    make("div", { class: "cbc-labels", role: "group", "aria-labelledby": question.id }, [...labels.values()]),
    make("div", { class: "cbc-row cbc-steps" }, steps.bar, next),
    steps.body, make("div", {}, note));
  const none = make("p", { class: "cbc-hint cbc-no-claim" }, say("choose_a_claim"));
  const element = make("div", { class: "cbc-claim-panel" }, marking, none);
  let isFresh = true;

  function header() {
    const back = makeButton("previous", "←", { look: "is-quiet", "aria-label": say("previous"), title: say("previous") });
    const on = makeButton("next", "→", { look: "is-quiet", "aria-label": say("next"), title: say("next") });
    return make("div", { class: "cbc-panel-head" }, question, takeBack, undo, back, on, fold);
  }

  function showClaim() {
    const claim = situation.claim();
    element.classList.toggle("has-no-claim", !claim);
    if (!claim) return;
    const paragraph = page.paragraphs.find((one) => one.number === claim.paragraph);
    setText(title, say(claim.core ? "title_core" : "title_optional", { n: claim.paragraph }));
    setOn(title, "data-short", say("evidence_where", { n: claim.paragraph }));
    setText(quote, quoteOf(paragraph.text, claim));
    element.classList.toggle("is-core", claim.core);
    refresh();
  }

  // A sheet may be scrolled. At its first claim it is not, and to scroll it would lay out a page that nobody has seen yet.
  function goToClaim() {
    showClaim();
    if (isFresh) isFresh = false;
    else for (const box of [element, element.parentElement]) if (box) box.scrollTop = 0;
  }

  function refresh() {
    showLabels();
    showRest();
  }

  function showLabels() {
    const claim = situation.claim();
    const answer = claim && store.answerOf(claim.id);
    const held = answer ? shownLabels(answer.labels) : [];
    for (const [label, button] of labels) setOn(button, "aria-pressed", String(held.includes(label)));
  }

  function showRest() {
    const claim = situation.claim();
    if (!claim) return;
    const answer = store.answerOf(claim.id);
    setOff(takeBack, !answer);
    setOff(undo, !store.canUndo());
    showNote(claim, answer);
  }

  function showNote(claim, answer) {
    const limit = typing.limitReached();
    const isUnsaved = store.isUnsaved(claim.id);
    note.classList.toggle("is-unsaved", isUnsaved);
    note.classList.toggle("is-limit", limit !== null);
    setText(note, limit !== null ? say("limit_reached", { n: limit }) : isUnsaved ? say("claim_unsaved") : lackOf(claim, answer));
  }

  function lackOf(claim, answer) {
    if (!answer) return store.draftOf(claim.id) ? say("claim_draft") : "";
    return asksForMore(claim, answer) ? say("ask_for_more") : "";
  }

  const described = () => [title, quote, note].map((one) => one.textContent).filter(Boolean).join(". ");
  const focusLabels = () => labels.values().next().value.focus({ preventScroll: true });
  const showRestSoon = afterPaint(showRest); // a reader looks at the label that they pressed
  const follow = () => {
    showLabels();
    showRestSoon();
  };
  // Also for other claims: there may be something to undo now.
  store.subscribe(hearing({ answer: follow, draft: showRestSoon, everything: showClaim }));
  situation.subscribe(hearing({ claim: goToClaim }));

  return { described, element, focusLabels, lack: () => lackOf(situation.claim(), store.answerOf(situation.claim()?.id)) };
}
