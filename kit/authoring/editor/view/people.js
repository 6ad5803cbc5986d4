// Who's who, as fields: a name and a line for each entry, and an empty pair for a new one.
import { make, makeButton, setOn } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 */
export function createPeople({ say, store, fields }) {
  const list = make("div", { class: "cbc-more-fields" });
  const add = makeButton("add-person", say("person_add"), { look: "is-small" });
  const element = make("fieldset", { class: "cbc-people" }, make("legend", { class: "cbc-field-title" }, say("people")), list, add);
  let rows = [];
  let isNew = false;

  const people = () => store.page().lesson.people;

  function refresh() {
    const count = people().length + (isNew ? 1 : 0);
    if (rows.length !== count) {
      rows = Array.from({ length: count }, (_none, index) => makeRow(index));
      list.replaceChildren(...rows.map((row) => row.element));
    }
    for (const row of rows) row.show();
    add.hidden = isNew;
  }

  function makeRow(index) {
    const [name, who] = [fields.make({ label: say("person_name") }), fields.make({ label: say("person_who") })];
    const drop = people()[index] ? makeButton("drop-person", "×", { look: "is-small is-quiet", value: String(index) }) : null;
    // A new entry is saved once both of its texts are there.
    const save = () => {
      const given = { index, name: name.input.value, who: who.input.value };
      if (!people()[index] && !(given.name.trim() && given.who.trim())) return null;
      isNew &&= Boolean(people()[index]);
      return store.step("person", given);
    };
    const show = () => {
      const person = people()[index] ?? { name: "", who: "" };
      name.show(`person ${index} name`, person.name, save);
      if (drop) setOn(drop, "aria-label", say("person_drop", { name: person.name }));
      who.show(`person ${index} who`, person.who, save);
    };
    return { element: make("div", { class: "cbc-person" }, name.element, who.element, drop), show };
  }

  function begin() {
    isNew = true;
    refresh();
    list.querySelector(`[data-place="person ${people().length} name"]`)?.focus();
  }

  return { element, refresh, begin };
}
