// What can be done, by the name of the button (`data-do`) or key that does it.

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./store.js").createStore>} given.store
 * @param {ReturnType<typeof import("./at_hand.js").createAtHand>} given.atHand
 * @param {ReturnType<typeof import("../../../ui/caught_words.js").createCaughtWords>} given.caughtWords
 * @param {ReturnType<typeof import("../../../ui/word_walk.js").createWordWalk>} given.wordWalk
 * @param {ReturnType<typeof import("./fields.js").createFields>} given.fields
 * @param {ReturnType<typeof import("./moving.js").createMoving>} given.moving
 * @param {Record<string, any>} given.pages
 * @param {(section: number, stop: number) => string} given.proposedAt
 * @param {(claim: string, field?: string) => void} given.goTo shows a claim, and its field
 * @returns {Record<string, (value?: string) => void>}
 */
export function createActions({ store, atHand, caughtWords, wordWalk, fields, moving, pages, proposedAt, goTo }) {
  const numbers = (value) => value.split(" ").map(Number);

  // Whatever is typed goes first: the step after it rests on it.
  function step(name, given) {
    fields.flushAll();
    moving.began(store.step(name, given));
  }

  const onClaim = (name, more = (_value) => ({}), fits = (_claim) => true) => (value) => moving.hold(name, (claim) => {
    if (claim && fits(claim)) step(name, { claim_id: claim.id, ...more(value) });
  });

  function withWords(act) {
    const words = atHand.words();
    if (!words) return;
    act(words);
    caughtWords.letGo();
  }

  function goBy(by) {
    const ids = store.page().claims.map((claim) => claim.id);
    const at = ids.indexOf(atHand.claim()?.id);
    goTo(ids[Math.min(Math.max(at + by, 0), ids.length - 1)]);
  }

  function goToNextOpen() {
    const ids = store.page().claims.map((claim) => claim.id);
    const at = ids.indexOf(atHand.claim()?.id);
    const next = [...ids.slice(at + 1), ...ids.slice(0, at + 1)].find((id) => !store.answerOf(id).confirmed);
    if (next) goTo(next);
  }

  function goToOpen(value) {
    const point = store.page().open[Number(value)];
    if (point.page === "claim") return goTo(point.claim, point.field);
    atHand.open(point.page);
    pages[point.page].focus(point);
  }

  return {
    page: (value) => atHand.open(value),
    undo: () => {
      fields.flushAll();
      store.undo();
    },
    retry: store.retry,
    "let-go": () => {
      moving.forget();
      store.letGo();
    },
    previous: () => goBy(-1), following: () => goBy(1), "next-open": goToNextOpen, "go-to-open": goToOpen,
    "into-panel": (id) => goTo(id, "labels"),
    walk: () => wordWalk.start(atHand.claim() ?? { id: "", core: false, paragraph: 1, start: 0, end: 0 }),
    make: () => withWords(({ paragraph, start, end, quote }) => step("make", { paragraph, start, end, quote })),
    split: () => withWords((words) => onClaim("split", () => ({ at: words.start }))()),
    "show-label": (label) => withWords(({ paragraph, start, end }) => onClaim("evidence", () => ({ label, paragraph, start, end }))()),
    "drop-evidence": onClaim("drop_evidence", (value) => ({ index: Number(value) })),
    border: onClaim("border", (value) => ({ edge: value.split(" ")[0], by: Number(value.split(" ")[1]) })),
    merge: onClaim("merge"), delete: onClaim("delete"), core: onClaim("core"), propose: onClaim("propose"), reopen: onClaim("reopen"),
    confirm: onClaim("confirm", undefined, (claim) => !store.answerOf(claim.id).confirmed),
    label: onClaim("label", (label) => ({ label })),
    nature: onClaim("nature", (nature) => ({ nature })),
    also: onClaim("also", (name) => ({ name })),
    questions: () => step("questions", {}),
    "take-question": (value) => {
      const [section, stop] = numbers(value);
      step("stop_text", { section, stop, name: "after", text: proposedAt(section, stop) });
    },
    "join-stops": (value) => step("join_stops", { section: numbers(value)[0], stop: numbers(value)[1] }),
    "part-stop": (value) => step("part_stop", { section: numbers(value)[0], stop: numbers(value)[1], paragraph: numbers(value)[2] }),
    "part-paragraph": (number) => step("part_paragraph", { paragraph: Number(number), at: pages.text.cursorIn(number) }),
    "join-paragraphs": (number) => step("join_paragraphs", { paragraph: Number(number) }),
    "add-person": () => pages.lesson.addPerson(),
    "drop-person": (index) => step("drop_person", { index: Number(index) }),
    "new-path": () => step("new_path", {}),
    path: (name) => atHand.choosePath(name),
    "delete-path": () => atHand.path() && step("delete_path", { name: atHand.path().name }),
    "on-path": (claim) => step("on_path", { name: atHand.path().name, claim_id: claim }),
    publication: () => step("publication", { may: !store.page().lesson.may_be_published }),
  };
}
