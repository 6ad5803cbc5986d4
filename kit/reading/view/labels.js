// The four buttons of an answer, wherever one is given.
import { LABELS, NO_SOURCE } from "./answers.js";
import { make } from "./elements.js";

const LABEL_KEYS = { sourced: "1 s", anonymous: "2 a", denied: "3 d", none: "0" };

export function makeLabelButtons(say, { hasKeys = true } = {}) {
  return new Map([...LABELS, NO_SOURCE].map((label) => [label, labelButton(say, label, hasKeys ? LABEL_KEYS[label] : "")]));
}

function labelButton(say, label, keys) {
  const hint = make("span", { class: "cbc-label-hint" }, say(`hint_${label}`));
  const shown = keys.split(" ").filter(Boolean).map((key) => make("kbd", { class: "cbc-key", "aria-hidden": "true" }, key));
  const named = { type: "button", class: "cbc-button cbc-label", "data-do": "label", "data-value": label };
  return make("button", { ...named, "aria-pressed": "false", "aria-keyshortcuts": keys || null }, makeSample(say, label), hint, make("span", { class: "cbc-keys" }, shown));
}

// A label's name with its own pattern, as it stands under the words of the text.
export function makeSample(say, label) {
  return make("span", { class: `cbc-piece is-sample is-marked is-${label}` }, say(`label_${label}`));
}
