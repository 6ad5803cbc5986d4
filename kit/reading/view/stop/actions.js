// What the reader does with the claim that the view is at.
import { shownLabels } from "../../../ui/labels.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./panel.js").createPanel>} given.panel
 * @param {ReturnType<typeof import("./form.js").createForm>} given.form
 * @param {ReturnType<typeof import("./evidence.js").createEvidence>} given.evidence
 * @param {ReturnType<typeof import("./word_walk.js").createWordWalk>} given.wordWalk
 * @param {ReturnType<typeof import("./going.js").createGoing>} given.going
 * @param {import("../../../ui/types").Say} given.say
 * @param {(text: string) => void} given.announce
 */
export function createActions({ store, situation, panel, form, evidence, wordWalk, going, say, announce }) {
  const current = () => situation.claim()?.id ?? null;

  function press(label) {
    if (!current()) return;
    store.pressLabel(current(), label);
    const answer = store.answerOf(current());
    const labels = answer && shownLabels(answer.labels).map((one) => say(`chip_${one}`)).join(", ");
    announce(`${labels ? say("state_marked", { labels }) : say("state_open")} ${panel.asked()}`.trim());
  }

  function takeBack() {
    if (!current() || !store.isMarked(current())) return;
    store.takeBack(current());
    announce(say("taken_back"));
  }

  function undo() {
    form.flush();
    const id = store.undo();
    if (id && id !== current()) going.goTo(id);
    if (id) panel.showAnew();
    announce(say(id ? "undone" : "undo_none"));
  }

  function removeWords(index) {
    evidence.remove(index);
    form.focusEvidence(index);
  }

  function dropLeftOut() {
    store.dropLeftOut(current());
    form.focusEvidence(Infinity);
  }

  // Words that are selected are taken; without any, they are chosen with the keyboard.
  function useWords() {
    if (!current()) return;
    going.openPanel();
    if (situation.words()) evidence.use();
    else wordWalk.start(situation.claim());
  }

  function focusReason() {
    if (!current()) return;
    going.openPanel();
    form.fields.reason.focus();
  }

  return {
    press, takeBack, undo, useWords, focusReason,
    actions: {
      label: press,
      "take-back": takeBack,
      undo,
      "use-words": evidence.use,
      "remove-words": (value) => removeWords(Number(value)),
      "drop-left-out": dropLeftOut,
      sure: (value) => form.choose("sure", Number(value)),
      "pass-on": (value) => form.choose("pass_on", value),
    },
  };
}
