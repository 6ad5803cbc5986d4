// The bar over the text: what the patterns mean, how far the reader is, what comes next, what is saved.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setText } from "../../../ui/elements.js";
import { LABELS, NO_SOURCE } from "../../../ui/labels.js";
import { minutesLeft, nextOpen, progressOf } from "../store/answers.js";

const REFERENCE = [["codebook", "h"], ["who", "w"], ["account", null]];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {import("../../../ui/types").Page} given.page
 * @param {import("../../../ui/types").Claim[]} given.claims those that can be marked here
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 */
export function createBar({ say, page, claims, store, situation }) {
  const chosen = page.chosen && new Set(page.chosen);
  const outline = page.outline.filter((claim) => !chosen || chosen.has(claim.id));
  const here = make("p", { class: "cbc-progress" });
  const whole = make("span", {});
  const minutes = make("span", {});
  const next = makeButton("next-open", say("next_open"), { key: "n", look: "is-main" });
  const further = make("span", { class: "cbc-further" });
  const status = make("span", { class: "cbc-status", role: "status" });
  const references = REFERENCE.map(([name, key]) => makeButton("open", say(`reference_${name}`), { key, value: name, look: "is-small" }));
  // The lead scrolls away with the text's beginning; the bar stays.
  const lead = make("div", { class: "cbc-row cbc-lead" }, make("p", { class: "cbc-counts" }, whole, minutes), make("div", { class: "cbc-row" }, references));
  const element = make("div", { class: "cbc-row cbc-bar" }, legend(), here, status, further, next);

  function legend() {
    const sample = (look, name) => make("li", {}, make("span", { class: `cbc-piece is-sample ${look}` }, say(name)));
    const labels = [...LABELS, NO_SOURCE].map((label) => sample(`is-marked is-${label}`, `chip_${label}`));
    const kinds = [sample("is-open is-core is-head", "legend_core"), sample("is-open", "legend_optional")];
    return make("ul", { class: "cbc-legend", "aria-label": say("legend") }, labels, kinds);
  }

  function refresh() {
    const current = situation.claim();
    const number = sectionOf(current);
    const inSection = outline.filter((claim) => claim.section === number);
    setText(here, say("progress_section", { number, ...counts(inSection) }));
    setText(whole, say(chosen ? "progress_chosen" : "progress_article", counts(outline)));
    setText(minutes, minutesText(inSection));
    showNext();
  }

  function sectionOf(current) {
    const number = current?.paragraph ?? page.shown[0];
    return page.paragraphs.find((paragraph) => paragraph.number === number)?.section ?? null;
  }

  function counts(of) {
    const { core, optional } = progressOf(of, store.isMarked);
    return { core_done: core.done, core: core.all, optional_done: optional.done, optional: optional.all };
  }

  function minutesText(of) {
    const core = minutesLeft(of.filter((claim) => claim.core), store.isMarked);
    const optional = minutesLeft(of.filter((claim) => !claim.core), store.isMarked);
    if (core) return say("minutes_core", { n: core });
    return optional ? say("minutes_optional", { n: optional }) : say("minutes_none");
  }

  function showNext() {
    const found = findNext();
    setOff(next, !found?.claim);
    setText(further, found?.claim ? "" : found ? say("next_further", { n: found.paragraph }) : say("next_none"));
  }

  function findNext() {
    return nextOpen({ claims, shown: page.shown, outline, current: situation.claim()?.id ?? null, isMarked: store.isMarked });
  }

  function showStatus(text, isBusy = false) {
    status.classList.toggle("is-busy", isBusy);
    setText(status, text);
  }

  function showSaving({ entry }) {
    if (store.unsaved().length) showStatus("");
    else if (store.isSending()) showStatus(say("saving"), true);
    else showStatus(entry.state === "saved" ? say("saved", { time: timeNow() }) : "");
  }

  function showReader({ reader, isOther, asked, waiting }) {
    const isTold = isOther && !asked.length; // whoever asked for it is told where they asked
    showStatus(isTold ? say(waiting ? "reader_left" : "reader_now", { reader, n: waiting }) : "");
  }

  store.subscribe(hearing({ answer: refresh, everything: refresh, saving: showSaving, reader: showReader, gone: ({ n }) => showStatus(say("gone", { n })) }));
  situation.subscribe(hearing({ claim: refresh }));

  return { element, lead, findNext };
}

function timeNow() {
  return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(new Date());
}
