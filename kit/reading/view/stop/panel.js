// The panel: one claim, its four buttons, and what can be said about it besides.
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
 * @param {ReturnType<typeof import("./form.js").createForm>} given.form
 * @param {HTMLElement} given.fold the button that folds the sheet on a narrow page
 * @param {string} given.prefix begins every id of this view
 */
export function createPanel({ say, page, store, situation, form, fold, prefix }) {
  const title = make("p", { class: "cbc-panel-title" });
  const quote = makeQuoted("blockquote", page.lesson.language, { class: "cbc-quote" });
  const labels = makeLabelButtons(say);
  const takeBack = makeButton("take-back", say("take_back"), { key: "t" });
  const undo = makeButton("undo", say("undo"), { key: "u" });
  const ask = make("p", { class: "cbc-ask" });
  const saved = make("p", { class: "cbc-claim-state" });
  const summary = make("summary", { class: "cbc-summary" }, say("say_more"));
  const more = make("details", { class: "cbc-more" }, summary, form.element);
  const marking = make("div", {}, quote, labelGroup(), make("div", { class: "cbc-row" }, takeBack, undo), saved, ask, more);
  const none = make("p", { class: "cbc-hint", hidden: true }, say("no_claims_here"));
  const element = make("div", { class: "cbc-claim-panel" }, header(), none, marking);
  let claim = null;

  function header() {
    const back = makeButton("previous", "←", { look: "is-small", "aria-label": say("previous"), title: say("previous") });
    const on = makeButton("next", "→", { look: "is-small", "aria-label": say("next"), title: say("next") });
    return make("div", { class: "cbc-row cbc-panel-head" }, title, back, on, fold);
  }

  function labelGroup() {
    const question = make("p", { class: "cbc-question", id: `${prefix}-question` }, say("question"));
    const help = makeButton("open", say("reference_codebook"), { key: "h", value: "codebook", look: "is-small" });
    return make("div", { role: "group", "aria-labelledby": question.id }, make("div", { class: "cbc-row cbc-asking" }, question, help), make("div", { class: "cbc-labels" }, [...labels.values()]));
  }

  // Anew: also the texts, although it is the same claim (after an undo, for another reader).
  function showClaim({ isAnew = false } = {}) {
    const next = situation.claim();
    const isNew = isAnew || next?.id !== claim?.id;
    claim = next;
    none.hidden = Boolean(claim);
    marking.hidden = !claim;
    if (claim && isNew) showWhole();
    else if (claim) refresh();
  }

  function showWhole() {
    const paragraph = page.paragraphs.find((one) => one.number === claim.paragraph);
    setText(title, say(claim.core ? "title_core" : "title_optional", { n: claim.paragraph }));
    setText(quote, quoteOf(paragraph.text, claim));
    element.classList.toggle("is-core", claim.core);
    more.open = claim.core;
    form.showClaim(claim);
    refresh();
  }

  function refresh() {
    if (!claim) return;
    const answer = store.answerOf(claim.id);
    const held = answer ? shownLabels(answer.labels) : [];
    for (const [label, button] of labels) setOn(button, "aria-pressed", String(held.includes(label)));
    setOff(takeBack, !answer);
    setOff(undo, !store.canUndo());
    setText(ask, asksForMore(claim, answer) ? say("ask_for_more") : "");
    showSaved(answer);
    form.refresh();
  }

  function showSaved(answer) {
    const isUnsaved = store.isUnsaved(claim.id);
    const isDraft = !answer && store.draftOf(claim.id);
    saved.classList.toggle("is-unsaved", isUnsaved);
    setText(saved, isUnsaved ? say("claim_unsaved") : isDraft ? say("claim_draft") : "");
  }

  function openMore() {
    more.open = true;
  }

  const described = () => [title.textContent, quote.textContent, saved.textContent].filter(Boolean).join(". ");
  const asked = () => ask.textContent;

  const focusLabels = () => labels.values().next().value.focus({ preventScroll: true });
  // Also for other claims: there may be something to undo now.
  store.subscribe(hearing({ answer: refresh, draft: refresh, everything: () => showClaim({ isAnew: true }) }));
  situation.subscribe(hearing({ claim: () => showClaim() }));

  return { asked, described, element, focusLabels, openMore, showAnew: () => showClaim({ isAnew: true }) };
}
