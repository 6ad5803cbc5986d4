// The page of the text: headings and paragraphs to be mended, parted and joined. Claims stay at their words.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton } from "../../../ui/elements.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 */
export function createTextPage({ say, store, atHand, fields }) {
  const body = make("div", { class: "cbc-more-fields" });
  const element = make("div", {}, make("p", { class: "cbc-hint" }, say("text_hint")), body);
  let drawn = "";
  let shows = [];

  const sectionAt = (number) => store.page().lesson.sections.find((one) => one.number === number);
  const paragraphAt = (number) => store.page().paragraphs.find((one) => one.number === number);

  // Made anew where there are other paragraphs; else every field shows what is written now.
  function refresh() {
    if (atHand.page() !== "text") return;
    const { lesson, paragraphs } = store.page();
    const shape = JSON.stringify(lesson.sections.map(({ first, last }) => [first, last]));
    if (shape !== drawn) {
      const at = /** @type {HTMLElement | null} */ (document.activeElement);
      const focused = body.contains(at) ? at.dataset.place : null;
      drawn = shape;
      shows = [];
      body.replaceChildren(...lesson.sections.map((section) => drawSection(section, paragraphs)));
      for (const show of shows) show();
      if (focused) body.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
    } else for (const show of shows) show();
  }

  function drawSection({ number, first, last }, paragraphs) {
    const heading = fieldFor({ label: say("heading", { n: number }) }, `heading ${number}`, () => sectionAt(number).title, (text) => store.step("heading", { section: number, text }));
    const inside = paragraphs.filter((one) => one.number >= first && one.number <= last);
    return make("section", { class: "cbc-more-fields" }, heading, inside.map((one) => drawParagraph(one, last)));
  }

  function drawParagraph({ number, text, is_caption }, last) {
    const looks = { label: say(is_caption ? "paragraph_caption" : "paragraph", { n: number }), rows: Math.min(Math.max(Math.ceil(text.length / 45), 2), 9), longest: 20000 };
    const field = fieldFor(looks, `paragraph ${number}`, () => paragraphAt(number).text, (written) => store.step("paragraph", { paragraph: number, text: written }));
    const button = (name) => makeButton(name, say(name.replace("-", "_")), { look: "is-small is-quiet", value: String(number) });
    const ways = is_caption ? [] : [button("part-paragraph"), number < last && !paragraphAt(number + 1).is_caption ? button("join-paragraphs") : null];
    return make("div", {}, field, make("div", { class: "cbc-row" }, ways));
  }

  function fieldFor(looks, place, value, save) {
    const field = fields.make(looks);
    shows.push(() => field.show(place, value(), save));
    return field.element;
  }

  // Where the cursor stands, in code points as Python counts; blanks that were typed are single ones in the lesson.
  function cursorIn(number) {
    const input = /** @type {HTMLTextAreaElement} */ (body.querySelector(`[data-place="paragraph ${number}"]`));
    return [...input.value.slice(0, input.selectionStart).replace(/\s+/g, " ").trimStart()].length;
  }

  store.subscribe(hearing({ page: refresh }));
  atHand.subscribe(hearing({ page: refresh }));
  return { element, focus: () => /** @type {HTMLElement | null} */ (body.querySelector("[data-place]"))?.focus(), cursorIn };
}
