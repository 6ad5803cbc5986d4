// What a glance takes in: how many are reading, quiet, very fast, finished; and in which part of the text they are.
import { make, setOn, setText } from "../../../ui/elements.js";
import { createKeptList } from "./kept_list.js";

const NUMBERS = ["reading", "quiet", "fast", "finished", "away"];
const FOR_A_LOOK = new Set(["quiet", "fast"]);

/** @param {import("../../../ui/types").Say} say @returns {{ element: HTMLElement, fill: (page: any) => void }} */
export function createGlance(say) {
  const numbers = new Map(NUMBERS.map((name) => [name, make("strong", {}, "0")]));
  const items = NUMBERS.map((name) => make("li", { "data-number": name }, numbers.get(name), make("span", {}, say(name))));
  const places = make("ol", { class: "cbc-live-places" });
  const showPlaces = createKeptList({ list: places, key: ({ number }) => String(number), make: (place) => makePlace(say, place) });
  const element = make(
    "section",
    { class: "cbc-live-glance", "aria-label": say("glance") },
    make("ul", { class: "cbc-live-numbers" }, items),
    make("h3", { class: "cbc-live-title" }, say("where")),
    places,
  );

  function fill({ summary, sections }) {
    for (const item of items) {
      const name = item.dataset.number;
      setText(numbers.get(name), String(summary[name]));
      setOn(item, "class", FOR_A_LOOK.has(name) && summary[name] ? "is-for-a-look" : null);
    }
    const most = Math.max(...sections.map(({ readers }) => readers), 1);
    showPlaces(sections.map((section) => ({ ...section, most })));
  }
  return { element, fill };
}

function makePlace(say, { number, title }) {
  const count = make("strong", {});
  const bar = make("i", { "aria-hidden": "true" });
  const element = make("li", { title: say("section", { number, title }) }, count, make("span", {}, say("section", { number, title })), bar);
  const fill = ({ readers, most }) => {
    setText(count, String(readers));
    bar.style.width = `${(100 * readers) / most}%`;
  };
  return { element, fill };
}
