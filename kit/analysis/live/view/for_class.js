// What the teacher lets the class see: a line in the teacher's own words, and figures in which nobody can be recognised.
import { make, makeButton, setText } from "../../../ui/elements.js";

const SHOWS = ["sections", "splits"];

/**
 * @param {{ say: import("../../../ui/types").Say, lines: string[], prefix: string, windowAddress: string }} given
 * @returns {{ element: HTMLElement, fill: (page: any) => void, line: () => string, choose: (place: number) => void }}
 */
export function createForClass({ say, lines, prefix, windowAddress }) {
  const line = make("input", { class: "cbc-input", type: "text", id: `${prefix}-line`, maxlength: "300", "data-enter": "show", autocomplete: "off" });
  const options = lines.map((text, place) => make("option", { value: place }, text));
  const choice = make("select", { class: "cbc-input", "data-change": "choose-line", "aria-label": say("choose_line") }, make("option", { value: "" }, say("choose_line")), options);
  const shown = make("p", { class: "cbc-hint cbc-live-shown" });
  const boxes = new Map(SHOWS.map((name) => [name, make("input", { type: "checkbox", "data-change": "shows", "data-value": name })]));
  const checks = SHOWS.map((name) => make("label", { class: "cbc-live-check" }, boxes.get(name), say(`shows_${name}`)));
  const away = makeButton("take-away", say("take_away"));
  const link = windowAddress ? make("a", { href: windowAddress, target: "_blank", rel: "noopener" }, say("window")) : null;
  const element = make(
    "section",
    { class: "cbc-live-class", "aria-label": say("for_class") },
    make("div", { class: "cbc-live-line" }, make("label", { class: "cbc-live-label", for: line.id }, say("line")), line, makeButton("show", say("show"), { look: "is-main" }), away, choice),
    make("div", { class: "cbc-row" }, shown, checks, makeButton("project", say("project"), { look: "is-small" }), link),
  );

  function fill(page) {
    setText(shown, page.line ? say("shown_now", { line: page.line }) : say("shown_nothing"));
    for (const [name, box] of boxes) box.checked = page.shows[name];
  }

  // What is chosen can still be altered: it becomes the teacher's own words.
  function choose(place) {
    if (lines[place] === undefined) return;
    line.value = lines[place];
    choice.value = "";
    line.focus();
  }

  return { element, fill, line: () => line.value, choose };
}
