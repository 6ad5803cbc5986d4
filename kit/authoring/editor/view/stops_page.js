// The page of stops: for each section what is said before its paragraphs and asked after them.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, makeQuoted } from "../../../ui/elements.js";

const MORE = ["do", "closing", "reveal", "on_your_own", "next"];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 */
export function createStopsPage({ say, store, atHand, fields }) {
  const body = make("div", { class: "cbc-stops" });
  const all = makeButton("questions", say("questions"), { look: "is-small" });
  const element = make("div", {}, make("p", { class: "cbc-hint" }, say("stops_hint")), all, body);
  let drawn = "";
  let shows = [];

  const shapeOf = (guide) => JSON.stringify(guide.sections.map(({ stops }) => stops.map(({ paragraphs, proposed, after }) => [paragraphs, proposed, !after])));

  // Made anew where stops stand otherwise; else every field shows what is written now.
  function refresh() {
    if (atHand.page() !== "stops") return;
    const { guide } = store.page();
    const shape = shapeOf(guide);
    if (shape !== drawn) {
      const at = /** @type {HTMLElement | null} */ (document.activeElement);
      const focused = body.contains(at) ? at.dataset.place : null;
      drawn = shape;
      shows = [];
      body.replaceChildren(...guide.sections.map((section, i) => drawSection(section, i + 1)));
      for (const show of shows) show();
      if (focused) body.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
    } else for (const show of shows) show();
  }

  function drawSection(section, number) {
    const heading = makeQuoted("h3", store.page().lesson.language, { class: "cbc-stops-section" }, say("section_title", { n: number, title: section.name }));
    const title = fieldFor({ label: say("section_heading") }, `section ${number} title`, () => now(number).title, (text) => store.step("section_text", { section: number, name: "title", text }));
    const minutes = fieldFor({ label: say("section_minutes"), type: "number" }, `section ${number} minutes`, () => String(now(number).minutes), (text) => store.step("section_minutes", { section: number, minutes: Number(text) }));
    const stops = section.stops.map((stop, i) => drawStop(stop, number, i, section.stops.length));
    return make("section", {}, heading, make("div", { class: "cbc-two-fields" }, title, minutes), stops, drawMore(number));
  }

  function drawMore(number) {
    const field = (name) => fieldFor({ label: say(`section_${name}`), rows: 2 }, `section ${number} ${name}`, () => now(number)[name], (text) => store.step("section_text", { section: number, name, text }));
    return make("details", { class: "cbc-more" }, make("summary", {}, say("section_more")), make("div", { class: "cbc-more-fields" }, MORE.map(field)));
  }

  function drawStop(stop, section, index, count) {
    const write = (name) => (text) => store.step("stop_text", { section, stop: index, name, text });
    const field = (name) => fieldFor({ label: say(`stop_${name}`), rows: 2 }, `stop ${section} ${index} ${name}`, () => now(section).stops[index][name], write(name));
    const place = `${section} ${index}`;
    const proposed = stop.proposed && !stop.after
      ? make("div", { class: "cbc-note cbc-proposed" }, make("p", {}, stop.proposed), makeButton("take-question", say("question_take"), { look: "is-small", value: place }))
      : null;
    const join = index < count - 1 ? makeButton("join-stops", say("join_stops"), { look: "is-small is-quiet", value: place }) : null;
    const parts = stop.paragraphs.slice(1).map((n) => makeButton("part-stop", say("part_stop", { n }), { look: "is-small is-quiet", value: `${place} ${n}` }));
    const title = make("h4", { class: "cbc-stop-title" }, say("stop_title", { n: stop.paragraphs.length, paragraphs: stop.paragraphs.join(", ") }));
    return make("div", { class: "cbc-card" }, title, field("before"), field("after"), proposed, make("div", { class: "cbc-row" }, join, parts));
  }

  const now = (section) => store.page().guide.sections[section - 1];

  function fieldFor(looks, place, value, save) {
    const field = fields.make(looks);
    shows.push(() => field.show(place, value(), save));
    return field.element;
  }

  store.subscribe(hearing({ page: refresh }));
  atHand.subscribe(hearing({ page: refresh }));
  return {
    element,
    focus: ({ section, stop, field }) => (field === "questions" ? all : /** @type {HTMLElement | null} */ (body.querySelector(`[data-place="stop ${section} ${stop} after"]`)))?.focus(),
    proposedAt: (section, index) => now(section).stops[index].proposed,
  };
}
