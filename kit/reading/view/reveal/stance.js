// What a reader makes of the key: changes the answer, keeps it, or still disagrees; with a reason.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOn, setText } from "../../../ui/elements.js";
import { makeLabelButtons, shownLabels, toggleLabel } from "../../../ui/labels.js";
import { createRoomLeft } from "../../../ui/room_left.js";
import { changesNothing } from "../store/answers.js";
import { stancesFor } from "./overlay.js";

const STANCES = ["changed", "keep", "disagree"];
const LONGEST_BECAUSE = 2000;

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {string} given.claim
 * @param {string} given.prefix begins every id of this stance
 */
export function createStance({ say, store, claim, prefix }) {
  const title = make("p", { class: "cbc-field-title", id: `${prefix}-stance` }, say("stance_title"));
  const openers = new Map(STANCES.map((one) => [one, makeButton("stance", say(`stance_${one}`), { value: one, look: "is-choice cbc-stance-opener", "aria-expanded": "false", "aria-pressed": "false" })]));
  const buttons = makeLabelButtons(say, { hasKeys: false });
  const question = make("p", { class: "cbc-field-title", id: `${prefix}-new` }, say("new_labels"));
  const choosing = make("div", { role: "group", "aria-labelledby": question.id }, question, make("div", { class: "cbc-labels" }, [...buttons.values()]));
  const because = make("textarea", { id: `${prefix}-because`, class: "cbc-input", rows: "2", maxlength: LONGEST_BECAUSE, dir: "auto", "aria-describedby": `${prefix}-hint` });
  const label = make("label", { class: "cbc-field-title", for: because.id });
  const hint = make("p", { class: "cbc-hint", id: `${prefix}-hint` });
  const said = make("p", { class: "cbc-stance-said", role: "status" });
  const room = createRoomLeft({ say, field: because });
  const actions = make("div", { class: "cbc-row" }, makeButton("save-stance", say("save"), { look: "is-main" }), makeButton("cancel", say("cancel")));
  const form = make("div", { class: "cbc-stance-form", hidden: true }, choosing, make("div", {}, label, because, room.element, hint), actions);
  const row = make("div", { class: "cbc-row", role: "group", "aria-labelledby": title.id }, [...openers.values()]);
  const element = make("div", { class: "cbc-stance" }, title, row, form, said);
  let stance = null;
  let labels = null;
  let chosen = null; // where the reader stands, as it was saved
  let before = null; // the labels from before the key was seen, where they are others now

  // The card's data are new: what can be made of the key may be less, or more.
  function update({ own, comparison }) {
    [before, chosen] = [own.before, own.stance ?? null];
    const offered = stancesFor(comparison);
    const hadFocus = element.contains(document.activeElement);
    for (const [name, button] of openers) {
      button.hidden = !offered.includes(name);
      setOn(button, "aria-pressed", String(name === chosen));
    }
    if (stance && !offered.includes(stance)) fold();
    if (hadFocus && !document.activeElement?.checkVisibility()) openers.get(offered[0]).focus();
  }

  function open(next) {
    if (stance === next) return close();
    stance = next;
    const answer = store.answerOf(claim);
    labels = answer?.labels ?? null;
    choosing.hidden = stance !== "changed";
    setText(said, "");
    setText(label, say(`because_${stance}`));
    setText(hint, say(hintFor(answer)));
    form.hidden = false;
    refresh();
    (stance === "changed" ? buttons.values().next().value : because).focus();
  }

  function hintFor(answer) {
    if (stance === "disagree") return "hint_disagree";
    return answer?.reason ? "hint_because_kept" : "hint_because";
  }

  function refresh() {
    const held = labels ? shownLabels(labels) : [];
    for (const [name, button] of buttons) setOn(button, "aria-pressed", String(held.includes(name)));
    for (const [name, button] of openers) setOn(button, "aria-expanded", String(name === stance));
  }

  function press(name) {
    labels = toggleLabel(labels, name);
    setText(said, "");
    refresh();
  }

  function close() {
    setText(said, "");
    fold();
  }

  // Back to the button that opened the form: the reader goes on from there.
  function fold() {
    const opener = openers.get(stance);
    stance = null;
    form.hidden = true;
    refresh();
    opener?.focus();
  }

  // Without new words the earlier reason stays with the answer.
  function save() {
    if (!labels) return refuse("need_label");
    if (stance === "changed" && changesNothing(labels, store.answerOf(claim), before)) return refuse("need_change");
    const reason = because.value.trim();
    store.takeStand(claim, stance, { labels, ...(reason && { reason }) });
    because.value = "";
    room.refresh();
    fold();
  }

  function refuse(why) {
    setText(said, say(why));
    said.scrollIntoView({ block: "nearest" });
  }

  // The outbox's word on this claim's answer; what failed stands in the alarm.
  function hear({ entry: { state, message } }) {
    if (message.claim !== claim) return;
    const texts = { sending: "saving", saved: `said_${message.stance}` };
    setText(said, texts[state] ? say(texts[state]) : "");
  }

  const stopHearing = store.subscribe(hearing({ saving: hear }));

  return { element, open, press, save, close, stopHearing, update, isOpen: () => stance !== null };
}
