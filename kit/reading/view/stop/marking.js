// What an answer is given with: the panel, and in it the steps, the typed texts, and the button that goes on.
import { make } from "../../../ui/elements.js";
import { createChoiceStep } from "./choice_step.js";
import { createNextButton } from "./next_button.js";
import { createPanel } from "./panel.js";
import { createSheet } from "./sheet.js";
import { createSteps } from "./steps.js";
import { createTyping } from "./typing.js";
import { createWordsStep } from "./words_step.js";

const SURE = [1, 2, 3];
const PASS_ON = ["as_fact", "with_according_to", "not_yet"];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {import("../../../ui/types").Page} given.page
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {ReturnType<typeof import("./going_on.js").createGoingOn>} given.goingOn
 * @param {HTMLElement} given.frame everything of this view
 * @param {string} given.prefix begins every id of this view
 */
export function createMarking({ say, page, store, situation, goingOn, frame, prefix }) {
  const typing = createTyping({ store, situation, prefix });
  const wordsStep = createWordsStep({ say, store, situation, who: typing.fields.who, language: page.lesson.language, prefix });
  const choice = (part, values) => createChoiceStep({ say, store, situation, part, values, textOf: (value) => say(`${part}_${value}`), flush: typing.flush, prefix });
  const [sure, passOn] = [choice("sure", SURE), choice("pass_on", PASS_ON)];
  const why = make("div", { class: "cbc-step" }, make("label", { class: "cbc-field-title", for: `${prefix}-reason` }, say("reason_title")), typing.fields.reason);
  const steps = createSteps({ say, store, situation, prefix, bodies: { words: wordsStep.element, why, sure: sure.element, pass_on: passOn.element } });
  const nextButton = createNextButton({ say, store, situation, goingOn });
  const sheet = createSheet({ frame, say });
  const panel = createPanel({ say, page, store, situation, steps, typing, next: nextButton.element, fold: sheet.button, prefix });
  const actions = { ...sheet.actions, ...steps.actions, ...wordsStep.actions, ...sure.actions, ...passOn.actions };
  return { nextButton, panel, sheet, steps, typing, wordsStep, actions };
}
