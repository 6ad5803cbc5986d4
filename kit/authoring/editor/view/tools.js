// The bar over the text: the pages of the panel, how far the lesson is, what is saved, undo; and the alarm below it.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOff, setOn, setText } from "../../../ui/elements.js";

const PAGES = ["claim", "text", "stops", "paths", "lesson", "open", "changes"];

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 */
export function createTools({ say, store, atHand }) {
  const tabs = new Map(PAGES.map((name) => [name, makeButton("page", say(name === "open" ? "open_title" : `page_${name}`, { n: "" }), { value: name, look: "is-small is-choice", "aria-pressed": "false" })]));
  const undo = makeButton("undo", say("undo"), { key: "u", look: "is-small", title: say("undo_key") });
  const progress = make("span", { class: "cbc-progress" });
  const status = make("span", { class: "cbc-save-state", role: "status" });
  const line = make("div", { class: "cbc-tools" }, make("nav", { class: "cbc-row cbc-tabs", "aria-label": say("pages") }, [...tabs.values()]), make("div", { class: "cbc-row cbc-tools-end" }, progress, status, undo));
  const alert = make("div", { class: "cbc-alert", role: "alert", hidden: true });
  const said = make("p", { class: "cbc-said", role: "status", hidden: true });
  const element = make("div", { class: "cbc-top" }, line, alert, said);
  let shownAlert = "";

  function refresh() {
    const { answers, open } = store.page();
    const all = Object.values(answers);
    setText(progress, say("progress", { done: all.filter((answer) => answer.confirmed).length, n: all.length }));
    setText(tabs.get("open"), open.length ? say("open_title", { n: open.length }) : say("open_none"));
    for (const [name, button] of tabs) setOn(button, "aria-pressed", String(name === atHand.page()));
    setOff(undo, !store.canUndo());
  }

  function showSaving() {
    const failure = store.failure();
    setText(status, failure ? "" : say(store.isSending() ? "saving" : "saved"));
    const text = failure ? textOf(failure) : "";
    if (text === shownAlert) return;
    shownAlert = text;
    const hadFocus = alert.contains(document.activeElement);
    alert.hidden = !failure;
    const buttons = failure ? [makeButton("retry", say("try_again"), { look: "is-main" }), makeButton("let-go", say("let_go"))] : [];
    alert.replaceChildren(make("span", { class: "cbc-alert-icon", "aria-hidden": "true" }, "!"), make("p", { class: "cbc-alert-text" }, text), ...buttons);
    if (hadFocus) (alert.querySelector("button") ?? undo).focus();
  }

  function textOf({ why, said: reason, n }) {
    if (why === "earlier") return say("kept_earlier", { n });
    return `${say("not_saved", { n })} ${why === "failed" ? reason : say(`why_${why}`)}`;
  }

  function tell(text) {
    said.hidden = !text;
    setText(said, text);
  }

  store.subscribe(hearing({ page: refresh, sending: showSaving }));
  atHand.subscribe(hearing({ page: refresh }));
  return { element, alert, line, refresh, tell };
}
