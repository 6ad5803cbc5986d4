// What the mouse, a finger and the page itself set going: one listener of a kind on the root, none per claim.
import { isSecondClick } from "../../ui/guard.js";

// data-do of a button -> what it does. The keys do the same (keys.js).
const DOINGS = {
  label: (view, value) => view.press(value),
  "take-back": (view) => view.takeBack(),
  undo: (view) => view.undo(),
  previous: (view) => view.goBy(-1),
  next: (view) => view.goBy(1),
  "next-open": (view) => view.goToOpen(),
  "use-words": (view) => view.useWords(),
  "drop-left-out": (view) => view.dropLeftOut(),
  "remove-words": (view, value) => view.removeWords(Number(value)),
  sure: (view, value) => view.panel.form.choose("sure", Number(value)),
  "pass-on": (view, value) => view.panel.form.choose("pass_on", value),
  earlier: (view) => view.showEarlier(view.article.earlierBox.hidden),
  fold: (view) => view.unfold(view.frame.classList.contains("is-folded")),
  open: (view, value) => view.openDesk(value),
  close: (view) => view.closeAndReturn(),
  retry: (view) => view.outbox.retry(),
  discard: (view) => view.alert.ask(true),
  "discard-no": (view) => view.alert.ask(false),
  "discard-yes": (view) => view.outbox.discard(),
  "hand-in": (view) => view.desk.computer.send("hand_in"),
  switch: (view) => view.desk.computer.switchTo(),
  "new-reader": (view) => view.desk.computer.send("switch", { reader: null }),
  clear: (view) => view.desk.computer.ask(true),
  "clear-no": (view) => view.desk.computer.ask(false),
  "clear-yes": (view) => view.desk.computer.send("clear"),
};

// Clicked fast, these go on step by step; every other button takes a double click for one press.
const STEPS = new Set(["previous", "next"]);

export function watchEvents(view, signal) {
  const { root } = view;
  const { form } = view.panel;
  const on = (target, name, action) => target.addEventListener(name, action, { signal });
  on(root, "click", (event) => clicked(view, event));
  on(root, "input", (event) => event.target.dataset.field && form.typed(event.target));
  on(root, "focusout", (event) => lostFocus(view, event));
  on(document, "selectionchange", () => view.catchWords());
  on(document, "visibilitychange", () => document.visibilityState === "hidden" && form.flush());
  on(window, "pagehide", () => {
    form.flush();
    view.outbox.hurry();
  });
}

function clicked(view, event) {
  if (isSecondClick(event) && !STEPS.has(event.target.closest("[data-do]")?.dataset.do)) return;
  const button = event.target.closest("[data-do]");
  if (button) return button.getAttribute("aria-disabled") !== "true" && DOINGS[button.dataset.do]?.(view, button.dataset.value);
  const piece = event.target.closest("[data-claim]");
  if (piece && isPlainClick()) view.goTo(piece.dataset.claim);
}

// The end of a drag over a claim is no click on it: the reader is catching words.
function isPlainClick() {
  return document.getSelection()?.isCollapsed ?? true;
}

function lostFocus(view, event) {
  if (event.target.dataset?.field) view.panel.form.flush();
  if (view.wordWalk.isOn() && !view.article.element.contains(event.relatedTarget)) view.wordWalk.stop();
}
