// Fields to write in. A text is saved a moment after the last key, and at once when the person leaves the field or the
// page; one that is refused stays in its field, with the reason below it, until it is mended.
import { hearing } from "../../../ui/changes.js";
import { make, setOn, setText } from "../../../ui/elements.js";

const PAUSE = 900; // ms
const LONGEST = 4000;

/**
 * Makes what makes fields. `unsaved` holds by place what is typed and not in the lesson's files, and why it was refused.
 * @param {object} given
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {(text: string) => void} given.announce
 * @param {string} given.prefix begins every id of this view
 */
export function createFields({ store, announce, prefix }) {
  const unsaved = new Map(); // place -> { text, why, entry }
  const shown = new Map(); // place -> the field that shows it
  const timers = new Map();
  let count = 0;

  // `place` names what is written ("c07 why"), `save` makes a step of it.
  function makeField({ label, hint = "", rows = 1, type = "text", longest = LONGEST }) {
    const id = `${prefix}-field-${count += 1}`;
    const input = rows > 1
      ? make("textarea", { id, class: "cbc-input", rows, dir: "auto", maxlength: longest, "aria-describedby": `${id}-about` })
      : make("input", { id, class: "cbc-input", type, dir: "auto", autocomplete: "off", maxlength: LONGEST, "aria-describedby": `${id}-about` });
    const why = make("p", { class: "cbc-field-why" });
    const about = make("div", { id: `${id}-about` }, hint ? make("p", { class: "cbc-hint" }, hint) : null, why);
    const name = make("label", { class: "cbc-field-title", for: id }, label);
    const element = make("div", { class: "cbc-field" }, name, input, about);
    const field = { element, input, why, name, place: "", save: (_text) => null, value: "" };
    input.addEventListener("input", () => typed(field));
    input.addEventListener("change", () => flush(field.place));
    return { element, input, setName: (text) => setText(name, text), show: (place, value, save) => show(field, place, value, save) };
  }

  function show(field, place, value, save) {
    if (field.place !== place) {
      flush(field.place);
      if (shown.get(field.place) === field) shown.delete(field.place);
    }
    Object.assign(field, { place, save, value });
    setOn(field.input, "data-place", place);
    shown.set(place, field);
    const draft = unsaved.get(place);
    const text = draft ? draft.text : value;
    if (field.input.value !== text) field.input.value = text;
    showWhy(field);
  }

  function showWhy(field) {
    const why = unsaved.get(field.place)?.why ?? "";
    setText(field.why, why);
    setOn(field.input, "aria-invalid", why ? "true" : null);
  }

  function typed(field) {
    unsaved.set(field.place, { text: field.input.value, why: "", entry: null });
    showWhy(field);
    clearTimeout(timers.get(field.place));
    timers.set(field.place, setTimeout(() => flush(field.place), PAUSE));
  }

  function flush(place) {
    clearTimeout(timers.get(place));
    const [draft, field] = [unsaved.get(place), shown.get(place)];
    if (!draft || draft.entry || draft.why || !field) return;
    if (draft.text === field.value) return unsaved.delete(place);
    draft.entry = field.save(draft.text);
  }

  function settled(entry, why) {
    for (const [place, draft] of unsaved) {
      if (!entry || draft.entry !== entry) continue;
      if (!why) unsaved.delete(place);
      else Object.assign(draft, { why, entry: null });
      const field = shown.get(place);
      if (field && why) {
        showWhy(field);
        announce(why);
      }
      return true;
    }
    return false;
  }

  store.subscribe(hearing({ page: ({ entry }) => settled(entry, "") }));

  return { make: makeField, flushAll: () => [...unsaved.keys()].forEach(flush), takeRefusal: settled };
}
