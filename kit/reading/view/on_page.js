// How the widgets of one notebook find each other: one calls, by an event of the document, and each that is there answers.
import { afterPaint } from "../../ui/after_paint.js";

const CALL = "cbc-on-page";
const NEWS = "cbc-on-page-news";
const PANEL = ".jp-NotebookPanel, [data-part]"; // of several open notebooks, or parts of one page, each is a page of its own

/**
 * What a widget is for the others: the claims that it shows, and what leads to it. `kind` is "stop" or "reveal"; a reveal
 * knows, too, whether it has been opened, and which answers differ from the key that it shows.
 * @typedef {{ kind: string, root: HTMLElement, claims: Set<string>, isOpen?: () => boolean, differs?: (claim: string) => boolean,
 *   take: (claim?: string) => void }} Neighbour
 */

/**
 * @param {{ lesson: import("../../ui/types").LessonAbout, root: HTMLElement }} given
 * @returns {Neighbour[]} the other widgets of this lesson in this notebook
 */
export function neighboursOf({ lesson, root }) {
  const detail = { lesson: nameOf(lesson), within: root.closest(PANEL), answers: [] };
  document.dispatchEvent(new CustomEvent(CALL, { detail }));
  return detail.answers.filter((one) => one.root !== root);
}

/**
 * Answers the calls of the others, who hear that there is one more to ask: a page gets its widgets one by one.
 * @param {Neighbour & { lesson: import("../../ui/types").LessonAbout, signal: AbortSignal }} given
 */
export function answerCalls({ lesson, signal, ...neighbour }) {
  document.addEventListener(CALL, (/** @type {CustomEvent} */ { detail }) => {
    const isMeant = detail.lesson === nameOf(lesson) && detail.within === neighbour.root.closest(PANEL);
    if (isMeant) detail.answers.push(neighbour);
  }, { signal });
  afterPaint(() => tellNews({ lesson, root: neighbour.root }))();
}

/**
 * Tells the others that something is to be known now that they may ask for.
 * @param {{ lesson: import("../../ui/types").LessonAbout, root: HTMLElement }} given
 */
export function tellNews({ lesson, root }) {
  document.dispatchEvent(new CustomEvent(NEWS, { detail: { lesson: nameOf(lesson), within: root.closest(PANEL) } }));
}

/**
 * @param {{ lesson: import("../../ui/types").LessonAbout, root: HTMLElement, signal: AbortSignal, hear: () => void }} given
 */
export function hearNews({ lesson, root, signal, hear }) {
  document.addEventListener(NEWS, (/** @type {CustomEvent} */ { detail }) => {
    if (detail.lesson === nameOf(lesson) && detail.within === root.closest(PANEL)) hear();
  }, { signal });
}

function nameOf({ id, edition }) {
  return `${id} ${edition}`;
}
