import assert from "node:assert/strict";
import test from "node:test";
import { answering, fakeStorage, view } from "./helpers.js";

const { PATIENCE } = await import(view("store/outbox.js"));

const OTTER = "quiet-otter-41";
const HERON = "brave-heron-52";

test("an answer shows before it is saved, and builds on what the reader saw", async () => {
  const { answers, sent } = await answering();
  answers.pressLabel("c01", "anonymous");
  answers.pressLabel("c01", "denied");
  assert.deepEqual(answers.answerOf("c01").labels, ["anonymous", "denied"]);
  assert.deepEqual(sent.map((message) => message.base), [null, sent[0].id]);
});

test("what is typed before the first label is a draft, and goes along with the first label", async () => {
  const { answers, sent, drafts } = await answering();
  answers.keepDraft("c01", { reason: "two officials" });
  answers.saveDraft("c01");
  assert.equal(sent.length, 0);
  assert.equal(drafts().c01.reason, "two officials");
  answers.pressLabel("c01", "anonymous");
  assert.equal(sent[0].reason, "two officials");
  assert.deepEqual(drafts(), {});
});

test("a draft outlives its page until the claim is answered, anywhere", async () => {
  const storage = fakeStorage();
  const first = await answering({ storage });
  first.answers.keepDraft("c01", { reason: "two officials" });
  first.answers.keepDraft("c02", { reason: "a name" });
  first.answers.keepDraft("c03", { reason: "hm" });
  first.answers.keepDraft("c03", { reason: "" });
  const second = await answering({ marks: { c02: { id: "m1", labels: ["sourced"], reason: "another" } }, storage });
  second.answers.restoreDrafts(second.answers.isMarked);
  assert.deepEqual(Object.keys(second.drafts()), ["c01"]);
  assert.equal(second.answers.shownParts("c01").reason, "two officials");
  assert.equal(second.answers.shownParts("c02").reason, "another");
  second.answers.pressLabel("c01", "anonymous");
  assert.equal(second.sent[0].reason, "two officials");
  assert.deepEqual(second.kept.list(), []);
});

test("a draft that stands in the model is not replaced by an older one of the browser's", async () => {
  const { answers, kept, model } = await answering();
  kept.keep({ id: "c01", reason: "old" }, 0);
  model.set("unfinished", { [OTTER]: { drafts: { c01: { reason: "new" } }, steps: [], leftOut: {} } });
  answers.restoreDrafts(answers.isMarked);
  assert.equal(answers.shownParts("c01").reason, "new");
});

test("taking the last label off takes the answer back and keeps the rest as a draft", async () => {
  const { answers, sent, acknowledge } = await answering();
  answers.pressLabel("c01", "sourced");
  answers.changeParts("c01", { reason: "he says so", sure: 2 });
  acknowledge();
  answers.pressLabel("c01", "sourced");
  assert.deepEqual([sent.at(-1).kind, sent.at(-1).base], ["retract", sent[1].id]);
  acknowledge();
  assert.equal(answers.isMarked("c01"), false);
  answers.pressLabel("c01", "denied");
  assert.deepEqual([sent.at(-1).reason, sent.at(-1).sure, sent.at(-1).base], ["he says so", 2, sent.at(-2).id]);
});

test("saving a draft that changes nothing sends nothing", async () => {
  const { answers, sent } = await answering({ marks: { c01: { id: "m1", labels: ["sourced"], reason: "x" } } });
  answers.keepDraft("c01", { reason: "xy" });
  answers.keepDraft("c01", { reason: "x" });
  answers.saveDraft("c01");
  assert.equal(sent.length, 0);
});

test("an acknowledgement leaves a text alone that is being typed", async () => {
  const { answers, acknowledge } = await answering();
  answers.pressLabel("c01", "sourced");
  answers.keepDraft("c01", { reason: "half a sen" });
  acknowledge();
  assert.equal(answers.shownParts("c01").reason, "half a sen");
});

test("undo leads back step by step over several claims, to where it began", async () => {
  const { answers, sent, acknowledge } = await answering({ marks: { c01: { id: "m0", labels: ["sourced"], who: "Falk" } } });
  answers.pressLabel("c01", "denied");
  answers.pressLabel("c02", "none");
  answers.pressLabel("c02", "anonymous");
  assert.equal(answers.undo(), "c02");
  assert.deepEqual(answers.answerOf("c02").labels, []);
  acknowledge();
  assert.equal(answers.undo(), "c02");
  assert.equal(sent.at(-1).kind, "retract");
  assert.equal(answers.undo(), "c01");
  assert.deepEqual([answers.answerOf("c01").labels, answers.answerOf("c01").who], [["sourced"], "Falk"]);
  assert.equal(answers.undo(), null);
});

test("undo does not wipe out what another view answered since", async () => {
  const { answers, sent, acknowledge } = await answering();
  answers.pressLabel("c01", "sourced");
  acknowledge();
  answers.accept("c01", { id: "elsewhere", labels: ["anonymous"] });
  assert.equal(answers.undo(), null);
  assert.equal(sent.length, 1);
});

test("a failed answer stays the reader's answer, marked as not saved", async () => {
  const { answers, clock } = await answering();
  answers.pressLabel("c01", "sourced");
  clock.pass(PATIENCE);
  assert.deepEqual(answers.answerOf("c01").labels, ["sourced"]);
  assert.ok(answers.isUnsaved("c01"));
});

test("an unsaved answer that was given earlier does not hide a newer one", async () => {
  const { answers, outbox, clock, model } = await answering();
  answers.pressLabel("c01", "sourced");
  clock.pass(PATIENCE);
  outbox.retry();
  model.set("marks", { c01: { id: "newer", labels: ["denied"] } });
  assert.deepEqual(answers.answerOf("c01").labels, ["denied"]);
  assert.equal(answers.isUnsaved("c01"), false);
});

test("accepting the same answer twice changes nothing", async () => {
  const { answers } = await answering();
  const mark = { id: "m1", labels: [] };
  assert.equal(answers.accept("c01", mark), true);
  assert.equal(answers.accept("c01", { ...mark }), false);
  assert.equal(answers.accept("c01", null), true);
  assert.equal(answers.accept("c01", null), false);
});

test("an older answer that failed does not hide the newer one that was saved", async () => {
  const { answers, clock, acknowledge } = await answering();
  answers.pressLabel("c01", "sourced");
  clock.pass(PATIENCE);
  answers.pressLabel("c01", "denied");
  acknowledge();
  assert.deepEqual(answers.answerOf("c01").labels, ["sourced", "denied"]);
  assert.equal(answers.isUnsaved("c01"), false);
});

test("what one reader typed or did is never there for the next one, and is there again when they come back", async () => {
  const { answers, sent, who, model } = await answering();
  answers.keepDraft("c01", { reason: "mine" });
  answers.pressLabel("c02", "denied");
  answers.leaveOut("c02", ["x"]);
  model.set("reader", HERON); // the synced trait may be ahead: it changes nothing
  assert.equal(answers.shownParts("c01").reason, "mine");
  who.reader = HERON;
  assert.deepEqual([answers.shownParts("c01").reason, answers.canUndo(), answers.wordsLeftOut("c02")], ["", false, []]);
  answers.pressLabel("c01", "sourced");
  assert.deepEqual([sent.at(-1).reader, sent.at(-1).reason], [HERON, ""]);
  who.reader = OTTER;
  assert.deepEqual([answers.shownParts("c01").reason, answers.canUndo(), answers.wordsLeftOut("c02").length], ["mine", true, 1]);
});

test("of a reader who had their answers deleted nothing is left, and of the others everything", async () => {
  const { answers, who } = await answering();
  answers.keepDraft("c01", { reason: "mine" });
  who.reader = HERON;
  answers.keepDraft("c01", { reason: "theirs" });
  answers.forget(OTTER);
  assert.equal(answers.shownParts("c01").reason, "theirs");
  who.reader = OTTER;
  assert.deepEqual([answers.shownParts("c01").reason, answers.canUndo()], ["", false]);
});

test("every answer says as whom it was given", async () => {
  const { answers, sent, acknowledge } = await answering();
  answers.pressLabel("c01", "sourced");
  acknowledge();
  answers.takeBack("c01");
  answers.undo();
  assert.deepEqual(sent.map((message) => [message.kind, message.reader]), [["mark", OTTER], ["retract", OTTER], ["mark", OTTER]]);
});
