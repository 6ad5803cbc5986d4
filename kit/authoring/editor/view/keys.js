// What each key does in the editor.
import { keyName } from "../../../ui/key_name.js";
import { LABEL_FOR_KEY } from "../../../ui/labels.js";
import { watchSingleKeys } from "../../../ui/single_keys.js";

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

  watchSingleKeys({ root, signal, wordWalk, escape, act: (event) => inText(event) || command(event) });
}
