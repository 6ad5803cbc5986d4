// Keeping what is shown in step with what is known; only what a change touches is painted anew.
import { setText } from "./elements.js";

const CLEARANCE = 12; // px between a claim and whatever might cover it

export function addRedraw(view) {
  const { article, bar, panel, alert, desk, outbox, session, claims, say, model, page } = view;
  let known = model.get("marks") ?? {};

  const currentClaim = () => view.claimById.get(view.current) ?? null;

  function drawAll() {
    article.draw();
    const kept = view.claimById.get(model.get("current"));
    const first = kept ?? claims.find((claim) => page.shown.includes(claim.paragraph));
    if (kept && !page.shown.includes(kept.paragraph)) view.showEarlier(true);
    view.current = first?.id ?? null;
    article.setCurrent(view.current);
    refreshCurrent();
    alert.refresh();
  }

  function repaintAll() {
    for (const claim of claims) article.paintClaim(claim);
    panel.showClaim(currentClaim(), { isAnew: true });
    refreshCurrent();
    alert.refresh();
    desk.refresh();
  }

  function refreshCurrent() {
    panel.showClaim(currentClaim());
    bar.refresh(currentClaim());
    view.paintEvidence();
  }

  function claimChanged(id) {
    if (view.claimById.has(id)) article.paintClaim(view.claimById.get(id));
    if (id === view.current) view.paintEvidence();
    panel.refresh(); // also for other claims: there may be something to undo now
    bar.refresh(currentClaim());
  }

  // The model's marks are other ones: from Python, from another view of this model, from another notebook.
  function marksChanged() {
    const before = known;
    known = model.get("marks") ?? {};
    const ids = new Set([...Object.keys(before), ...Object.keys(known)]);
    for (const id of ids) if (before[id]?.id !== known[id]?.id) claimChanged(id);
  }

  function entryChanged(entry) {
    if (!entry.message.claim) return desk.computer.hear(entry);
    claimChanged(entry.message.claim);
    const wasShown = !alert.element.hidden;
    alert.refresh();
    if (!wasShown && !alert.element.hidden) keepInSight();
    showStatus(entry);
  }

  // The alarm takes room from the text: the claim must not end up under the sheet.
  function keepInSight() {
    if (view.root.contains(document.activeElement)) reveal(article.headOf(view.current));
  }

  function showStatus(entry) {
    if (outbox.unsaved().length) bar.showStatus("");
    else if (outbox.isSending()) bar.showStatus(say("saving"), true);
    else bar.showStatus(entry.state === "saved" ? say("saved", { time: timeNow() }) : "");
  }

  function timeNow() {
    return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(new Date());
  }

  function draftChanged(id) {
    if (id === view.current) panel.refresh();
  }

  function leaveReader() {
    view.wordWalk.stop();
    view.letGoOfWords();
    panel.form.flush();
  }

  function readerChanged(reader) {
    known = model.get("marks") ?? {};
    desk.computer.readerChanged(reader);
    outbox.restore(session.isSaved);
    bar.showStatus("");
  }

  function showEarlier(isOpen) {
    if (isOpen) article.openEarlier();
    article.earlierBox.hidden = !isOpen;
    view.earlierButton.setAttribute("aria-expanded", String(isOpen));
    const numbers = article.earlier.map((paragraph) => paragraph.number);
    const values = { n: numbers.length, first: numbers[0], last: numbers[numbers.length - 1] };
    setText(view.earlierButton, say(isOpen ? "hide_earlier" : "show_earlier", values));
  }

  // On a narrow page the panel is a sheet at the bottom; folded, it leaves the page to the text.
  function unfold(isOpen) {
    view.frame.classList.toggle("is-folded", !isOpen);
    panel.showFold(isOpen);
  }

  function announce(text) {
    setText(view.live, "");
    setText(view.live, text);
  }

  function wordsLeftOut(claim, quotes) {
    session.leaveOut(claim, quotes);
    announce(say("evidence_left_out", { n: quotes.length }));
  }

  const tellStatus = (text) => bar.showStatus(text);

  // Brings an element or a range into the part of the page that neither the bar nor the sheet covers.
  function reveal(element, range = element) {
    if (!element) return;
    element.scrollIntoView({ block: "nearest" });
    const { top, bottom } = range.getBoundingClientRect();
    const above = view.top.getBoundingClientRect().bottom + CLEARANCE - top;
    const below = bottom + CLEARANCE - lowestVisible();
    if (above > 0) scrollerOf(element).scrollBy(0, -above);
    else if (below > 0) scrollerOf(element).scrollBy(0, Math.min(below, -above));
  }

  function lowestVisible() {
    const isSheet = getComputedStyle(view.side).bottom === "0px";
    return Math.min(window.innerHeight, isSheet ? view.side.getBoundingClientRect().top : Infinity);
  }

  Object.assign(view, {
    drawAll, repaintAll, refreshCurrent, claimChanged, marksChanged, entryChanged, draftChanged, leaveReader, readerChanged,
    showEarlier, unfold, announce, tellStatus, reveal, wordsLeftOut,
  });
}

function scrollerOf(element) {
  for (let box = element.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return document.scrollingElement;
}
