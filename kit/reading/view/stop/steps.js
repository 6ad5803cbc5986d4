// The steps behind a label, one at a time: the words, why, how sure, how to pass it on. The next one is offered when the
// one before is there; whoever wants another one opens it.
import { afterPaint } from "../../../ui/after_paint.js";
import { hearing } from "../../../ui/changes.js";
import { make, makeButton, setOn } from "../../../ui/elements.js";

const IS_THERE = {
  words: ({ evidence, who }) => evidence.length > 0 || who.trim() !== "",
  why: ({ reason }) => reason.trim() !== "",
  sure: ({ sure }) => sure !== null,
  pass_on: ({ pass_on: way }) => way !== null,
};
const NAMES = Object.keys(IS_THERE);

/**
 * @param {object} given
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {Record<string, HTMLElement>} given.bodies by step: words, why, sure, pass_on
 * @param {string} given.prefix begins every id of this view
 */
export function createSteps({ say, store, situation, bodies, prefix }) {
  const tabs = new Map(NAMES.map((name) => [name, makeButton("step", say(`step_${name}`), { value: name, look: "cbc-step-tab", "aria-controls": `${prefix}-steps` })]));
  const bar = make("div", { class: "cbc-step-tabs", role: "group", "aria-label": say("steps") }, [...tabs.values()]);
  const body = make("div", { class: "cbc-step-body", id: `${prefix}-steps` }, NAMES.map((name) => bodies[name]));

  function open(name) {
    for (const [one, tab] of tabs) {
      setOn(tab, "aria-expanded", String(one === name));
      bodies[one].hidden = one !== name;
    }
  }

  const partsNow = () => situation.claim() && store.shownParts(situation.claim().id);

  // Another claim begins with the first step that is missing.
  function begin() {
    const parts = partsNow();
    if (parts) open(NAMES.find((name) => !IS_THERE[name](parts)) ?? NAMES[0]);
    refresh();
  }

  function refresh() {
    const parts = partsNow();
    if (!parts) return;
    const isMarked = store.isMarked(situation.claim().id);
    const next = isMarked ? NAMES.find((name) => !IS_THERE[name](parts)) : null;
    for (const [name, tab] of tabs) {
      const isDone = IS_THERE[name](parts);
      tab.classList.toggle("is-done", isDone);
      tab.classList.toggle("is-next", name === next);
      setOn(tab, "aria-label", isDone ? say("step_done", { name: say(`step_${name}`) }) : null);
    }
  }

  const refreshSoon = afterPaint(refresh);
  const refreshIfCurrent = ({ claims }) => claims.includes(situation.claim()?.id) && refreshSoon();
  store.subscribe(hearing({ answer: refreshIfCurrent, draft: refreshIfCurrent, everything: begin }));
  situation.subscribe(hearing({ claim: ({ before }) => (before === situation.claim() ? refresh() : begin()) }));

  return { bar, body, begin, open, actions: { step: open } };
}
