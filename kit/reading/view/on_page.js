// How the widgets of one notebook find each other: one calls, by an event of the document, and each that is there answers.
const CALL = "cbc-on-page";
const PANEL = ".jp-NotebookPanel, [data-part]"; // of several open notebooks, or parts of one page, each is a page of its own

/**
 * What a widget is for the others: the claims that it shows, and what leads to it. `kind` is "stop" or "reveal".
 * @typedef {{ kind: string, root: HTMLElement, claims: Set<string>, isOpen?: () => boolean, take: (claim?: string) => void }} Neighbour
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
 * Answers the calls of the others.
 * @param {Neighbour & { lesson: import("../../ui/types").LessonAbout, signal: AbortSignal }} given
 */
export function answerCalls({ lesson, signal, ...neighbour }) {
  document.addEventListener(CALL, (/** @type {CustomEvent} */ { detail }) => {
    const isMeant = detail.lesson === nameOf(lesson) && detail.within === neighbour.root.closest(PANEL);
    if (isMeant) detail.answers.push(neighbour);
  }, { signal });
}

function nameOf({ id, edition }) {
  return `${id} ${edition}`;
}
