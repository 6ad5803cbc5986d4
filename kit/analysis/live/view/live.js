// The class while it reads: the teacher's page, or what the class sees. This wires the parts.
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOn, setText } from "../../../ui/elements.js";
import { guardHands } from "../../../ui/guard.js";
import { createLive } from "../../../ui/live.js";
import { newId } from "../../../ui/new_id.js";
import { watchPresses } from "../../../ui/presses.js";
import { createSay } from "../../../ui/say.js";
import { createClaims } from "./claims.js";
import { createForClass } from "./for_class.js";
import { createGlance } from "./glance.js";
import { createLook } from "./look.js";
import { createReaders } from "./readers.js";
import { createSettings } from "./settings.js";
import { createStage } from "./stage.js";
import { createStore } from "./store.js";

function render({ model, el }) {
  const life = new AbortController();
  const about = model.get("about");
  const { live: words, answers } = model.get("words");
  const say = createSay(words);
  const root = make("div", { class: `cbc cbc-live${about.is_for_class ? " is-for-class" : ""}`, lang: words.lang });
  const store = createStore({ model, isSeen: () => !document.hidden && isShown(root) });
  const told = { say, store, about, nameOf: (answer) => answers[answer] ?? say("other") };
  const view = about.is_for_class ? classView(told) : teachersView(told);
  root.append(...view.elements);
  el.append(root);
  guardHands(root, life.signal);
  watchPresses({ root, signal: life.signal, actions: view.actions });
  watchFields(root, view.actions, life.signal);
  store.subscribe(hearing({ page: () => view.fill(store.page()), lost: () => view.lose() }));
  store.open(life.signal);
  return () => {
    life.abort();
    root.remove();
  };
}

// A notebook that lies behind another one is there, and nobody sees it.
function isShown(root) {
  return root.checkVisibility?.() ?? root.offsetParent !== null;
}

/** @returns {{ elements: HTMLElement[], fill: (page: any) => void, lose: () => void, actions: Record<string, (value?: any, target?: any) => void> }} */
function classView(told) {
  const state = createState(told);
  const stage = createStage({ ...told, ...told.about });
  const fill = (page) => {
    stage.fill(page);
    state.fill(page);
  };
  return { elements: [stage.element, state.element], fill, lose: state.lose, actions: {} };
}

function teachersView(told) {
  const { say, store, about, nameOf } = told;
  const prefix = `cbc-${newId().slice(0, 8)}`;
  const state = createState(told);
  const stage = createStage({ ...told, ...about });
  const dialog = make("dialog", { class: "cbc-live-dialog", "aria-label": say("class_title") }, stage.element, makeButton("close", say("close")));
  const name = make("h2", { class: "cbc-live-name" }, say("title"));
  const forClass = createForClass({ say, prefix, lines: about.lines, windowAddress: about.window });
  const settings = createSettings({ say, prefix, paths: about.paths });
  const claims = createClaims({ say, nameOf, language: about.language, none: say("splits_none"), heading: "h4" });
  const splits = make("section", { class: "cbc-live-split" }, make("h3", { class: "cbc-live-title", title: say("splits_how") }, say("splits")), claims.element);
  const parts = [createGlance(say), createLook(say, about.bounds), createReaders(say), forClass, settings, stage, state];
  const [glance, look, readers] = parts;
  const notes = make("ul", { class: "cbc-live-notes" });
  const own = make("div", { class: "cbc-live-own" }, settings.element, notes);
  const columns = make("div", { class: "cbc-live-columns" }, glance.element, look.element, splits, readers.element, own);
  const top = make("div", { class: "cbc-live-top" }, name, state.element);
  let noted = "";

  function fill(page) {
    setText(name, `${say("title")}: ${page.name}`);
    for (const part of parts) part.fill(page);
    claims.fill(page.splits, page.answered);
    if (noted !== page.notes.join("\n")) notes.replaceChildren(...page.notes.map((note) => make("li", {}, note)));
    noted = page.notes.join("\n");
  }

  const actions = {
    show: () => store.ask({ kind: "line", text: forClass.line() }),
    "take-away": () => store.ask({ kind: "line", text: "" }),
    "choose-line": (_value, target) => target.value && forClass.choose(Number(target.value)),
    shows: (value, target) => store.ask({ kind: "shows", name: value, is_shown: target.checked }),
    path: (_value, target) => store.ask({ kind: "path", name: target.value }),
    "use-seats": () => store.ask({ kind: "seats", text: settings.seats() }),
    project: () => dialog.showModal(),
    close: () => dialog.close(),
  };
  return { elements: [top, forClass.element, columns, dialog], fill, lose: state.lose, actions };
}

// When this was renewed, and since when it is not. The line keeps its place and its height.
function createState({ say, store, about }) {
  const { element: live, announce } = createLive();
  const text = make("span", {}, say("waiting"));
  const element = make("p", { class: "cbc-live-state" }, text, live);
  const time = () => store.renewed()?.toLocaleTimeString(about.language) ?? "–";
  let alarm = "";

  function tell(said, isAlarm) {
    setText(text, said);
    setOn(element, "class", `cbc-live-state${isAlarm ? " is-alarm" : ""}`);
    if (isAlarm && alarm !== said) announce(said);
    alarm = isAlarm ? said : "";
  }
  return {
    element,
    fill: ({ trouble }) => tell(say(trouble ? "trouble" : "renewed", { time: time(), why: trouble }), Boolean(trouble)),
    lose: () => tell(say(store.renewed() ? "lost" : "lost_never", { time: time() }), true),
  };
}

// What is chosen is done at once; what is typed, with Enter.
function watchFields(root, actions, signal) {
  root.addEventListener("change", ({ target }) => actions[target.dataset.change]?.(target.dataset.value, target), { signal });
  root.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.dataset.enter) actions[target.dataset.enter]?.();
  }, { signal });
}

export default { render };
