// Keys. They act only while the focus is inside the editor, not while somebody types, and with no modifier.
import { guardHands, isAltGraph, isComposing, isForJupyter } from "../../../ui/guard.js";
import { keyName } from "../../../ui/key_name.js";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const LABEL_FOR_KEY = { 1: "sourced", s: "sourced", 2: "anonymous", a: "anonymous", 3: "denied", d: "denied", 0: "none" };
const BORDERS = { ArrowRight: "end 1", ArrowLeft: "end -1", ArrowUp: "start -1", ArrowDown: "start 1" }; // with Shift, in the text
const STEPS = { ArrowLeft: "previous", ArrowUp: "previous", ArrowRight: "following", ArrowDown: "following" };

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {AbortSignal} given.signal
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {ReturnType<typeof import("../../../ui/word_walk.js").createWordWalk>} given.wordWalk
 * @param {Record<string, (value?: string) => void>} given.actions
 * @param {() => boolean} given.escape lets go of what is open, and says whether something was
 */
export function watchKeys({ root, signal, article, wordWalk, actions, escape }) {
  const commands = {
    n: () => actions["next-open"](), u: () => actions.undo(), c: () => actions.confirm(), m: () => actions.walk(),
    ...Object.fromEntries(Object.entries(LABEL_FOR_KEY).map(([key, label]) => [key, () => actions.label(label)])),
  };

  function handleKey(event) {
    if (isForJupyter(event) || isAltGraph(event) || isComposing(event) || event.defaultPrevented) return;
    if (act(event)) event.preventDefault();
  }

  // Says whether the key was ours. Held down, a key is one press; only arrows go on.
  function act(event) {
    if (event.repeat && !event.key.startsWith("Arrow")) return false;
    if (wordWalk.isOn()) return wordWalk.handleKey(event);
    if (event.key === "Escape") return escape();
    if (event.target.closest(TYPING)) return false;
    return inText(event) || command(event);
  }

  function inText(event) {
    if (!article.element.contains(event.target)) return false;
    if (event.shiftKey && event.key in BORDERS) actions.border(BORDERS[event.key]);
    else if (!event.shiftKey && event.key in STEPS) actions[STEPS[event.key]]();
    else if (["Enter", " "].includes(event.key) && event.target.dataset.claim) actions["into-panel"](event.target.dataset.claim);
    else if (event.key === "Delete") actions.delete();
    else return false;
    return true;
  }

  function command(event) {
    const key = keyName(event);
    if (event.shiftKey || !Object.hasOwn(commands, key)) return false;
    commands[key]();
    return true;
  }

  root.addEventListener("keydown", handleKey, { signal });
  guardHands(root, signal);
}
