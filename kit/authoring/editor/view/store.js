// The store of the editor's view: the lesson as Python says it is, and the steps that are on their way there. They go
// one after the other; one that is not acknowledged is kept, here and in the browser, and is never given up silently.
import { attemptOr } from "../../../ui/attempt.js";
import { createChanges } from "../../../ui/changes.js";
import { newId } from "../../../ui/new_id.js";

const PATIENCE = 12000; // ms
const KEPT = "cbc editor ";

/**
 * Makes the store of one view. What changed, as `kind` of a change:
 *
 * - `page`, `parts`, `claim`, `said`: these parts are other ones now, and where to go on;
 * - `sending`: whether steps are under way, or are not saved (`failure`);
 * - `refused`, `why`, `entry`: a step cannot be made; `changes`, `text`: the difference to the beginning.
 *
 * @param {{ model: import("../../../ui/types").Model }} given
 */
export function createStore({ model }) {
  const { tell, subscribe } = createChanges();
  const page = () => model.get("page");
  const name = KEPT + page().lesson.folder;
  let queue = [];
  let failure = null; // why the first one of the queue is not saved
  let timer = null;

  // Only steps are kept: what else is asked may be asked again.
  function keep() {
    const steps = queue.map((entry) => entry.message).filter(({ kind }) => kind === "step");
    attemptOr(undefined, () => (steps.length ? localStorage.setItem(name, JSON.stringify(steps)) : localStorage.removeItem(name)));
  }

  function post(message) {
    const entry = { message: { id: newId(), ...message } };
    queue.push(entry);
    keep();
    if (queue.length === 1) attempt();
    else tell({ kind: "sending" });
    return entry;
  }

  function attempt() {
    failure = null;
    clearTimeout(timer);
    const [entry] = queue;
    if (!entry) return tell({ kind: "sending" });
    timer = setTimeout(() => fail(entry, "unanswered"), PATIENCE);
    try {
      Promise.resolve(model.send(entry.message)).catch(() => fail(entry, "unreachable"));
    } catch {
      return fail(entry, "unreachable"); // the kernel was restarted: the view is alive, its line is dead
    }
    tell({ kind: "sending" });
  }

  function fail(entry, why, said = "") {
    if (queue[0] !== entry) return;
    clearTimeout(timer);
    if (entry.message.kind !== "step") return settle(entry);
    failure = { why, said };
    tell({ kind: "sending" });
  }

  function settle(entry) {
    queue = queue.filter((one) => one !== entry);
    keep();
    attempt();
  }

  function take({ parts, undoes }) {
    if (!parts) return;
    const answers = { ...page().answers, ...parts.answers };
    const known = new Set((parts.claims ?? page().claims).map((claim) => claim.id));
    for (const id of Object.keys(answers)) if (!known.has(id)) delete answers[id];
    model.set("page", { ...page(), ...parts, answers });
    model.set("undoes", undoes);
  }

  function hear(message) {
    const entry = queue[0]?.message.id === message.id ? queue[0] : null;
    if (message.kind !== "news" && !entry) return take(message); // another view's, or one that came too late
    take(message);
    const { parts = {}, claim = "", said = "", why = "", text = "" } = message;
    if (message.kind === "failed") fail(entry, "failed", why);
    else if (entry) settle(entry);
    if (message.parts) tell({ kind: "page", parts, claim: message.kind === "done" ? claim : "", said, entry });
    if (message.kind === "refused") tell({ kind: "refused", why, entry });
    if (message.kind === "changes") tell({ kind: "changes", text });
  }

  // Steps that an earlier view could not save wait for a word of the person.
  function open(signal) {
    model.on("msg:custom", hear);
    const kept = attemptOr([], () => JSON.parse(localStorage.getItem(name) ?? "[]"));
    if (kept.length) {
      queue = kept.map((message) => ({ message }));
      failure = { why: "earlier", said: "" };
    }
    window.addEventListener("focus", () => queue.length || post({ kind: "look" }), { signal });
    signal.addEventListener("abort", () => {
      model.off("msg:custom", hear);
      clearTimeout(timer);
    });
    tell({ kind: "sending" });
  }

  return {
    open, page, subscribe,
    step: (step, given = {}) => post({ kind: "step", name: step, given }),
    undo: () => post({ kind: "undo" }),
    askForChanges: () => post({ kind: "changes" }),
    retry: attempt,
    letGo: () => {
      queue = [];
      keep();
      attempt();
      post({ kind: "look" });
    },
    canUndo: () => Boolean(model.get("undoes")),
    failure: () => failure && { ...failure, n: queue.length },
    isSending: () => queue.some(({ message }) => message.kind !== "look"),
    answerOf: (claim) => page().answers[claim],
  };
}
