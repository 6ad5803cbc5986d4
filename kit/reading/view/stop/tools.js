// The one line of tools over the text: how far the reader is, what is saved, and a menu.
import { afterPaint } from "../../../ui/after_paint.js";
import { hearing } from "../../../ui/changes.js";
import { createDots } from "../../../ui/dots.js";
import { make, setOn, setText } from "../../../ui/elements.js";
import { hearNews, neighboursOf } from "../on_page.js";
import { dotStateOf } from "../store/answers.js";

/** @type {Intl.DateTimeFormat | null} */
let clock = null; // the first one takes a browser as long as a whole stop: it is made when nothing else waits

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {import("../../../ui/types").Page} given.page
 * @param {import("../../../ui/types").OutlineClaim[]} given.outline the claims that the reader is to mark
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {HTMLElement} given.earlier the button for earlier paragraphs
 * @param {HTMLElement} given.menu
 * @param {(claim: { id: string, paragraph: number }) => void} given.choose goes to a claim of the section, wherever it is
 * @param {HTMLElement} given.root
 * @param {AbortSignal} given.signal
 */
export function createTools({ say, page, outline, store, situation, earlier, menu, choose, root, signal }) {
  const section = page.paragraphs.find((paragraph) => paragraph.number === page.shown[0])?.section ?? null;
  const claims = outline.filter((claim) => claim.section === section);
  let reveals = []; // what on this page shows the key: it knows which answers differ
  function stateOf({ id }) {
    return reveals.some((reveal) => reveal.differs(id)) ? "differs" : dotStateOf(store.answerOf(id));
  }

  const dots = createDots({ say, claims, stateOf, choose });
  const status = make("span", { class: "cbc-status", role: "status" });
  const room = make("div", { class: "cbc-status-room" }, status); // for what is saved, or is not
  const element = make("div", { class: "cbc-tools" }, dots.element, room, menu);
  let untold = null; // the newest step of a message, until the line tells of it
  const mine = new Set(claims.map((claim) => claim.id));

  function refresh() {
    reveals = neighboursOf({ lesson: page.lesson, root }).filter(({ kind }) => kind === "reveal");
    dots.refresh(situation.claim()?.id ?? null);
  }

  const refreshSoon = afterPaint(refresh);

  // What is saved has its room in the line; what takes more lies over the text for a while.
  function showStatus(text, { isLong = false } = {}) {
    untold = null;
    setOn(status, "aria-busy", null);
    status.classList.toggle("is-long", isLong);
    setText(status, text);
  }

  // The press is painted first. Most answers are saved by then, and nothing flickers; until it is told, the line is busy.
  const showSaving = afterPaint(() => {
    if (!untold) return;
    if (store.unsaved().length) showStatus("");
    else if (store.isSending()) showStatus(say("saving"));
    else showStatus(untold.state === "saved" ? say("saved", { time: timeNow() }) : "");
  });

  function followSaving({ entry }) {
    untold = entry;
    setOn(status, "aria-busy", "true");
    showSaving();
  }

  function showReader({ reader, isOther, asked, waiting }) {
    const isTold = isOther && !asked.length; // whoever asked for it is told where they asked
    showStatus(isTold ? say(waiting ? "reader_left" : "reader_now", { reader, n: waiting }) : "", { isLong: isTold });
  }

  store.subscribe(hearing({
    answer: ({ claims: changed }) => changed.some((claim) => mine.has(claim)) && refreshSoon(),
    everything: refreshSoon, saving: followSaving, reader: showReader,
    gone: ({ n }) => showStatus(say("gone", { n }), { isLong: true }),
  }));
  situation.subscribe(hearing({ claim: refresh }));
  hearNews({ lesson: page.lesson, root, signal, hear: refreshSoon });

  globalThis.requestIdleCallback?.(timeNow);

  return { line: element, room, top: make("div", { class: "cbc-top" }, element, earlier) };
}

function timeNow() {
  clock ??= new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
  return clock.format(new Date());
}
