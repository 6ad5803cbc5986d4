// The bar over the text: what the patterns mean, how far the reader is, what comes next, what is saved.
import { LABELS, NO_SOURCE, minutesLeft, nextOpen, progressOf } from "./answers.js";
import { make, makeButton, setOff, setText } from "./elements.js";

const DESKS = [["codebook", "h"], ["who", "w"], ["computer", null]];

export function createBar(view) {
  const { say, page, session, claims } = view;
  const chosen = page.chosen && new Set(page.chosen);
  const outline = page.outline.filter((claim) => !chosen || chosen.has(claim.id));
  const here = make("p", { class: "cbc-progress" });
  const whole = make("span", {});
  const minutes = make("span", {});
  const next = makeButton("next-open", say("next_open"), { key: "n", look: "is-main" });
  const further = make("span", { class: "cbc-further" });
  const status = make("span", { class: "cbc-status", role: "status" });
  const desks = DESKS.map(([name, key]) => makeButton("open", say(`desk_${name}`), { key, value: name, look: "is-small" }));
  // The lead scrolls away with the text's beginning; the bar stays.
  const lead = make("div", { class: "cbc-row cbc-lead" }, make("p", { class: "cbc-counts" }, whole, minutes), make("div", { class: "cbc-row" }, desks));
  const element = make("div", { class: "cbc-row cbc-bar" }, legend(), here, status, further, next);

  function legend() {
    const sample = (look, name) => make("li", {}, make("span", { class: `cbc-piece is-sample ${look}` }, say(name)));
    const labels = [...LABELS, NO_SOURCE].map((label) => sample(`is-marked is-${label}`, `chip_${label}`));
    const kinds = [sample("is-open is-core is-head", "legend_core"), sample("is-open", "legend_optional")];
    return make("ul", { class: "cbc-legend", "aria-label": say("legend") }, labels, kinds);
  }

  function refresh(current) {
    const number = sectionOf(current);
    const inSection = outline.filter((claim) => claim.section === number);
    setText(here, say("progress_section", { number, ...counts(inSection) }));
    setText(whole, say(chosen ? "progress_chosen" : "progress_article", counts(outline)));
    setText(minutes, minutesText(inSection));
    showNext(current);
  }

  function sectionOf(current) {
    const number = current?.paragraph ?? page.shown[0];
    return page.paragraphs.find((paragraph) => paragraph.number === number)?.section ?? null;
  }

  function counts(of) {
    const { core, optional } = progressOf(of, session.isMarked);
    return { core_done: core.done, core: core.all, optional_done: optional.done, optional: optional.all };
  }

  function minutesText(of) {
    const core = minutesLeft(of.filter((claim) => claim.core), session.isMarked);
    const optional = minutesLeft(of.filter((claim) => !claim.core), session.isMarked);
    if (core) return say("minutes_core", { n: core });
    return optional ? say("minutes_optional", { n: optional }) : say("minutes_none");
  }

  function showNext(current) {
    const found = findNext(current);
    setOff(next, !found?.claim);
    setText(further, found?.claim ? "" : found ? say("next_further", { n: found.paragraph }) : say("next_none"));
  }

  function findNext(current) {
    return nextOpen({ claims, shown: page.shown, outline, current: current?.id ?? null, isMarked: session.isMarked });
  }

  function showStatus(text, isBusy = false) {
    status.classList.toggle("is-busy", isBusy);
    setText(status, text);
  }

  return { element, lead, findNext, refresh, showStatus };
}
