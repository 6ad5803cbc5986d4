// Catching evidence: the words that are selected now, and what is done with them.
import { evidenceFault } from "./answers.js";
import { caughtSpan, createPainter } from "./evidence.js";

export function addSelection(view) {
  const { article, session, panel, say } = view;
  const caught = createPainter(article, "caught");
  const evidence = createPainter(article, "evidence");

  // Words stay caught while the reader is on the way to the button (a tap on it clears the selection on a
  // phone); a click elsewhere in the text lets them go.
  function catchWords() {
    const span = caughtSpan(article, view.language);
    if (span) hold(span);
    else if (view.held && isClickInText()) dropWords();
  }

  function isClickInText() {
    const selection = document.getSelection();
    return Boolean(selection?.isCollapsed && article.element.contains(selection.anchorNode));
  }

  function hold(span) {
    view.held = span;
    caught.paint(span ? [span] : []);
    panel.form.refresh();
    view.frame.classList.toggle("has-words", Boolean(span));
  }

  function dropWords() {
    if (view.held) hold(null);
  }

  // Also of what the browser has selected: it would be caught again with the next move.
  function letGoOfWords() {
    if (view.held) document.getSelection().removeAllRanges();
    dropWords();
  }

  function useWords() {
    const parts = view.current && session.shownParts(view.current);
    if (!parts || !view.held) return;
    const fault = evidenceFault(parts.evidence, view.held);
    if (fault) return view.announce(say(`evidence_${fault}`));
    const { quote } = view.held;
    session.changeParts(view.current, { evidence: [...parts.evidence, view.held] });
    session.leaveOut(view.current, []);
    letGoOfWords();
    view.refreshCurrent();
    view.announce(say("evidence_added", { quote }));
  }

  function removeWords(index) {
    const { evidence: pieces } = session.shownParts(view.current);
    session.changeParts(view.current, { evidence: pieces.filter((_, i) => i !== index) });
    view.refreshCurrent();
    const left = panel.form.element.querySelectorAll("[data-do=remove-words]");
    (left[Math.min(index, left.length - 1)] ?? panel.form.element.querySelector("[data-do=use-words]")).focus();
    view.announce(say("evidence_removed"));
  }

  function dropLeftOut() {
    session.leaveOut(view.current, []);
    panel.form.element.querySelector("[data-do=use-words]").focus();
  }

  // Words that are selected are taken; without any, they are chosen with the keyboard.
  function evidenceKey() {
    const claim = view.claimById.get(view.current);
    if (!claim) return;
    view.closeDesk();
    view.unfold(true);
    panel.openMore();
    if (view.held) return useWords();
    view.wordWalk.start(claim, showChoosing);
  }

  function showChoosing() {
    panel.form.showChoosing(view.wordWalk.isOn());
  }

  function paintEvidence() {
    evidence.paint(view.current ? session.shownParts(view.current).evidence : []);
  }

  function clearPaint() {
    caught.clear();
    evidence.clear();
  }

  Object.assign(view, { catchWords, dropWords, letGoOfWords, useWords, removeWords, dropLeftOut, evidenceKey, showChoosing, paintEvidence, clearPaint });
}
