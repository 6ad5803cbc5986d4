// The page of the lesson as a whole: what stands beside the text, and whether it may be published.
import { hearing } from "../../../ui/changes.js";
import { make } from "../../../ui/elements.js";
import { createPeople } from "./people.js";

const TEXTS = { title: 1, date_line: 2, credit: 2, licence: 2, notice: 2, content_note: 2 }; // their rows

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 */
export function createLessonPage({ say, store, atHand, fields }) {
  const { sections, folder } = store.page().lesson;
  const texts = Object.entries(TEXTS).map(([name, rows]) => ({ name, field: fields.make({ label: say(name), rows }) }));
  const points = sections.map((section) => ({ section, field: fields.make({ label: say("point", { n: section.number, title: section.title }), rows: 2 }) }));
  const people = createPeople({ say, store, fields });
  const may = make("input", { type: "checkbox", "data-change": "publication" });
  const publication = make("div", { class: "cbc-field" }, make("label", { class: "cbc-check" }, may, say("publication")), make("p", { class: "cbc-hint" }, say("publication_hint")));
  const element = make("div", { class: "cbc-more-fields" }, points.map(({ field }) => field.element), texts.map(({ field }) => field.element), people.element, publication, make("p", { class: "cbc-hint cbc-path" }, say("folder", { folder })));

  function refresh() {
    if (atHand.page() !== "lesson") return;
    const { lesson } = store.page();
    for (const { name, field } of texts) field.show(`lesson ${name}`, lesson[name], (text) => store.step("front", { name, text }));
    for (const { section: { number }, field } of points) {
      const point = lesson.sections.find((one) => one.number === number)?.point ?? "";
      field.show(`point ${number}`, point, (text) => store.step("point", { section: number, text }));
    }
    people.refresh();
    may.checked = lesson.may_be_published;
  }

  store.subscribe(hearing({ page: refresh }));
  atHand.subscribe(hearing({ page: refresh }));
  return {
    element,
    addPerson: people.begin,
    focus: ({ field, section }) => (field === "publication" ? may : element.querySelector(`[data-place="${field === "point" ? `point ${section}` : `lesson ${field}`}"]`))?.focus(),
  };
}
