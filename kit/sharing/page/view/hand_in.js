// Handing in, and all else that a reader can do with the answers: the account of the widgets, and besides it copying them
// as a text, loading an earlier download, and a table.
import { giveFile } from "../../../ui/download.js";
import { make, makeButton, setOn, setText } from "../../../ui/elements.js";
import { createLive } from "../../../ui/live.js";
import { watchPresses } from "../../../ui/presses.js";
import { createSay } from "../../../ui/say.js";
import { hearing } from "../../../ui/changes.js";
import { createAlert } from "../../../reading/view/alert.js";
import { createStore, prepareModel } from "../../../reading/view/store/store.js";
import { createAccount } from "../../../reading/view/stop/account.js";
import { createAnswering } from "./answering.js";
import { copiedText } from "./copied_text.js";
import { load, readFile } from "./journal/load.js";
import { createJournal } from "./journal/journal.js";
import { rowsOf, tableFile } from "./table_file.js";

const LARGEST_FILE = 16 * 2 ** 20;
const LONG_TEXT = 30000; // a cell of a spreadsheet takes 32,767 letters

/**
 * @param {object} given
 * @param {any} given.data
 * @param {Record<string, any>} given.words
 * @param {import("../../../ui/types").Say} given.say
 * @param {any} given.readers
 * @param {ReturnType<typeof import("./lessons.js").createLessons>} given.lessons
 * @param {string} given.lesson
 * @param {() => void} given.downloaded hears that the file was handed to the reader
 */
export function createHandIn({ data, words, say, readers, lessons, lesson, downloaded }) {
  const [copying, loading, table] = ["copy", "load", "table"].map((name) => createSection(say, name));
  const nameOf = (labels) => data.answers.find(({ key }) => key === labels.join(" ")).name;
  let root = null;

  async function copy() {
    const file = lessons.file();
    if (!file) return copying.tell(say("nothing_yet"), { isFault: true });
    if (!globalThis.CompressionStream) return copying.tell(say("copy_old"), { isFault: true });
    const text = await copiedText(readers.reader(), file.text);
    const field = make("textarea", { class: "copied", readonly: true, "aria-label": say("copy_label") });
    field.value = text;
    const told = { n: text.length, reader: readers.reader() };
    const isCopied = await put(text);
    copying.tell(isCopied ? say(text.length > LONG_TEXT ? "copied_long" : "copied", told) : say("copy_by_hand"), { more: field });
    if (isCopied) return downloaded();
    field.focus();
    field.select();
  }

  async function loadFrom(file) {
    if (file.size > LARGEST_FILE) return loading.tell(say("load_large", { name: file.name }), { isFault: true });
    const { byReader, broken } = readFile(await file.text());
    if (!byReader.size) return loading.tell(say("load_none", { name: file.name }), { isFault: true });
    const before = readers.reader();
    const parts = [];
    try {
      for (const [reader, read] of byReader) parts.push(await loadOf(reader, read));
      if (!byReader.has(before)) await readers.switchTo([...byReader.keys()][0]);
    } catch (error) {
      return loading.tell(say(error?.name === "QuotaExceededError" ? "refused_full" : "refused_other", { detail: error?.name ?? "" }), { isFault: true });
    }
    readers.written();
    if (!byReader.has(before)) parts.push(say("loaded_other", { reader: readers.reader() }));
    if (broken) parts.push(say("loaded_broken", { n: broken }));
    loading.tell(parts.join(" "));
  }

  async function loadOf(reader, read) {
    const journal = reader === readers.reader() ? readers.journal() : createJournal({ storage: readers.storage, reader, newId: readers.newId });
    await journal.refresh();
    const n = await load(journal, read);
    return n ? say("loaded", { n, reader }) : say("loaded_known");
  }

  function download() {
    const rows = data.lessons.flatMap(({ page }) => rowsOf(lessons.sessionOf(page.lesson.id), nameOf));
    if (!rows.length) return table.tell(say("nothing_yet"), { isFault: true });
    const name = `${readers.reader()}.csv`;
    giveFile({ within: root, name, data: new Blob([tableFile(rows, data.formulas)], { type: "text/csv" }) });
    table.tell(say("table_given", { name }));
  }

  function begin(place) {
    root = place.querySelector("[data-hand-in]");
    if (root.childElementCount) return;
    const account = createAccountHere({ words, say, readers, lessons, lesson, downloaded });
    const file = make("input", { type: "file", class: "file", "aria-label": say("load"), tabindex: "-1", accept: ".jsonl,.ndjson,.json,.txt" });
    file.addEventListener("change", () => {
      if (file.files.length) loadFrom(file.files[0]);
      file.value = ""; // the same file again is a change, too
    });
    loading.element.append(file);
    const own = make("div", { class: "cbc" }, copying.element, loading.element, table.element);
    root.append(account, own);
    watchPresses({ root: own, actions: { copy, load: () => file.click(), table: download } });
  }

  return { show: begin };
}

// What the widgets of a stop show under "This computer", as a part of the page.
function createAccountHere({ words, say: sayOfPage, readers, lessons, lesson, downloaded }) {
  const say = createSay(words.widget);
  const { model } = createAnswering({ lessons, lesson, readers, say: sayOfPage, state: {} });
  prepareModel({ model });
  const store = createStore({ model, lesson: lessons.sessionOf(lesson).lesson.page.lesson });
  const { element: live, announce } = createLive();
  const element = make("section");
  let draw = () => [];
  const redraw = (content) => {
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    element.replaceChildren(...content);
    if (held && !held.isConnected) element.querySelector("button")?.focus({ preventScroll: true });
  };
  const reference = { element, addPage: (_name, drawPage) => { draw = drawPage; }, redraw, goToTop: () => {}, show: () => {}, close: () => {}, open: () => "account" };
  const account = createAccount({ say, store, flush: () => {}, announce, prefix: "hand-in", reference });
  const alert = createAlert({ say, store, focusHome: () => element.querySelector("button")?.focus() });
  store.subscribe(hearing({ file: ({ isOurs }) => isOurs && downloaded() }));
  const root = make("div", { class: "cbc" }, alert.element, element, live);
  watchPresses({ root, actions: { ...account.actions, ...alert.actions } });
  redraw(draw());
  store.open(new AbortController().signal);
  return root;
}

// One thing to do: what it is for, its button, and what came of it.
function createSection(say, name) {
  const told = make("p", { class: "told", role: "status" });
  const more = make("div");
  const element = make("section", {}, make("h3", {}, say(`${name}_title`)), make("p", {}, say(`${name}_text`)), makeButton(name, say(name)), told, more);
  function tell(text, { isFault = false, more: shown = null } = {}) {
    setText(told, text);
    setOn(told, "class", isFault ? "told is-fault" : "told");
    more.replaceChildren(...(shown ? [shown] : []));
  }
  return { element, tell };
}

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
