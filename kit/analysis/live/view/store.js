// The store: asks for news as long as somebody looks, keeps what came last, and tells what changed.
import { createChanges } from "../../../ui/changes.js";

const PATIENCE = 15_000; // milliseconds until an answer is missed
const AGAIN = 5_000;

/**
 * @param {{ model: import("../../../ui/types").Model, isSeen: () => boolean }} given `isSeen` says whether anybody can see the view
 * @returns {any} `page()` is what came last, `renewed()` when
 */
export function createStore({ model, isSeen }) {
  const changes = createChanges();
  let page = null;
  let renewed = null;
  let isLost = false;
  let next = 0; // the timer of the next question
  let missed = 0; // the timer after which an answer is missed

  function ask(message) {
    clearTimeout(next);
    clearTimeout(missed);
    missed = setTimeout(lose, PATIENCE);
    try {
      Promise.resolve(model.send(message)).catch(lose);
    } catch {
      lose(); // the kernel was restarted: nothing here is alive
    }
  }

  // Nobody looks: nothing is asked, and nothing is read.
  function renew() {
    if (isSeen()) ask({ kind: "renew" });
    else wait(AGAIN);
  }

  function wait(milliseconds) {
    clearTimeout(next);
    next = setTimeout(renew, milliseconds);
  }

  function lose() {
    clearTimeout(missed);
    isLost = true;
    changes.tell({ kind: "lost" });
    wait(AGAIN);
  }

  function hear(message) {
    if (message.kind !== "page") return;
    clearTimeout(missed);
    isLost = false;
    page = message;
    if (!page.trouble) renewed = new Date();
    changes.tell({ kind: "page" });
    wait(page.every * 1000);
  }

  function open(signal) {
    model.on("msg:custom", hear);
    document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(next) : renew()), { signal });
    signal.addEventListener("abort", () => {
      clearTimeout(next);
      clearTimeout(missed);
      model.off("msg:custom", hear);
    });
    ask({ kind: "renew" });
  }

  return { ask, open, subscribe: changes.subscribe, page: () => page, renewed: () => renewed, isLost: () => isLost };
}
