// The form under the labels: evidence, who, reason, how sure, how to pass it on. Text is saved a moment after
// the last key, and at once when the reader leaves the field, the claim or the page.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted, setOff, setOn, setText } from "../../../ui/elements.js";
import { evidenceFault } from "../store/answers.js";

const TYPING_PAUSE = 700; // ms
const SURE = [1, 2, 3];
const PASS_ON = ["as_fact", "with_according_to", "not_yet"];
const LONGEST_WHO = 200;
const LONGEST_REASON = 2000;

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {string} given.language of the article
 * @param {string} given.prefix begins every id of this view
 */
export function createForm({ say, store, situation, language, prefix }) {
  const fields = {
    who: make("input", { type: "text", id: `${prefix}-who`, class: "cbc-input", "data-field": "who", autocomplete: "off", maxlength: LONGEST_WHO, dir: "auto" }),
    reason: make("textarea", { id: `${prefix}-reason`, class: "cbc-input", "data-field": "reason", rows: "3", maxlength: LONGEST_REASON, dir: "auto" }),
  };
  const list = make("ol", { class: "cbc-evidence-list" });
  const leftOut = make("div", { class: "cbc-note cbc-left-out", hidden: true });
  const use = makeButton("use-words", "", { key: "e" });
  const useHint = make("p", { class: "cbc-hint" });
  const choosing = make("p", { class: "cbc-choosing-keys" });
  const sure = new Map(SURE.map((step) => [step, choice("sure", step, say(`sure_${step}`))]));
  const passOn = new Map(PASS_ON.map((way) => [way, choice("pass-on", way, say(`pass_on_${way}`))]));
  const element = make("div", { class: "cbc-form" }, evidenceBox(), fieldBox("who"), fieldBox("reason", "r"),
    group("sure", sure), group("pass_on", passOn));
  let claim = null;
  let timer = null;
  let listed = null; // the evidence that the list shows now, as JSON

  function choice(action, value, label) {
    return makeButton(action, label, { value, look: "is-choice", "aria-pressed": "false" });
  }

  function evidenceBox() {
    const title = make("p", { class: "cbc-field-title", id: `${prefix}-evidence` }, say("evidence_title"));
    return make("div", { role: "group", "aria-labelledby": title.id }, title, list, leftOut, use, choosing, useHint);
  }

  function fieldBox(name, key) {
    const shown = key ? make("kbd", { class: "cbc-key", "aria-hidden": "true" }, key) : null;
    const label = make("label", { class: "cbc-field-title", for: `${prefix}-${name}` }, say(`${name}_title`), shown);
    if (key) fields[name].setAttribute("aria-keyshortcuts", key);
    return make("div", {}, label, fields[name]);
  }

  function group(name, buttons) {
    const title = make("p", { class: "cbc-field-title", id: `${prefix}-${name}` }, say(`${name}_title`));
    return make("div", { role: "group", "aria-labelledby": title.id }, title, make("div", { class: "cbc-choices" }, [...buttons.values()]));
  }

  // Another claim: its texts replace the ones that are shown. What was typed is saved first.
  function showClaim(next) {
    flush();
    claim = next;
    const parts = store.shownParts(claim.id);
    for (const [name, field] of Object.entries(fields)) field.value = parts[name];
    store.saveDraft(claim.id); // left behind by a view that was drawn anew while the reader typed
  }

  function refresh() {
    if (!claim) return;
    const parts = store.shownParts(claim.id);
    for (const [name, field] of Object.entries(fields)) refreshField(field, parts[name]);
    for (const [step, button] of sure) setOn(button, "aria-pressed", String(parts.sure === step));
    for (const [way, button] of passOn) setOn(button, "aria-pressed", String(parts.pass_on === way));
    showEvidence(parts.evidence, store.wordsLeftOut(claim.id));
    showWords(parts.evidence);
  }

  // A field that somebody is typing in is never written to.
  function refreshField(field, value) {
    const isTyping = field.ownerDocument.activeElement === field || timer !== null;
    if (!isTyping && field.value !== value) field.value = value;
  }

  // Only when it changed: drawing it anew would take the focus off its buttons.
  function showEvidence(evidence, without) {
    const wanted = JSON.stringify([evidence, without]);
    if (listed === wanted) return;
    listed = wanted;
    showLeftOut(without);
    const label = (piece) => say("evidence_where", { n: piece.paragraph });
    list.replaceChildren(...evidence.map((piece, index) => make("li", { class: "cbc-evidence-piece" },
      make("span", { class: "cbc-evidence-where" }, label(piece)),
      makeQuoted("q", language, {}, piece.quote),
      makeButton("remove-words", "×", { value: index, look: "is-small", "aria-label": say("evidence_remove", { quote: piece.quote }) }))));
    list.hidden = !evidence.length;
  }

  // Words that the answer was saved without: told until others take their place.
  function showLeftOut(quotes) {
    const said = make("p", {}, say("evidence_left_out", { n: quotes.length }));
    const items = quotes.map((quote) => make("li", {}, makeQuoted("q", language, {}, quote)));
    leftOut.hidden = !quotes.length;
    leftOut.replaceChildren(...(quotes.length ? [said, make("ul", {}, items), makeButton("drop-left-out", say("left_out_done"), { look: "is-small" })] : []));
  }

  // The button shows the words that it would take; without any it says how to get them.
  function showWords(evidence) {
    const held = situation.words();
    const fault = held && evidenceFault(evidence, held);
    setOff(use, !held || Boolean(fault));
    setText(use.firstChild, held ? say("use_words", { words: shortened(held.quote) }) : say("use_no_words"));
    setOn(use, "translate", held ? "no" : null);
    setText(useHint, fault ? say(`evidence_${fault}`) : held ? "" : say("evidence_hint"));
  }

  function typed(field) {
    if (!claim) return;
    store.keepDraft(claim.id, { [field.dataset.field]: field.value });
    clearTimeout(timer);
    timer = setTimeout(flush, TYPING_PAUSE);
  }

  function flush() {
    clearTimeout(timer);
    timer = null;
    if (claim) store.saveDraft(claim.id);
  }

  // A second press takes the choice away again.
  function choose(name, value) {
    flush();
    const now = store.shownParts(claim.id)[name];
    store.changeParts(claim.id, { [name]: now === value ? null : value });
  }

  function showChoosing(isOn) {
    setText(choosing, isOn ? say("choosing_keys") : "");
    if (isOn) choosing.scrollIntoView({ block: "nearest" });
  }

  // After a piece is taken away: the next one's button, or what adds another.
  function focusEvidence(index) {
    const left = element.querySelectorAll("[data-do=remove-words]");
    (left[Math.min(index, left.length - 1)] ?? use).focus();
  }

  store.subscribe(hearing({ leaving: flush }));
  situation.subscribe(hearing({ words: refresh }));

  return { element, fields, showChoosing, choose, flush, focusEvidence, refresh, showClaim, typed };
}

function shortened(quote) {
  const letters = [...quote];
  return letters.length > 60 ? `${letters.slice(0, 28).join("")} … ${letters.slice(-28).join("")}` : quote;
}
