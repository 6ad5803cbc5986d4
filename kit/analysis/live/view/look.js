// Whom to have a look at: who has been quiet for long, or is very fast; and how that is known.
import { make, setText } from "../../../ui/elements.js";
import { createKeptList } from "./kept_list.js";

/**
 * @param {import("../../../ui/types").Say} say
 * @param {any} bounds `minutes`, `marks`, `seconds`, `hours`: what the signs rest on
 * @returns {{ element: HTMLElement, fill: (page: any) => void }}
 */
export function createLook(say, bounds) {
  const list = make("ul", { class: "cbc-live-look-list" });
  const none = make("p", { class: "cbc-hint" }, say("look_none"));
  const box = make("div", { class: "cbc-live-look-box", tabindex: "0", role: "group", "aria-label": say("look") }, list, none);
  const reasons = ["known_quiet", "known_fast", "known_away", "known_ask"].map((key) => make("p", {}, say(key, bounds)));
  const known = make("details", { class: "cbc-live-known" }, make("summary", {}, say("known")), make("div", {}, reasons));
  const element = make("section", { class: "cbc-live-look" }, make("h3", { class: "cbc-live-title" }, say("look")), box, known);
  const show = createKeptList({ list, key: ({ reader }) => reader, make: () => makeItem(say, bounds) });

  function fill({ readers }) {
    const found = readers.filter(({ state, fast }) => state === "quiet" || (fast !== null && state !== "away"));
    show(found.sort((one, other) => waits(other) - waits(one)));
    none.hidden = found.length > 0;
  }
  return { element, fill };
}

// Few are very fast, and they are soon done: they stand first; then come those who have been quiet for longest.
const waits = ({ state, minutes, fast }) => (fast === null ? 0 : 10_000) + (state === "quiet" ? minutes : 0);

function makeItem(say, { marks }) {
  const [who, why] = [make("strong", {}), make("span", {})];
  const fill = ({ reader, seat, state, paragraph, minutes, fast }) => {
    const told = [];
    if (state === "quiet") told.push(say(paragraph ? "look_quiet" : "look_quiet_nowhere", { n: minutes, paragraph }));
    if (fast !== null) told.push(say("look_fast", { marks, n: fast }));
    setText(who, seat || reader);
    setText(why, told.join("; "));
  };
  return { element: make("li", {}, who, " ", why), fill };
}
