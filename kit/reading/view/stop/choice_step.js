// A step in which one of three is chosen: how sure the reader is, how they would pass the claim on.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOn } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {"sure" | "pass_on"} given.part the part of the answer that is chosen here
 * @param {any[]} given.values
 * @param {(value: any) => string} given.textOf what stands on a value's button
 * @param {() => void} given.flush hands over what is typed and not sent yet
 * @param {string} given.prefix begins every id of this view
 */
export function createChoiceStep({ say, store, situation, part, values, textOf, flush, prefix }) {
  const title = make("p", { class: "cbc-field-title", id: `${prefix}-${part}` }, say(`${part}_title`));
  const buttons = values.map((value) => makeButton(part, textOf(value), { value, look: "is-choice", "aria-pressed": "false" }));
  const element = make("div", { class: "cbc-step", role: "group", "aria-labelledby": title.id }, title, make("div", { class: "cbc-choices" }, buttons));

  function refresh() {
    const claim = situation.claim();
    const chosen = claim && store.shownParts(claim.id)[part];
    values.forEach((value, index) => setOn(buttons[index], "aria-pressed", String(chosen === value)));
  }

  // A second press takes the choice away again.
  function choose(pressed) {
    const claim = situation.claim();
    if (!claim) return;
    flush();
    const value = values.find((one) => String(one) === pressed);
    store.changeParts(claim.id, { [part]: store.shownParts(claim.id)[part] === value ? null : value });
  }

  store.subscribe(hearing({ answer: refresh, draft: refresh, everything: refresh }));
  situation.subscribe(hearing({ claim: refresh }));

  return { element, actions: { [part]: choose } };
}
