// What the reader does with the claim that the view is at.
import { shownLabels } from "../../../ui/labels.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./panel.js").createPanel>} given.panel
 * @param {ReturnType<typeof import("./typing.js").createTyping>} given.typing
 * @param {ReturnType<typeof import("./words_step.js").createWordsStep>} given.wordsStep
 * @param {ReturnType<typeof import("./evidence.js").createEvidence>} given.evidence
 * @param {ReturnType<typeof import("../../../ui/word_walk.js").createWordWalk>} given.wordWalk
 * @param {ReturnType<typeof import("./going.js").createGoing>} given.going
 * @param {import("../../../ui/types").Say} given.say
 * @param {(text: string) => void} given.announce
 */
export function createActions({ store, situation, panel, typing, wordsStep, evidence, wordWalk, going, say, announce }) {
  const current = () => situation.claim()?.id ?? null;

  function press(label) {
    if (!current()) return;
    store.pressLabel(current(), label);
    const answer = store.answerOf(current());
    const labels = answer && shownLabels(answer.labels).map((one) => say(`chip_${one}`)).join(", ");
    announce(`${labels ? say("state_marked", { labels }) : say("state_open")} ${panel.lack()}`.trim());
  }

  function takeBack() {
    if (!current() || !store.isMarked(current())) return;
    store.takeBack(current());
    announce(say("taken_back"));
  }

  function undo() {
    typing.flush();
    const id = store.undo();
    if (id && id !== current()) going.goTo(id);
    if (id) typing.show(); // also into the field that has the focus
    announce(say(id ? "undone" : "undo_none"));
  }

  function removeWords(index) {
    evidence.remove(index);
    wordsStep.focusEvidence(index);
  }

  function dropLeftOut() {
    store.dropLeftOut(current());
    wordsStep.focusEvidence(Infinity);
  }

  // Words that are selected are taken; without any, they are chosen with the keyboard.
  function useWords() {
    if (!current()) return;
    going.openStep("words");
    if (situation.words()) {
      evidence.use();
      going.holdFocus();
    } else wordWalk.start(situation.claim());
  }

  function focusReason() {
    if (!current()) return;
    going.openStep("why");
    typing.fields.reason.focus();
  }

  return {
    press, takeBack, undo, useWords, focusReason,
    actions: {
      label: press,
      "take-back": takeBack,
      undo,
      "use-words": useWords,
      "choose-words": useWords,
      "remove-words": (value) => removeWords(Number(value)),
      "drop-left-out": dropLeftOut,
    },
  };
}
