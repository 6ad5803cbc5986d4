// The two texts of an answer: who says so, and why. They are saved a moment after the last key, and at once when the
// reader leaves the field, the claim or the page.
import { hearing } from "../../../ui/changes.js";
import { make } from "../../../ui/elements.js";

const PAUSE = 700; // ms
const LONGEST = { who: 200, reason: 2000 };

/**
 * @param {object} given
 * @param {ReturnType<typeof import("../store/store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./situation.js").createSituation>} given.situation
 * @param {string} given.prefix begins every id of this view
 */
export function createTyping({ store, situation, prefix }) {
  const field = (tag, name, more) => make(tag, {
    id: `${prefix}-${name}`, class: "cbc-input", "data-field": name, maxlength: LONGEST[name], dir: "auto", "aria-describedby": `${prefix}-note`, ...more,
  });
  const fields = { who: field("input", "who", { type: "text", autocomplete: "off" }), reason: field("textarea", "reason", { rows: "2" }) };
  let claim = null;
  let timer = null;

  // Another claim: its texts replace the ones that are shown. What was typed is saved first.
  function show() {
    flush();
    claim = situation.claim();
    if (!claim) return;
    const parts = store.shownParts(claim.id);
    for (const [name, one] of Object.entries(fields)) one.value = parts[name];
    store.saveDraft(claim.id); // left behind by a view that was drawn anew while the reader typed
  }

  // A field that somebody is typing in is never written to.
  function refresh() {
    if (!claim) return;
    const parts = store.shownParts(claim.id);
    for (const [name, one] of Object.entries(fields)) {
      const isTyping = document.activeElement === one || timer !== null;
      if (!isTyping && one.value !== parts[name]) one.value = parts[name];
    }
  }

  function typed(one) {
    if (!claim) return;
    store.keepDraft(claim.id, { [one.dataset.field]: one.value });
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  function flush() {
    clearTimeout(timer);
    timer = null;
    if (claim) store.saveDraft(claim.id);
  }

  // The limit that the text under the reader's hands has reached, in letters, or null.
  function limitReached() {
    const [name] = Object.entries(fields).find(([, one]) => one === document.activeElement) ?? [];
    return name && fields[name].value.length >= LONGEST[name] ? LONGEST[name] : null;
  }

  situation.subscribe(hearing({ claim: show }));
  store.subscribe(hearing({ answer: refresh, draft: refresh, everything: show, leaving: flush }));

  return { fields, flush, limitReached, show, typed };
}
