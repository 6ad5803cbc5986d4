// Going about: from claim to claim, and with the focus between the text, the panel and what is looked up.

/**
 * @param {object} given
 * @param {import("../../../ui/types").Page} given.page
 * @param {import("../../../ui/types").Claim[]} given.claims those that can be marked here
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./panel.js").createPanel>} given.panel
 * @param {ReturnType<typeof import("./going_on.js").createGoingOn>} given.goingOn
 * @param {ReturnType<typeof import("./next_button.js").createNextButton>} given.nextButton
 * @param {ReturnType<typeof import("./steps.js").createSteps>} given.steps
 * @param {ReturnType<typeof import("./menu.js").createMenu>} given.menu
 * @param {ReturnType<typeof import("./reference.js").createReference>} given.reference
 * @param {(isOpen: boolean) => void} given.showEarlier
 * @param {(isOpen: boolean) => void} given.unfold
 * @param {ReturnType<typeof import("../../../ui/sight.js").createSight>["bringIntoSight"]} given.bringIntoSight
 * @param {import("../../../ui/types").Say} given.say
 * @param {(text: string) => void} given.announce
 */
export function createGoing({ page, claims, article, situation, panel, goingOn, nextButton, steps, menu, reference, showEarlier, unfold, bringIntoSight, say, announce }) {
  let cameFrom = null; // where the focus was when something was looked up

  function choose(id) {
    const claim = situation.claimOf(id);
    if (!claim) return;
    if (!page.shown.includes(claim.paragraph)) showEarlier(true);
    closeReference();
    unfold(true);
    situation.choose(id);
  }

  function goTo(id) {
    choose(id);
    focusClaim();
  }

  // From the first claim back and from the last one on there is nowhere to go: it stays where it is.
  function goBy(step) {
    const reachable = claims.filter((claim) => article.headOf(claim.id));
    const here = reachable.indexOf(situation.claim() ?? situation.last());
    const next = reachable[Math.min(Math.max(here + step, 0), reachable.length - 1)];
    if (next) stayOrGo(next.id);
  }

  // Whoever works in the panel with the keyboard stays there; the text only shows the claim.
  function stayOrGo(id) {
    if (!panel.element.contains(document.activeElement)) return goTo(id);
    choose(id);
    bringIntoSight(article.headOf(id));
    announce(panel.described());
  }

  function goToOpen() {
    nextButton.refresh(); // the key may have been looked at since
    const found = goingOn.next();
    if (found?.claim) goTo(found.claim);
    else if (found?.elsewhere) goingOn.goElsewhere(found.elsewhere);
    else if (found?.reveal) goingOn.goToReveal();
    else if (nextButton.isLink()) announce(nextButton.focusLink()); // a key that marks must not land in another notebook
    else announce(found ? say("next_further", { n: found.paragraph }) : say("next_none"));
  }

  // To a claim of the section, wherever it is: before, here, or in another stop of the page.
  function goAnywhere({ id, paragraph }) {
    if (situation.claimOf(id)) goTo(id);
    else if (!goingOn.goElsewhere(id)) announce(say("next_further", { n: paragraph }));
  }

  function focusClaim() {
    const head = article.headOf((situation.claim() ?? situation.last())?.id);
    head?.focus({ preventScroll: true });
    bringIntoSight(head);
  }

  // The button that had the focus is gone; the page stays where it is.
  function holdFocus() {
    article.headOf((situation.claim() ?? situation.last())?.id)?.focus({ preventScroll: true });
  }

  // To one step of the claim, which may be out of sight now.
  function openStep(name) {
    closeReference();
    unfold(true);
    steps.open(name);
  }

  function openReference(name) {
    menu.close();
    if (reference.open() === name) return closeAndReturn();
    if (!reference.open()) cameFrom = document.activeElement;
    panel.element.hidden = true;
    unfold(true);
    reference.show(name);
    reference.element.scrollIntoView({ block: "nearest" }); // on a phone, at a stop that has only begun to show
  }

  function closeReference() {
    reference.close();
    panel.element.hidden = false;
  }

  function closeAndReturn() {
    closeReference();
    if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
    else focusClaim();
  }

  // Esc goes one step back: from what is looked up to the claim, from the panel to the text.
  function escape() {
    if (menu.close()) return true;
    if (reference.open()) closeAndReturn();
    else if (article.element.contains(document.activeElement)) return false;
    else focusClaim();
    return true;
  }

  return {
    choose, escape, focusClaim, goAnywhere, goBy, goTo, goToOpen, holdFocus, openReference, openStep,
    actions: { previous: () => goBy(-1), next: () => goBy(1), "next-open": goToOpen, open: openReference, close: closeAndReturn },
  };
}
