// "This computer": whose answers these are, where they are kept, handing in, another reader, clearing.
import { make, makeButton } from "./elements.js";

const FILE_KEPT = 60000; // ms that a download may take to start

export function createComputer(view) {
  const { say, model, outbox } = view;
  let isAsking = false;
  let told = ""; // what the last thing done here came to
  const code = make("input", { type: "text", id: `${view.prefix}-code`, class: "cbc-input", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });

  function draw() {
    const about = model.get("about") ?? {};
    return [
      make("p", {}, say("you_are"), " ", make("strong", { class: "cbc-code" }, model.get("reader"))),
      make("p", { class: "cbc-hint" }, say("why_code")),
      make("p", { role: "status", class: "cbc-told" }, told),
      ...notes(about),
      make("h3", {}, say("hand_in_title")), ...handIn(),
      make("h3", {}, say("switch_title")), ...otherReader(),
      make("h3", {}, say("clear_title")), ...clearing(),
      make("h3", {}, say("where_title")), make("p", { class: "cbc-path" }, about.journal ?? ""),
    ];
  }

  function notes(about) {
    const lines = [["other_editions", about.other_editions], ["unreadable", about.unreadable], ["unsent", outbox.unsaved().length]];
    return lines.filter(([, n]) => n > 0).map(([key, n]) => make("p", { class: "cbc-note" }, say(key, { n })));
  }

  function handIn() {
    return [make("p", {}, say("hand_in_text")), makeButton("hand-in", say("hand_in"), { look: "is-main" })];
  }

  function otherReader() {
    const label = make("label", { for: code.id }, say("switch_label"));
    const buttons = make("div", { class: "cbc-row" }, makeButton("switch", say("switch")), makeButton("new-reader", say("new_reader")));
    return [make("p", {}, say("switch_text")), label, code, buttons];
  }

  function clearing() {
    if (!isAsking) return [makeButton("clear", say("clear"))];
    const buttons = [makeButton("hand-in", say("hand_in_first"), { look: "is-main" }), makeButton("clear-yes", say("clear_yes"), { look: "is-danger" }), makeButton("clear-no", say("clear_no"))];
    return [make("div", { class: "cbc-card is-danger" }, make("p", {}, say("clear_sure", { reader: model.get("reader") })), make("div", { class: "cbc-row" }, buttons))];
  }

  function ask(asks) {
    isAsking = asks;
    view.desk.refresh();
    view.desk.element.querySelector(asks ? "[data-do=clear-no]" : "[data-do=clear]")?.focus();
  }

  function tell(text) {
    told = text;
    view.desk.refresh();
    view.announce(text);
  }

  // Whatever is typed but not saved yet goes first: a file without it would surprise the teacher.
  function send(kind, more = {}) {
    view.panel.form.flush();
    isAsking = false;
    tell(say("waiting"));
    outbox.post({ kind, id: view.newId(), ...more });
  }

  function switchTo() {
    const typed = code.value.trim().toLowerCase();
    if (typed) send("switch", { reader: typed });
    else tell(say("switch_empty"));
  }

  // The outbox's word on a message that is no answer: only failures are told here.
  function hear(entry) {
    if (entry.state === "failed") tell(say(`why_${entry.why}`));
    if (entry.state === "refused") tell(say("why_refused", { why: entry.said }));
  }

  function offerFile({ name, text }) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    const link = make("a", { href: address, download: name, hidden: true });
    view.root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), FILE_KEPT);
    tell(say("file_given", { name }));
  }

  function readerChanged(reader) {
    tell(say("reader_now", { reader }));
  }

  return { draw, ask, send, switchTo, hear, offerFile, readerChanged };
}
