// The page of a claim: who stands behind it, the words that show it, and why; at its end the button that confirms it.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted, setOff, setOn, setText } from "../../../ui/elements.js";
import { makeLabelButtons, shownLabels } from "../../../ui/labels.js";
import { quoteOf } from "../../../ui/text.js";
import { createEvidenceList } from "./evidence_list.js";
import { createMore } from "./more.js";

const NATURES = ["fact", "judgement", "forecast"];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 * @param {string} given.prefix begins every id of this view
 */
export function createClaimPage({ say, store, atHand, fields, prefix }) {
  const { language } = store.page().lesson;
  const title = make("p", { class: "cbc-panel-title" });
  const quote = makeQuoted("blockquote", language, { class: "cbc-quote" });
  const question = make("p", { class: "cbc-field-title", id: `${prefix}-labels` }, say("labels"));
  const labels = makeLabelButtons(say);
  const natures = NATURES.map((nature) => makeButton("nature", say(`nature_${nature}`), { value: nature, look: "is-choice", "aria-pressed": "false" }));
  const asked = make("p", { class: "cbc-field-title", id: `${prefix}-nature` }, say("nature"));
  const source = fields.make({ label: say("source"), hint: say("source_hint") });
  const why = fields.make({ label: say("why"), hint: say("why_hint"), rows: 4 });
  const evidence = createEvidenceList({ say, store, atHand });
  const more = createMore({ say, store, atHand, fields, prefix });
  const core = makeButton("core", say("core"), { look: "is-choice", "aria-pressed": "false", title: say("core_hint") });
  const lacks = make("p", { class: "cbc-lacks" });
  const propose = makeButton("propose", say("propose"), { look: "is-small" });
  const confirm = makeButton("confirm", say("confirm"), { key: "c", look: "is-main cbc-confirm", title: say("confirm_key") });
  const claimBox = make("div", { class: "cbc-claim-page" },
    make("div", { class: "cbc-claim-top" }, make("div", { class: "cbc-row" }, title, steps()), quote, borders()),
    make("div", { class: "cbc-field" }, question, make("div", { class: "cbc-labels", role: "group", "aria-labelledby": question.id }, [...labels.values()])),
    evidence.element, why.element,
    make("div", { class: "cbc-field" }, asked, make("div", { class: "cbc-choices", role: "group", "aria-labelledby": asked.id }, natures, core)),
    source.element, more.element,
    make("div", { class: "cbc-confirm-bar" }, lacks, make("div", { class: "cbc-row" }, confirm, propose)));
  const none = make("p", { class: "cbc-hint cbc-no-claim" }, say("choose_a_claim"));
  const element = make("div", {}, claimBox, none);

  function steps() {
    const step = (action, key, sign) => makeButton(action, sign, { look: "is-quiet", "aria-label": say(key), title: say(key) });
    return make("div", { class: "cbc-row cbc-go" }, step("previous", "previous", "←"), step("following", "following", "→"), makeButton("next-open", say("next"), { key: "n", look: "is-quiet", title: say("next_key") }));
  }

  function borders() {
    const step = (edge, by, key, sign) => makeButton("border", sign, { look: "is-small", value: `${edge} ${by}`, "aria-label": say(key), title: say(key) });
    const edge = (name) => make("span", { class: "cbc-edge" }, make("span", {}, say(`border_${name}`)), step(name, -1, `border_${name}_less`, "←"), step(name, 1, `border_${name}_more`, "→"));
    return make("div", { class: "cbc-row cbc-borders", role: "group", "aria-label": say("border") }, edge("start"), edge("end"),
      makeButton("merge", say("merge"), { look: "is-small" }), makeButton("delete", say("delete"), { look: "is-small" }));
  }

  function refresh() {
    const claim = atHand.claim();
    claimBox.hidden = !claim;
    none.hidden = Boolean(claim);
    if (!claim) return;
    const { claims, paragraphs } = store.page();
    const answer = store.answerOf(claim.id);
    const number = claims.findIndex((one) => one.id === claim.id) + 1;
    setText(title, say("claim_title", { number, all: claims.length, paragraph: claim.paragraph }));
    setText(quote, quoteOf(paragraphs.find((one) => one.number === claim.paragraph).text, claim));
    const held = answer.labels ? shownLabels(answer.labels) : [];
    for (const [label, button] of labels) setOn(button, "aria-pressed", String(held.includes(label)));
    natures.forEach((button, i) => setOn(button, "aria-pressed", String(answer.nature === NATURES[i])));
    setOn(core, "aria-pressed", String(claim.core));
    const text = (name) => [`${claim.id} ${name}`, answer[name], (value) => store.step("text", { claim_id: claim.id, name, text: value })];
    source.show(.../** @type {[string, string, any]} */ (text("source")));
    why.show(.../** @type {[string, string, any]} */ (text("why")));
    more.refresh(claim, answer);
    showConfirm(answer);
  }

  function showConfirm(answer) {
    const missing = answer.lacks.map((name) => say(`lack_${name}`)).join(", ");
    setText(lacks, answer.confirmed ? "" : missing && say("lacks", { lacks: missing }));
    setOff(confirm, !answer.confirmed && Boolean(missing));
    setOn(confirm, "data-do", answer.confirmed ? "reopen" : "confirm");
    confirm.classList.toggle("is-main", !answer.confirmed);
    confirm.firstChild.textContent = say(answer.confirmed ? "reopen" : "confirm");
    propose.hidden = answer.confirmed || !missing || !answer.labels;
  }

  store.subscribe(hearing({ page: () => refresh() }));
  atHand.subscribe(hearing({ claim: refresh }));
  const places = { labels: () => labels.values().next().value, nature: () => natures[0], source: () => source.input, why: () => why.input, core: () => core, confirm: () => confirm };
  return {
    element, refresh,
    focus: (field) => (places[field]?.() ?? more.placeOf(field) ?? labels.values().next().value).focus(),
  };
}
