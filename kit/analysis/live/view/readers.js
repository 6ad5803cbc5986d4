// Reader by reader, each in a place of their own: the seat or the code, how far, at which paragraph, and what they are at.
import { make, setOn, setText } from "../../../ui/elements.js";
import { createKeptList } from "./kept_list.js";

/** @param {import("../../../ui/types").Say} say @returns {{ element: HTMLElement, fill: (page: any) => void }} */
export function createReaders(say) {
  const list = make("ul", { class: "cbc-live-readers" });
  const nobody = make("p", { class: "cbc-hint" }, say("nobody"));
  const element = make("section", { class: "cbc-live-all" }, make("h3", { class: "cbc-live-title" }, say("readers")), nobody, list);
  const show = createKeptList({ list, key: ({ reader }) => reader, make: () => makeReader(say) });

  function fill({ readers }) {
    show(readers);
    nobody.hidden = readers.length > 0;
  }
  return { element, fill };
}

function makeReader(say) {
  const parts = Object.fromEntries(["who", "state", "far"].map((name) => [name, make("span", { class: `is-${name}` })]));
  const bar = make("i", {});
  const element = make("li", {}, Object.values(parts), make("span", { class: "is-bar", "aria-hidden": "true" }, bar));
  const fill = (reader) => {
    const { seat, paragraph, done, of, more, state, fast, minutes } = reader;
    setText(parts.who, seat || reader.reader);
    setText(parts.far, say(paragraph ? "at_progress" : "progress", { paragraph, done, of }));
    setOn(parts.far, "title", more ? say("more", { done, of, n: more }) : null);
    const told = [state === "reading" && fast !== null ? "" : say(`state_${state}`, { n: minutes }), fast === null ? "" : say("state_fast")];
    setText(parts.state, told.filter(Boolean).join(", "));
    setOn(element, "class", `is-${state}${fast === null ? "" : " is-fast"}`);
    setOn(element, "title", seat ? reader.reader : null);
    bar.style.width = `${of ? (100 * done) / of : 0}%`;
  };
  return { element, fill };
}
