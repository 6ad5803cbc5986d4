// The page of paths: which claims a shorter lesson has, and how long it takes.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted, setText } from "../../../ui/elements.js";
import { quoteOf } from "../../../ui/text.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 * @param {string} given.prefix begins every id of this view
 */
export function createPathsPage({ say, store, atHand, fields, prefix }) {
  const fresh = makeButton("new-path", say("new_path"));
  const tabs = make("div", { class: "cbc-choices" });
  const title = fields.make({ label: say("path_title") });
  const minutes = fields.make({ label: say("path_minutes"), type: "number" });
  const usual = make("p", { class: "cbc-hint" });
  const chosen = make("p", { class: "cbc-field-title", id: `${prefix}-chosen` });
  const list = make("ul", { class: "cbc-path-claims", "aria-labelledby": chosen.id });
  const box = make("div", { class: "cbc-more-fields" }, make("div", { class: "cbc-two-fields" }, title.element, minutes.element), usual, chosen, list, makeButton("delete-path", say("path_delete"), { look: "is-small" }));
  const element = make("div", { class: "cbc-more-fields" }, make("p", { class: "cbc-hint" }, say("paths_hint")), tabs, fresh, box);
  let drawn = "";

  function refresh() {
    if (atHand.page() !== "paths") return;
    const path = atHand.path();
    const { claims, guide } = store.page();
    tabs.hidden = guide.paths.length < 2;
    tabs.replaceChildren(...guide.paths.map((one) => makeButton("path", one.title, { value: one.name, look: "is-small is-choice", "aria-pressed": String(one.name === path?.name) })));
    box.hidden = !path;
    fresh.classList.toggle("is-main", !path);
    if (!path) return;
    title.show(`path ${path.name} title`, path.title, (text) => store.step("path_title", { name: path.name, title: text }));
    minutes.show(`path ${path.name} minutes`, String(path.minutes), (text) => store.step("path_minutes", { name: path.name, minutes: Number(text) }));
    setText(usual, say("path_usual", { n: path.usual }));
    setText(chosen, say("path_claims", { n: path.claims.length }));
    const shape = JSON.stringify(claims);
    if (shape !== drawn) list.replaceChildren(...claims.map(drawClaim));
    drawn = shape;
    for (const box of list.querySelectorAll("input")) {
      box.checked = path.claims.includes(box.dataset.value);
    }
  }

  function drawClaim(claim) {
    const { lesson, paragraphs } = store.page();
    const words = quoteOf(paragraphs.find((one) => one.number === claim.paragraph).text, claim);
    const box = make("input", { type: "checkbox", "data-change": "on-path", "data-value": claim.id });
    const text = makeQuoted("span", lesson.language, { class: claim.core ? "is-core" : null }, words);
    return make("li", {}, make("label", {}, box, text));
  }

  store.subscribe(hearing({ page: refresh }));
  atHand.subscribe(hearing({ page: refresh, path: refresh }));
  return { element, focus: () => fresh.focus() };
}
