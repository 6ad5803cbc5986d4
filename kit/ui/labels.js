// The labels of an answer, and the four buttons that give them, wherever an answer is given.
import { make } from "./elements.js";

export const LABELS = ["sourced", "anonymous", "denied"];
export const NO_SOURCE = "none";
const LABEL_KEYS = { sourced: "1 s", anonymous: "2 a", denied: "3 d", none: "0" };
export const LABEL_FOR_KEY = Object.fromEntries(Object.entries(LABEL_KEYS).flatMap(([label, keys]) => keys.split(" ").map((key) => [key, label])));

/**
 * What a press on a label makes of an answer: null is "not marked", the empty list "no source given".
 * @param {string[] | null} labels
 * @param {string} pressed
 * @returns {string[] | null}
 */
export function toggleLabel(labels, pressed) {
  if (pressed === NO_SOURCE) return labels?.length === 0 ? null : [];
  const held = new Set(labels ?? []);
  if (!held.delete(pressed)) held.add(pressed);
  return held.size ? LABELS.filter((label) => held.has(label)) : null;
}

/**
 * The names under which labels are shown: those of the set, or the one for the empty set.
 * @param {string[]} labels
 * @returns {string[]}
 */
export function shownLabels(labels) {
  return labels.length ? labels : [NO_SOURCE];
}

/**
 * Makes the four buttons, by label.
 * @param {import("./types").Say} say
 * @param {{ hasKeys?: boolean }} [options]
 * @returns {Map<string, HTMLElement>}
 */
export function makeLabelButtons(say, { hasKeys = true } = {}) {
  return new Map([...LABELS, NO_SOURCE].map((label) => [label, labelButton(say, label, hasKeys ? LABEL_KEYS[label] : "")]));
}

function labelButton(say, label, keys) {
  const hint = make("span", { class: "cbc-label-hint" }, say(`hint_${label}`));
  const shown = keys.split(" ").filter(Boolean).map((key) => make("kbd", { class: "cbc-key", "aria-hidden": "true" }, key));
  const named = { type: "button", class: "cbc-button cbc-label", "data-do": "label", "data-value": label };
  return make("button", { ...named, "aria-pressed": "false", "aria-keyshortcuts": keys || null }, makeSample(say, label), hint, make("span", { class: "cbc-keys" }, shown));
}

/**
 * Makes a label's name with its own pattern, as it stands under the words of the text.
 * @param {import("./types").Say} say
 * @param {string} label
 */
export function makeSample(say, label) {
  return make("span", { class: `cbc-piece is-sample is-marked is-${label}` }, say(`label_${label}`));
}
