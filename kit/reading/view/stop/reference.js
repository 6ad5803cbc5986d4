// What can be looked up: pages that take the panel's place for a while. The codebook, who is who, and the account.
import { make, makeButton, makeQuoted } from "../../../ui/elements.js";
import { LABELS, NO_SOURCE } from "../../../ui/labels.js";

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {import("../../../ui/types").LessonAbout} given.lesson
 * @param {any} given.codebook its words
 */
export function createReference({ say, lesson, codebook }) {
  const heading = make("h2", { class: "cbc-reference-title", tabindex: "-1" });
  const body = make("div", { class: "cbc-reference-body" });
  const back = makeButton("close", say("back_to_claim"), { key: "Esc" });
  const element = make("section", { class: "cbc-reference", hidden: true, "aria-label": say("reference") }, make("div", { class: "cbc-row" }, heading, back), body);
  const pages = {
    codebook: () => codebookPage(codebook, lesson.codebook, say),
    who: () => whoPage(lesson, say),
  };
  let open = null;

  function show(name) {
    open = name;
    heading.textContent = say(`reference_${name}`);
    body.replaceChildren(...pages[name]());
    element.hidden = false;
    goToTop();
  }

  function goToTop() {
    if (!open) return;
    element.parentElement.scrollTop = 0;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }

  function close() {
    open = null;
    element.hidden = true;
  }

  // Drawn anew, but not under the reader's hands: the focus stays where it was, or else at least in here.
  function redraw(content) {
    const held = body.contains(document.activeElement) ? document.activeElement : null;
    body.replaceChildren(...content);
    if (!held) return;
    const again = held.isConnected ? held : [...body.querySelectorAll("[data-do]")].find((one) => one.isEqualNode(held));
    (again ?? heading).focus({ preventScroll: true });
  }

  // One more page; `draw` gives what it shows when somebody opens it.
  function addPage(name, draw) {
    pages[name] = draw;
  }

  return { element, addPage, show, goToTop, close, redraw, open: () => open };
}

function codebookPage(codebook, version, say) {
  const labels = [...LABELS, NO_SOURCE].map((label) => labelCard(label, codebook.labels[label], say));
  return [
    ...codebook.lead.map((text) => make("p", {}, text)),
    ...labels,
    make("h3", {}, codebook.rules_title),
    make("ol", { class: "cbc-rules" }, codebook.rules.map((rule) => make("li", {}, make("p", {}, rule.text), ...examplesOf(rule)))),
    make("h3", {}, codebook.ask_title),
    make("ul", {}, codebook.ask.map((text) => make("li", {}, text))),
    version ? make("p", { class: "cbc-hint" }, say("codebook_version", { version })) : "",
  ];
}

function labelCard(label, entry, say) {
  const name = make("span", { class: `cbc-piece is-sample is-marked is-${label}` }, say(`label_${label}`));
  return make("div", { class: "cbc-card" }, make("h3", {}, name), make("p", {}, entry.text), ...examplesOf(entry));
}

function examplesOf(entry) {
  return (entry.examples ?? []).map((example) => make("p", { class: "cbc-example" }, example));
}

function whoPage(lesson, say) {
  const inLesson = (tag, text) => make(tag, { lang: lesson.language, dir: "auto" }, text);
  const titled = (title, text) => (text ? [make("h3", {}, say(title)), inLesson("p", text)] : []);
  const people = (lesson.whos_who ?? []).flatMap(({ name, who }) => [makeQuoted("dt", lesson.language, {}, name), inLesson("dd", who)]);
  return [
    ...(lesson.date_line ? [inLesson("p", lesson.date_line)] : []),
    ...titled("notice_title", lesson.notice),
    ...titled("content_note_title", lesson.content_note),
    ...(people.length ? [make("h3", {}, say("who_title_list")), make("dl", { class: "cbc-people" }, people)] : []),
  ];
}
