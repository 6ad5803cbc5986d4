// What the class sees, large: the teacher's line, how far the class is, and what splits it. There is no code in it.
import { make, setText } from "../../../ui/elements.js";
import { createClaims } from "./claims.js";
import { createKeptList } from "./kept_list.js";

/**
 * @param {{ say: import("../../../ui/types").Say, nameOf: (answer: string) => string, language: string, fewest: number }} given
 * @returns {{ element: HTMLElement, fill: (page: any) => void }}
 */
export function createStage({ say, nameOf, language, fewest }) {
  const line = make("p", { class: "cbc-stage-line", dir: "auto" });
  const tooFew = make("p", { class: "cbc-stage-few" }, say("too_few", { fewest }));
  const bars = make("ol", { class: "cbc-stage-sections" });
  const showBars = createKeptList({ list: bars, key: ({ number }) => String(number), make: (section) => makeSection(say, section) });
  const sections = make("section", {}, make("h2", {}, say("sections")), bars);
  const claims = createClaims({ say, nameOf, language, none: say("class_no_splits"), heading: "h3" });
  const left = make("p", { class: "cbc-hint" }, say("class_left_out", { fewest }));
  const splits = make("section", {}, make("h2", {}, say("class_splits")), claims.element, left);
  const figures = make("div", { class: "cbc-stage-figures" }, sections, splits);
  const element = make("div", { class: "cbc-stage" }, line, figures, tooFew);

  function fill({ line: text, shows, class: ours }) {
    setText(line, text);
    line.hidden = !text;
    const wants = shows.sections || shows.splits;
    tooFew.hidden = !wants || ours.is_enough;
    sections.hidden = !shows.sections || !ours.is_enough;
    splits.hidden = !shows.splits || !ours.is_enough;
    showBars(ours.sections);
    claims.fill(ours.splits);
    left.hidden = !ours.splits.length;
  }
  return { element, fill };
}

function makeSection(say, { number, title }) {
  const share = make("strong", {});
  const bar = make("i", {});
  const element = make("li", {}, make("span", {}, say("section", { number, title })), make("span", { class: "is-bar", "aria-hidden": "true" }, bar), share);
  const fill = (section) => {
    setText(share, say("section_share", { n: Math.round(100 * section.share) }));
    bar.style.width = `${100 * section.share}%`;
  };
  return { element, fill };
}
