// "This computer": whose answers these are, where they are kept, handing in, another reader, clearing.
import { make, makeButton, setOn, setText } from "./elements.js";

const FILE_KEPT = 60000; // ms that a download may take to start

// Where the panel says what a message came to, until the reader is another one: beside the button that sent it.
const PLACES = { hand_in: "hand-in", switch: "switch", clear: "clear" };
const LONGEST_CODE = 60;

export function createComputer(view) {
  const { say, model, outbox } = view;
  let isAsking = false;
  let told = { text: "", at: "top" }; // what the last thing done here came to
  let asked = null; // the change of reader that is under way
  const note = make("p", { class: "cbc-told", id: `${view.prefix}-told` });
  const code = make("input", { type: "text", id: `${view.prefix}-code`, class: "cbc-input", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: LONGEST_CODE });

  function draw() {
    const about = model.get("about") ?? {};
    return [
      ...toldAt("top"),
      make("p", {}, say("you_are"), " ", make("strong", { class: "cbc-code" }, view.reader)),
      make("p", { class: "cbc-hint" }, say("why_code")),
      ...notes(about),
      make("h3", {}, say("hand_in_title")), ...handIn(), ...toldAt("hand-in"),
      make("h3", {}, say("switch_title")), ...otherReader(),
      make("h3", {}, say("clear_title")), ...clearing(), ...toldAt("clear"),
      make("h3", {}, say("where_title")), make("p", { class: "cbc-path" }, about.journal ?? ""),
    ];
  }

  function toldAt(place) {
    return told.text && told.at === place ? [note] : [];
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
    return [make("p", {}, say("switch_text")), label, code, ...toldAt("switch"), buttons];
  }

  function clearing() {
    if (!isAsking) return [makeButton("clear", say("clear"))];
    const buttons = [makeButton("hand-in", say("hand_in_first"), { look: "is-main" }), makeButton("clear-yes", say("clear_yes"), { look: "is-danger" }), makeButton("clear-no", say("clear_no"))];
    return [make("div", { class: "cbc-card is-danger" }, make("p", {}, say("clear_sure", { reader: view.reader })), make("div", { class: "cbc-row" }, buttons))];
  }

  function ask(asks) {
    isAsking = asks;
    view.desk.refresh();
    view.desk.element.querySelector(asks ? "[data-do=clear-no]" : "[data-do=clear]")?.focus();
  }

  function tell(text, at) {
    told = { text, at };
    setText(note, text);
    setOn(code, "aria-invalid", null);
    setOn(code, "aria-describedby", at === "switch" ? note.id : null);
    view.desk.refresh();
    view.announce(text);
  }

  // Whatever is typed but not saved yet goes first: a file without it would surprise the teacher.
  function send(kind, more = {}) {
    view.panel.form.flush();
    const at = isAsking ? "clear" : PLACES[kind];
    if (kind !== "hand_in") {
      isAsking = false;
      asked = { kind, typed: Boolean(more.reader) };
    }
    tell(say("waiting"), at);
    outbox.post({ kind, id: view.newId(), ...more });
  }

  // What was meant by blanks and capitals is for Python to see.
  function switchTo() {
    const typed = code.value.trim();
    if (typed) send("switch", { reader: typed });
    else tellCodeFault(say("switch_empty"));
  }

  // The outbox's word on a message that is no answer: only failures are told here.
  function hear({ state, why, said, message }) {
    if (state !== "failed" && state !== "refused") return;
    if (message.kind !== "hand_in") asked = null;
    if (state === "refused" && message.kind === "switch") tellCodeFault(said);
    else tell(state === "failed" ? say(`why_${why}`) : said, told.at);
    note.scrollIntoView({ block: "nearest" });
  }

  function tellCodeFault(text) {
    tell(text, "switch");
    setOn(code, "aria-invalid", "true");
    if (view.desk.open() === "computer") code.focus();
  }

  function offerFile({ name, text }) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    const link = make("a", { href: address, download: name, hidden: true });
    view.root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), FILE_KEPT);
    tell(say("file_given", { name }), told.at);
    note.scrollIntoView({ block: "nearest" });
  }

  function readerChanged(reader) {
    if (asked?.kind === "clear") return; // Python says what came of it
    const done = asked;
    asked = null;
    if (done && !isNewCode(done)) code.value = "";
    const parts = [say("reader_now", { reader }), ...(done && isNewCode(done) ? [say("code_is_new")] : [])];
    tell(parts.join(" "), "top");
    if (done) showTop();
  }

  // Whoever asked for it finds it said at the top, where the new name stands.
  function showTop() {
    view.desk.goToTop();
    note.scrollIntoView({ block: "nearest" });
  }

  function tellCleared(before, copies) {
    if (asked?.kind !== "clear") return;
    asked = null;
    const left = copies.length ? [say("copies_left"), ...copies, say("copies_how")] : [say("copies_none")];
    tell([say("cleared", { before, reader: view.reader }), ...left].join("\n"), "top");
    showTop();
  }

  const isNewCode = (done) => done.typed && model.get("about")?.is_new;

  // Opened anew, the panel has nothing to tell of the last time.
  function open() {
    isAsking = false;
    told = { text: "", at: "top" };
    return draw();
  }

  return { draw, open, ask, send, switchTo, hear, offerFile, readerChanged, tellCleared };
}
