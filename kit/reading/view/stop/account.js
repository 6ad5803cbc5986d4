// The account: whose answers these are, where they are kept, handing in, another reader, clearing.
import { hearing } from "../../../ui/changes.js";
import { giveFile } from "../../../ui/download.js";
import { make, makeButton, setOn, setText } from "../../../ui/elements.js";

// Where the panel says what a message came to, until the reader is another one: beside the button that sent it.
const TOLD_AT = { hand_in: "hand-in", switch: "switch", clear: "clear" };
const LONGEST_CODE = 60;

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {() => void} given.flush hands over what is typed and not sent yet
 * @param {(text: string) => void} given.announce
 * @param {string} given.prefix begins every id of this view
 * @param {ReturnType<typeof import("./reference.js").createReference>} given.reference where the account is shown
 */
export function createAccount({ say, store, flush, announce, prefix, reference }) {
  let isAsking = false;
  let told = { text: "", at: "top" }; // what the last thing done here came to
  let asked = null; // the change of reader that is under way
  const note = make("p", { class: "cbc-told", id: `${prefix}-told` });
  const code = make("input", { type: "text", id: `${prefix}-code`, class: "cbc-input", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: LONGEST_CODE });

  function draw() {
    const about = store.about();
    return [
      ...toldAt("top"),
      make("p", {}, say("you_are"), " ", make("strong", { class: "cbc-code" }, store.reader())),
      make("p", { class: "cbc-hint" }, say("why_code")),
      ...notes(about),
      make("h3", {}, say("hand_in_title")), ...handIn(), ...toldAt("hand-in"),
      make("h3", {}, say("switch_title")), ...otherReader(),
      make("h3", {}, say("clear_title")), ...clearing(), ...toldAt("clear"),
      make("h3", {}, say("where_title")), make("p", { class: "cbc-path" }, about.journal ?? ""),
    ];
  }

  function toldAt(part) {
    return told.text && told.at === part ? [note] : [];
  }

  function notes(about) {
    const lines = [["other_editions", about.other_editions], ["unreadable", about.unreadable], ["unsent", store.unsaved().length]];
    return lines.filter(([, n]) => n > 0).map(([key, n]) => make("p", { class: "cbc-note" }, say(key, { n })));
  }

  function handIn() {
    const isShared = store.about().is_shared; // as on a hub: the teacher has it already
    return [make("p", {}, say(isShared ? "hand_in_shared" : "hand_in_text")), makeButton("hand-in", say("hand_in"), { look: isShared ? "" : "is-main" })];
  }

  function otherReader() {
    const label = make("label", { for: code.id }, say("switch_label"));
    const buttons = make("div", { class: "cbc-row" }, makeButton("switch", say("switch")), makeButton("new-reader", say("new_reader")));
    return [make("p", {}, say("switch_text")), label, code, ...toldAt("switch"), buttons];
  }

  function clearing() {
    if (!isAsking) return [makeButton("clear", say("clear"))];
    const buttons = [makeButton("hand-in", say("hand_in_first"), { look: "is-main" }), makeButton("clear-yes", say("clear_yes"), { look: "is-danger" }), makeButton("clear-no", say("clear_no"))];
    return [make("div", { class: "cbc-card is-danger" }, make("p", {}, say("clear_sure", { reader: store.reader() })), make("div", { class: "cbc-row" }, buttons))];
  }

  function ask(asks) {
    isAsking = asks;
    refresh();
    reference.element.querySelector(asks ? "[data-do=clear-no]" : "[data-do=clear]")?.focus();
  }

  function tell(text, at) {
    told = { text, at };
    setText(note, text);
    setOn(code, "aria-invalid", null);
    setOn(code, "aria-describedby", at === "switch" ? note.id : null);
    refresh();
    announce(text);
  }

  // Whatever is typed but not saved yet goes first: a file without it would surprise the teacher.
  function send(kind, more = {}) {
    flush();
    const at = isAsking ? "clear" : TOLD_AT[kind];
    if (kind !== "hand_in") {
      isAsking = false;
      asked = { kind, typed: Boolean(more.reader) };
    }
    tell(say("waiting"), at);
    store.request(kind, more);
  }

  // What was meant by blanks and capitals is for Python to see.
  function switchTo() {
    const typed = code.value.trim();
    if (typed) send("switch", { reader: typed });
    else tellCodeFault(say("switch_empty"));
  }

  // The outbox's word on a message that is no answer: only failures are told here.
  function hear({ entry: { state, why, said, message } }) {
    if (state !== "failed" && state !== "refused") return;
    if (message.kind !== "hand_in") asked = null;
    if (state === "refused" && message.kind === "switch") tellCodeFault(said);
    else tell(state === "failed" ? say(`why_${why}`) : said, told.at);
    note.scrollIntoView({ block: "nearest" });
  }

  function tellCodeFault(text) {
    tell(text, "switch");
    setOn(code, "aria-invalid", "true");
    if (reference.open() === "account") code.focus();
  }

  // A file that another view of this model asked for is theirs to offer.
  function offerFile({ isOurs, name, text }) {
    if (!isOurs) return;
    giveFile({ within: reference.element, name, data: new Blob([text], { type: "application/x-ndjson" }) });
    tell(say("file_given", { name }), told.at);
    note.scrollIntoView({ block: "nearest" });
  }

  function readerChanged({ reader }) {
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
    reference.goToTop();
    note.scrollIntoView({ block: "nearest" });
  }

  function tellCleared({ reader: before, copies }) {
    if (asked?.kind !== "clear") return;
    asked = null;
    const left = copies.length ? [say("copies_left"), ...copies, say("copies_how")] : [say("copies_none")];
    tell([say("cleared", { before, reader: store.reader() }), ...left].join("\n"), "top");
    showTop();
  }

  const isNewCode = (done) => done.typed && store.about().is_new;

  // Opened anew, the panel has nothing to tell of the last time.
  function open() {
    isAsking = false;
    told = { text: "", at: "top" };
    return draw();
  }

  function refresh() {
    if (reference.open() === "account") reference.redraw(draw());
  }

  store.subscribe(hearing({ about: refresh, everything: refresh, request: hear, file: offerFile, reader: readerChanged, cleared: tellCleared }));

  reference.addPage("account", open);

  return {
    actions: {
      "hand-in": () => send("hand_in"),
      switch: switchTo,
      "new-reader": () => send("switch", { reader: null }),
      clear: () => ask(true),
      "clear-no": () => ask(false),
      "clear-yes": () => send("clear"),
    },
  };
}
