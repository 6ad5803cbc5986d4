// Going on: the next open claim, in this stop, in another stop of the page, or in the notebook where it is.
import { answerCalls, neighboursOf } from "../on_page.js";
import { openClaims } from "../store/answers.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Page} given.page
 * @param {import("../../../ui/types").Claim[]} given.claims those that can be marked here
 * @param {import("../../../ui/types").OutlineClaim[]} given.outline the claims that the reader is to mark
 * @param {() => Record<string, string>} given.notebooks by section, the files that a reader can go on to
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {HTMLElement} given.root
 */
export function createGoingOn({ page, claims, outline, notebooks, store, situation, root }) {
  const { lesson } = page;
  const section = page.paragraphs.find((paragraph) => page.shown.includes(paragraph.number))?.section ?? null;

  // What comes next: `claim` here or before, `elsewhere` on this page, `reveal` where the key to what was marked here has
  // not been looked at, `notebook` and the `paragraph` in it, only a `paragraph`, where nobody knows its place; null when
  // every claim is marked.
  /** @returns {import("../../../ui/types").Onward | null} */
  function next() {
    const current = situation.claim()?.id ?? situation.last()?.id ?? null;
    const { here, further, earlier } = openClaims({ claims, shown: page.shown, section, outline, current, isMarked: store.isMarked });
    if (here) return { claim: here };
    const stops = neighbours("stop");
    const beside = further.find((claim) => stops.some((stop) => stop.claims.has(claim.id)));
    if (beside) return { elsewhere: beside.id, paragraph: beside.paragraph };
    const before = earlier && wherePlaced(earlier, stops);
    if (before && isOnPage(before)) return before;
    if (unopenedReveal(current)) return { reveal: true };
    const [first] = further;
    const notebook = first && notebooks()[first.section];
    if (notebook) return { notebook, paragraph: first.paragraph };
    return before ?? (first ? { paragraph: first.paragraph } : null);
  }

  // Where it is read: in the stop that shows it, rather than in earlier text that has to be opened here first.
  function wherePlaced(id, stops) {
    const { paragraph } = claims.find((claim) => claim.id === id);
    const isBeside = !page.shown.includes(paragraph) && stops.some((stop) => stop.claims.has(id));
    return isBeside ? { elsewhere: id, paragraph } : { claim: id, paragraph };
  }

  const isOnPage = (/** @type {import("../../../ui/types").Onward} */ { elsewhere, paragraph }) => Boolean(elsewhere) || page.shown.includes(paragraph);
  const neighbours = (kind) => neighboursOf({ lesson, root }).filter((one) => one.kind === kind);
  const unopenedReveal = (claim) => neighbours("reveal").find((one) => one.claims.has(claim) && !one.isOpen()) ?? null;

  // Says whether another stop has taken the claim.
  function goElsewhere(claim) {
    const stop = neighbours("stop").find((one) => one.claims.has(claim));
    stop?.take(claim);
    return Boolean(stop);
  }

  function goToReveal() {
    unopenedReveal(situation.claim()?.id ?? situation.last()?.id ?? null)?.take();
  }

  // Answers the calls of other stops; `take` goes to a claim that is shown here.
  function listen(take, signal) {
    const shown = claims.filter((claim) => page.shown.includes(claim.paragraph)).map((claim) => claim.id);
    answerCalls({ lesson, signal, kind: "stop", root, claims: new Set(shown), take });
  }

  return { next, goElsewhere, goToReveal, listen };
}

/**
 * Where a notebook of the same folder is: its address, and in JupyterLab the path under which that opens it beside this
 * one. A part of the same page (`#section-2`) is where it says. Null where the page's own address does not say which
 * folder this is.
 * @param {string} file
 * @param {{ pathname: string, href: string }} [here]
 * @returns {{ href: string, path: string | null } | null}
 */
export function notebookBeside(file, here = window.location) {
  if (file.startsWith("#")) return { href: file, path: null };
  const address = new URL(here.href);
  const named = address.searchParams.get("path"); // JupyterLite's pages are files, and are told which notebook to show
  if (named?.endsWith(".ipynb")) {
    address.searchParams.set("path", named.replace(/[^/]*$/, () => file));
    return { href: address.href, path: null };
  }
  if (!here.pathname.endsWith(".ipynb")) return null;
  const folder = /\/(?:lab|doc)\/(?:workspaces\/[^/]+\/)?tree\/(.*\/)?[^/]+$/.exec(here.pathname);
  const path = folder && `${decodeURIComponent(folder[1] ?? "")}${file}`;
  return { href: new URL(encodeURIComponent(file), `${address.origin}${here.pathname}`).href, path: path ?? null };
}
