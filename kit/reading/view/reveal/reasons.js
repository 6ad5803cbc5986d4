// What the key says for its answer, and on core claims a reason to compare one's own with.
import { make } from "../../../ui/elements.js";
import { makeQuotes, told } from "./sides.js";

const CHECKS = ["who", "words", "how"];

/**
 * Makes why the key answers so, what comes later, what could be defended as well, and the kind of claim.
 * @param {import("./sides.js").Drawing} drawing
 * @param {any} key the key's side of a card
 */
export function makeReasons(drawing, key) {
  const { say, named, language, isOpen } = drawing;
  const inLesson = (text) => make("span", { lang: language, dir: "auto" }, text);
  const also = key.also.map((labels) => named(labels)).join(say("or"));
  return make("div", { class: "cbc-reasons" },
    ...told(say("why_title"), inLesson(key.why)),
    ...(key.later ? told(say("later_title"), inLesson(key.later)) : []),
    ...(also ? [make("p", {}, say("also", { labels: also })), ...makeQuotes(drawing, key.evidence.filter((piece) => !key.labels.includes(piece.label)))] : []),
    make("p", {}, make("span", { class: "cbc-told-title" }, say("nature_title")), " ", say(`nature_${key.nature}`)),
    ...(isOpen ? [make("p", { class: "cbc-hint" }, say("open"))] : []));
}

/**
 * Makes a reason as it could be, and what to look for in one's own; nothing where the key has none.
 * @param {import("./sides.js").Drawing} drawing
 * @param {any} card as Python sends it
 */
export function makeSelfCheck({ say, prefix, language }, { claim, key }) {
  if (!key.model_reason) return null;
  const checks = CHECKS.map((name) => {
    const box = make("input", { type: "checkbox", id: `${prefix}-${claim}-${name}` });
    return make("li", {}, box, make("label", { for: box.id }, say(`check_${name}`)));
  });
  const title = make("p", { class: "cbc-field-title", id: `${prefix}-${claim}-check` }, say("check_title"));
  return make("div", { class: "cbc-check" },
    make("p", { class: "cbc-told-title" }, say(key.has_grown ? "model_title_early" : "model_title")), make("blockquote", { class: "cbc-model", lang: language, dir: "auto" }, key.model_reason),
    make("div", { role: "group", "aria-labelledby": title.id }, title, make("ul", {}, checks), make("p", { class: "cbc-hint" }, say("check_note"))));
}
