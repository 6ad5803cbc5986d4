// Going on: the next open claim, in this stop, in another stop of the page, or in the notebook where it is.
import { openClaims } from "../store/answers.js";

const CALL = "cbc-stops"; // an event of the document, by which stops find each other
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
    const stops = stopsOnPage();
    const beside = further.find((claim) => stops.some((stop) => stop.shown.has(claim.id)));
    if (beside) return { elsewhere: beside.id, paragraph: beside.paragraph };
    const [first] = further;
    const notebook = first && page.notebooks?.[first.section];
    if (notebook) return { notebook, paragraph: first.paragraph };
    if (earlier) return wherePlaced(earlier, stops);
    return first ? { paragraph: first.paragraph } : null;
  }

  // Where it is read: in the stop that shows it, rather than in earlier text that has to be opened here first.
  function wherePlaced(claim, stops) {
    const { paragraph } = claims.find((one) => one.id === claim);
    const isBeside = !page.shown.includes(paragraph) && stops.some((stop) => stop.shown.has(claim));
    return isBeside ? { elsewhere: claim, paragraph } : { claim };
  }

  // The other stops of this lesson in this notebook: each adds itself to the list that the event carries.
  function stopsOnPage() {
    const detail = { lesson, within: root.closest(PANEL), stops: [] };
    document.dispatchEvent(new CustomEvent(CALL, { detail }));
    return detail.stops.filter((stop) => stop.root !== root);
  }

  // Says whether another stop has taken the claim.
  function goElsewhere(claim) {
    const stop = stopsOnPage().find((one) => one.shown.has(claim));
    stop?.take(claim);
    return Boolean(stop);
  }

  // Answers the calls of other stops; `take` goes to a claim that is shown here.
  function listen(take, signal) {
    const shown = new Set(claims.filter((claim) => page.shown.includes(claim.paragraph)).map((claim) => claim.id));
    document.addEventListener(CALL, (/** @type {CustomEvent} */ { detail }) => {
      if (detail.lesson === lesson && detail.within === root.closest(PANEL)) detail.stops.push({ root, shown, take });
    }, { signal });
  }

  return { next, goElsewhere, listen };
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
