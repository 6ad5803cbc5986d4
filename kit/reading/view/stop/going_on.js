// Going on: the next open claim, in this stop, in another stop of the page, or in the notebook where it is.
import { openClaims } from "../store/answers.js";

const CALL = "cbc-claim"; // an event of the document: the stop that shows the claim takes it
const PANEL = ".jp-NotebookPanel"; // of several open notebooks, each goes on by itself

/**
 * @param {object} given
 * @param {import("../../../ui/types").Page} given.page
 * @param {import("../../../ui/types").Claim[]} given.claims those that can be marked here
 * @param {import("../../../ui/types").OutlineClaim[]} given.outline the claims that the reader is to mark
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {HTMLElement} given.root
 */
export function createGoingOn({ page, claims, outline, store, situation, root }) {
  const lesson = `${page.lesson.id} ${page.lesson.edition}`;

  // What comes next: `claim` here or before, `elsewhere` on this page, `notebook` and the `paragraph` in it, only a
  // `paragraph`, where nobody knows its place; null when every claim is marked.
  /** @returns {import("../../../ui/types").Onward | null} */
  function next() {
    const current = situation.claim()?.id ?? situation.last()?.id ?? null;
    const { here, further, earlier } = openClaims({ claims, shown: page.shown, outline, current, isMarked: store.isMarked });
    if (here) return { claim: here };
    const notebook = further && page.notebooks?.[further.section];
    if (further && isOnPage(further.id)) return { elsewhere: further.id, paragraph: further.paragraph };
    if (notebook) return { notebook, paragraph: further.paragraph };
    if (earlier) return { claim: earlier };
    return further ? { paragraph: further.paragraph } : null;
  }

  function call(claim, isMeant) {
    const detail = { lesson, claim, isMeant, within: root.closest(PANEL) };
    return !document.dispatchEvent(new CustomEvent(CALL, { detail, cancelable: true }));
  }

  const isOnPage = (claim) => call(claim, false);

  // Takes the calls of other stops for claims that are shown here.
  function listen(take, signal) {
    const shown = new Set(claims.filter((claim) => page.shown.includes(claim.paragraph)).map((claim) => claim.id));
    document.addEventListener(CALL, (/** @type {CustomEvent} */ event) => {
      const { detail } = event;
      if (event.defaultPrevented || detail.lesson !== lesson || !shown.has(detail.claim) || detail.within !== root.closest(PANEL)) return;
      event.preventDefault();
      if (detail.isMeant) take(detail.claim);
    }, { signal });
  }

  return { next, goElsewhere: (claim) => call(claim, true), listen };
}

/**
 * Where a notebook of the same folder is: its address, and in JupyterLab the path under which that opens it beside this
 * one. Null where the page's own address does not say which folder this is.
 * @param {string} file
 * @param {{ pathname: string, href: string }} [here]
 * @returns {{ href: string, path: string | null } | null}
 */
export function notebookBeside(file, here = window.location) {
  if (!here.pathname.endsWith(".ipynb")) return null;
  const folder = /\/lab\/(?:workspaces\/[^/]+\/)?tree\/(.*\/)?[^/]+$/.exec(here.pathname);
  const path = folder && `${decodeURIComponent(folder[1] ?? "")}${file}`;
  return { href: new URL(encodeURIComponent(file), `${new URL(here.href).origin}${here.pathname}`).href, path: path ?? null };
}
