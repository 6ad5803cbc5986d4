// What each key does while somebody reads.
import { keyName } from "../../../ui/key_name.js";
import { LABEL_FOR_KEY } from "../../../ui/labels.js";
import { watchSingleKeys } from "../../../ui/single_keys.js";

const CHANGES = new Set([...Object.keys(LABEL_FOR_KEY), "u", "t"]);

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {AbortSignal} given.signal
 * @param {ReturnType<typeof import("./article.js").createArticle>} given.article
 * @param {ReturnType<typeof import("./panel.js").createPanel>} given.panel
 * @param {ReturnType<typeof import("./reference.js").createReference>} given.reference
 * @param {ReturnType<typeof import("../../../ui/word_walk.js").createWordWalk>} given.wordWalk
 * @param {ReturnType<typeof import("./going.js").createGoing>} given.going
 * @param {ReturnType<typeof import("./actions.js").createActions>} given.actions
 */
export function watchKeys({ root, signal, article, panel, reference, wordWalk, going, actions }) {
  const commands = {
    n: going.goToOpen,
    u: actions.undo,
    t: actions.takeBack,
    e: actions.useWords,
    r: actions.focusReason,
    h: () => going.openReference("codebook"),
    w: () => going.openReference("who"),
    ...Object.fromEntries(Object.entries(LABEL_FOR_KEY).map(([key, label]) => [key, () => actions.press(label)])),
  };

  function act(event) {
    return !event.shiftKey && (moves(event) || command(keyName(event)));
  }

  // In the text all four arrows go from claim to claim; in the panel up and down still scroll.
  function moves(event) {
    const inText = article.element.contains(event.target);
    const ways = { ArrowLeft: -1, ArrowRight: 1, ...(inText && { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }) };
    if (!(event.key in ways) || reference.open()) return isPress(event);
    going.goBy(ways[event.key]);
    return true;
  }

  // Enter and Space on a claim in the text lead into the panel.
  function isPress(event) {
    const piece = event.target.closest("[data-claim]");
    if (!["Enter", " "].includes(event.key) || !piece) return false;
    going.choose(piece.dataset.claim);
    panel.focusLabels();
    return true;
  }

  // While something is looked up, no key changes an answer that nobody sees.
  function command(key) {
    if (!Object.hasOwn(commands, key) || (CHANGES.has(key) && reference.open())) return false;
    commands[key]();
    return true;
  }

  watchSingleKeys({ root, signal, wordWalk, escape: going.escape, act });
}
