// The panel: one claim, its four buttons, and what can be said about it besides.
import { asksForMore, shownLabels } from "./answers.js";
import { make, makeButton, makeQuoted, setOff, setOn, setText } from "./elements.js";
import { createForm } from "./form.js";
import { makeLabelButtons } from "./labels.js";
import { quoteOf } from "./text.js";

export function createPanel(view) {
  const { say, session, page } = view;
  const form = createForm(view);
  const title = make("p", { class: "cbc-panel-title" });
  const quote = makeQuoted("blockquote", page.lesson.language, { class: "cbc-quote" });
  const labels = makeLabelButtons(say);
  const takeBack = makeButton("take-back", say("take_back"), { key: "t" });
  const undo = makeButton("undo", say("undo"), { key: "u" });
  const fold = makeButton("fold", say("unfold"), { look: "is-small cbc-fold", "aria-expanded": "false" });
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
    const question = make("p", { class: "cbc-question", id: `${view.prefix}-question` }, say("question"));
    const help = makeButton("open", say("desk_codebook"), { key: "h", value: "codebook", look: "is-small" });
    return make("div", { role: "group", "aria-labelledby": question.id }, make("div", { class: "cbc-row cbc-asking" }, question, help), make("div", { class: "cbc-labels" }, [...labels.values()]));
  }

  // Anew: also the texts, although it is the same claim (after an undo, for another reader).
  function showClaim(next, { isAnew = false } = {}) {
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
    const answer = session.answerOf(claim.id);
    const held = answer ? shownLabels(answer.labels) : [];
    for (const [label, button] of labels) setOn(button, "aria-pressed", String(held.includes(label)));
    setOff(takeBack, !answer);
    setOff(undo, !session.canUndo());
    setText(ask, asksForMore(claim, answer) ? say("ask_for_more") : "");
    showSaved(answer);
    form.refresh();
  }

  function showSaved(answer) {
    const isUnsaved = session.isUnsaved(claim.id);
    const isDraft = !answer && session.draftOf(claim.id);
    saved.classList.toggle("is-unsaved", isUnsaved);
    setText(saved, isUnsaved ? say("claim_unsaved") : isDraft ? say("claim_draft") : "");
  }

  function openMore() {
    more.open = true;
  }

  function showFold(isOpen) {
    setOn(fold, "aria-expanded", String(isOpen));
    setText(fold, say(isOpen ? "fold" : "unfold"));
  }

  const described = () => [title.textContent, quote.textContent, saved.textContent].filter(Boolean).join(". ");
  const asked = () => ask.textContent;

  return { asked, described, element, form, openMore, refresh, showClaim, showFold };
}
