// Going about: from claim to claim, into the panel, to the desk and back; and what the reader does there.
import { shownLabels } from "./answers.js";

export function addActions(view) {
  const { article, claims, panel, desk, session, say, root } = view;
  let cameFrom = null; // where the focus was when the desk was opened

  function choose(id) {
    const claim = view.claimById.get(id);
    if (!claim) return;
    if (!view.page.shown.includes(claim.paragraph)) view.showEarlier(true);
    if (id !== view.current) view.dropWords();
    view.current = id;
    view.model.set("current", id);
    article.setCurrent(id);
    closeDesk();
    view.unfold(true);
    view.refreshCurrent();
  }

  function goTo(id) {
    choose(id);
    focusClaim();
  }

  // From the first claim back and from the last one on there is nowhere to go: it stays where it is.
  function goBy(step) {
    const reachable = claims.filter((claim) => article.headOf(claim.id));
    const here = reachable.findIndex((claim) => claim.id === view.current);
    const next = reachable[Math.min(Math.max(here + step, 0), reachable.length - 1)];
    if (next) stayOrGo(next.id);
  }

  // Whoever works in the panel with the keyboard stays there; the text only shows the claim.
  function stayOrGo(id) {
    if (!panel.element.contains(document.activeElement)) return goTo(id);
    choose(id);
    view.reveal(article.headOf(id));
    view.announce(panel.described());
  }

  function goToOpen() {
    const found = view.bar.findNext(view.claimById.get(view.current));
    if (found?.claim) goTo(found.claim);
    else view.announce(found ? say("next_further", { n: found.paragraph }) : say("next_none"));
  }

  function focusClaim() {
    const head = article.headOf(view.current);
    head?.focus({ preventScroll: true });
    view.reveal(head);
  }

  function focusPanel() {
    panel.element.querySelector("[data-do=label]")?.focus({ preventScroll: true });
  }

  function focusField(name) {
    if (!view.current) return;
    closeDesk();
    view.unfold(true);
    panel.openMore();
    panel.form.fields[name].focus();
  }

  function press(label) {
    if (!view.current) return;
    session.pressLabel(view.current, label);
    const answer = session.answerOf(view.current);
    const labels = answer && shownLabels(answer.labels).map((one) => say(`chip_${one}`)).join(", ");
    view.announce(`${labels ? say("state_marked", { labels }) : say("state_open")} ${panel.asked()}`.trim());
  }

  function takeBack() {
    if (!view.current || !session.isMarked(view.current)) return;
    session.takeBack(view.current);
    view.announce(say("taken_back"));
  }

  function undo() {
    panel.form.flush();
    const id = session.undo();
    if (id && id !== view.current) goTo(id);
    if (id) panel.showClaim(view.claimById.get(id), { isAnew: true });
    view.refreshCurrent();
    view.announce(say(id ? "undone" : "undo_none"));
  }

  function openDesk(name) {
    if (desk.open() === name) return closeAndReturn();
    if (!desk.open()) cameFrom = document.activeElement;
    view.wordWalk.stop();
    panel.form.flush();
    panel.element.hidden = true;
    view.unfold(true);
    desk.show(name);
  }

  function closeDesk() {
    desk.close();
    panel.element.hidden = false;
  }

  function closeAndReturn() {
    closeDesk();
    if (cameFrom?.isConnected && root.contains(cameFrom)) cameFrom.focus({ preventScroll: true });
    else focusClaim();
  }

  // Esc goes one step back: from the desk to the claim, from the panel to the text.
  function escape() {
    if (desk.open()) closeAndReturn();
    else if (article.element.contains(document.activeElement)) return false;
    else focusClaim();
    return true;
  }

  Object.assign(view, {
    choose, goTo, goBy, goToOpen, focusClaim, focusHome: focusClaim, focusPanel, focusField, press, takeBack, undo, openDesk, closeDesk, closeAndReturn, escape,
  });
}
