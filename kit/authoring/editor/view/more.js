// What most claims do without: other defensible answers, what a later section adds, lines for likely slips.
import { make, makeButton, setOn } from "../../../ui/elements.js";

const SHOWN_SLIPS = 2;

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 * @param {string} given.prefix begins every id of this view
 */
export function createMore({ say, store, atHand, fields, prefix }) {
  const { names } = store.page().lesson;
  const nameOf = (name) => name.split(" + ").map((label) => say(`label_${label === "no source" ? "none" : label}`)).join(" + ");
  const title = make("p", { class: "cbc-field-title", id: `${prefix}-also` }, say("also"));
  const also = new Map(names.map((name) => [name, makeButton("also", nameOf(name), { value: name, look: "is-small is-choice", "aria-pressed": "false" })]));
  const reason = fields.make({ label: say("model_reason"), rows: 2 });
  const slips = new Map(names.map((name) => [name, fields.make({ label: say("slip", { name: nameOf(name) }), rows: 2 })]));
  const slipHint = make("p", { class: "cbc-hint" }, say("slip_hint"));
  const later = fields.make({ label: say("later"), hint: say("later_hint"), rows: 2 });
  const after = fields.make({ label: say("later_after"), type: "number" });
  const alsoBox = make("div", { class: "cbc-field" }, title, make("p", { class: "cbc-hint" }, say("also_hint")), make("div", { class: "cbc-choices", role: "group", "aria-labelledby": title.id }, [...also.values()]));
  const box = make("div", { class: "cbc-more-fields" });
  const core = make("div", { class: "cbc-more-fields" }, reason.element, slipHint, [...slips.values()].map((field) => field.element));
  const element = make("div", { class: "cbc-more" }, core, make("details", {}, make("summary", { class: "cbc-button is-quiet" }, say("more")), box));
  box.append(alsoBox, later.element, after.element);

  // A core claim asks for a line: those that there are, and the likeliest one while there is none.
  function refresh(claim, answer) {
    core.hidden = !claim.core && !answer.model_reason && !Object.keys(answer.slips).length;
    for (const [name, button] of also) {
      button.hidden = name === answer.name;
      setOn(button, "aria-pressed", String(answer.also.includes(name)));
    }
    const text = (field, name) => field.show(`${claim.id} ${name}`, answer[name], (value) => store.step("text", { claim_id: claim.id, name, text: value }));
    text(reason, "model_reason");
    text(later, "later");
    after.element.hidden = !answer.later;
    after.show(`${claim.id} later_after`, String(answer.later_after ?? ""), (value) => store.step("later_after", { claim_id: claim.id, paragraph: Number(value) }));
    const free = names.filter((name) => name !== answer.name && !(name in answer.slips)).slice(0, Math.max(SHOWN_SLIPS - Object.keys(answer.slips).length, 1));
    for (const [name, field] of slips) {
      field.element.hidden = name === answer.name || !(name in answer.slips || free.includes(name));
      field.show(`${claim.id} slip ${name}`, answer.slips[name] ?? "", (value) => store.step("slip", { claim_id: claim.id, name, text: value }));
    }
  }

  function placeOf(field) {
    if (field === "model_reason") return reason.input;
    if (field === "if_you_chose") return [...slips.values()].find((one) => !one.element.hidden)?.input;
    if (field !== "later") return null;
    element.querySelector("details").open = true;
    return later.input;
  }

  return { element, refresh, placeOf };
}
