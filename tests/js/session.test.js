import assert from "node:assert/strict";
import test from "node:test";
import { fakeClock, fakeModel, fakeStorage, view } from "./helpers.js";

const { PATIENCE, createOutbox, createStore } = await import(view("outbox.js"));
const { createSession } = await import(view("session.js"));

const OTTER = "quiet-otter-41";
const HERON = "brave-heron-52";

function sessionWith(marks = {}, storage = fakeStorage()) {
  const sent = [];
  const who = { reader: OTTER };
  const clock = fakeClock();
  const model = fakeModel({ marks });
  const outbox = createOutbox({
    send: () => {}, store: createStore(() => fakeStorage(), "test "), now: clock.now,
    setTimer: clock.setTimer, clearTimer: clock.clearTimer, changed: () => {},
  });
  const kept = createStore(() => storage, "draft ");
  const { post } = outbox;
  outbox.post = (message) => { sent.push(message); return post(message); };
  const session = createSession({ model, outbox, kept, reader: () => who.reader });
  const drafts = () => model.get("unfinished")?.[who.reader]?.drafts ?? {};
  const acknowledge = (message = sent.at(-1)) => {
    session.accept(message.claim, message.kind === "mark" ? message : null, message.kind === "retract" ? message.id : null);
    outbox.settle(message.id);
  };
  return { session, sent, model, outbox, clock, acknowledge, kept, drafts, who };
}

test("an answer shows before it is saved, and builds on what the reader saw", () => {
  const { session, sent } = sessionWith();
  session.pressLabel("c01", "anonymous");
  session.pressLabel("c01", "denied");
  assert.deepEqual(session.answerOf("c01").labels, ["anonymous", "denied"]);
  assert.deepEqual(sent.map((message) => message.base), [null, sent[0].id]);
});

test("what is typed before the first label is a draft, and goes along with the first label", () => {
  const { session, sent, drafts } = sessionWith();
  session.keepDraft("c01", { reason: "two officials" });
  session.saveDraft("c01");
  assert.equal(sent.length, 0);
  assert.equal(drafts().c01.reason, "two officials");
  session.pressLabel("c01", "anonymous");
  assert.equal(sent[0].reason, "two officials");
  assert.deepEqual(drafts(), {});
});

test("a draft outlives its page until the claim is answered, anywhere", () => {
  const storage = fakeStorage();
  const first = sessionWith({}, storage);
  first.session.keepDraft("c01", { reason: "two officials" });
  first.session.keepDraft("c02", { reason: "a name" });
  first.session.keepDraft("c03", { reason: "hm" });
  first.session.keepDraft("c03", { reason: "" });
  const second = sessionWith({ c02: { id: "m1", labels: ["sourced"], reason: "another" } }, storage);
  second.session.restoreDrafts();
  assert.deepEqual(Object.keys(second.drafts()), ["c01"]);
  assert.equal(second.session.shownParts("c01").reason, "two officials");
  assert.equal(second.session.shownParts("c02").reason, "another");
  second.session.pressLabel("c01", "anonymous");
  assert.equal(second.sent[0].reason, "two officials");
  assert.deepEqual(second.kept.list(), []);
});

test("a draft that stands in the model is not replaced by an older one of the browser's", () => {
  const { session, kept, model } = sessionWith();
  kept.keep({ id: "c01", reason: "old" }, 0);
  model.set("unfinished", { [OTTER]: { drafts: { c01: { reason: "new" } }, steps: [], leftOut: {} } });
  session.restoreDrafts();
  assert.equal(session.shownParts("c01").reason, "new");
});

test("taking the last label off takes the answer back and keeps the rest as a draft", () => {
  const { session, sent, acknowledge } = sessionWith();
  session.pressLabel("c01", "sourced");
  session.changeParts("c01", { reason: "he says so", sure: 2 });
  acknowledge();
  session.pressLabel("c01", "sourced");
  assert.deepEqual([sent.at(-1).kind, sent.at(-1).base], ["retract", sent[1].id]);
  acknowledge();
  assert.equal(session.isMarked("c01"), false);
  session.pressLabel("c01", "denied");
  assert.deepEqual([sent.at(-1).reason, sent.at(-1).sure, sent.at(-1).base], ["he says so", 2, sent.at(-2).id]);
});

test("saving a draft that changes nothing sends nothing", () => {
  const { session, sent } = sessionWith({ c01: { id: "m1", labels: ["sourced"], reason: "x" } });
  session.keepDraft("c01", { reason: "xy" });
  session.keepDraft("c01", { reason: "x" });
  session.saveDraft("c01");
  assert.equal(sent.length, 0);
});

test("an acknowledgement leaves a text alone that is being typed", () => {
  const { session, acknowledge } = sessionWith();
  session.pressLabel("c01", "sourced");
  session.keepDraft("c01", { reason: "half a sen" });
  acknowledge();
  assert.equal(session.shownParts("c01").reason, "half a sen");
});

test("undo leads back step by step over several claims, to where it began", () => {
  const { session, sent, acknowledge } = sessionWith({ c01: { id: "m0", labels: ["sourced"], who: "Falk" } });
  session.pressLabel("c01", "denied");
  session.pressLabel("c02", "none");
  session.pressLabel("c02", "anonymous");
  assert.equal(session.undo(), "c02");
  assert.deepEqual(session.answerOf("c02").labels, []);
  acknowledge();
  assert.equal(session.undo(), "c02");
  assert.equal(sent.at(-1).kind, "retract");
  assert.equal(session.undo(), "c01");
  assert.deepEqual([session.answerOf("c01").labels, session.answerOf("c01").who], [["sourced"], "Falk"]);
  assert.equal(session.undo(), null);
});

test("undo does not wipe out what another view answered since", () => {
  const { session, sent, acknowledge } = sessionWith();
  session.pressLabel("c01", "sourced");
  acknowledge();
  session.accept("c01", { id: "elsewhere", labels: ["anonymous"] });
  assert.equal(session.undo(), null);
  assert.equal(sent.length, 1);
});

test("a failed answer stays the reader's answer, marked as not saved", () => {
  const { session, clock } = sessionWith();
  session.pressLabel("c01", "sourced");
  clock.pass(PATIENCE);
  assert.deepEqual(session.answerOf("c01").labels, ["sourced"]);
  assert.ok(session.isUnsaved("c01"));
});

test("an unsaved answer of an earlier visit does not hide a newer one", () => {
  const { session, outbox, clock, model } = sessionWith();
  session.pressLabel("c01", "sourced");
  clock.pass(PATIENCE);
  outbox.retry();
  model.set("marks", { c01: { id: "newer", labels: ["denied"] } });
  assert.deepEqual(session.answerOf("c01").labels, ["denied"]);
  assert.equal(session.isUnsaved("c01"), false);
});

test("accepting the same answer twice changes nothing", () => {
  const { session } = sessionWith();
  const mark = { id: "m1", labels: [] };
  assert.equal(session.accept("c01", mark), true);
  assert.equal(session.accept("c01", { ...mark }), false);
  assert.equal(session.accept("c01", null), true);
  assert.equal(session.accept("c01", null), false);
});

test("an older answer that failed does not hide the newer one that was saved", () => {
  const { session, clock, acknowledge } = sessionWith();
  session.pressLabel("c01", "sourced");
  clock.pass(PATIENCE);
  session.pressLabel("c01", "denied");
  acknowledge();
  assert.deepEqual(session.answerOf("c01").labels, ["sourced", "denied"]);
  assert.equal(session.isUnsaved("c01"), false);
});

test("what one reader typed or did is never there for the next one, and is there again when they come back", () => {
  const { session, sent, who, model } = sessionWith();
  session.keepDraft("c01", { reason: "mine" });
  session.pressLabel("c02", "denied");
  session.leaveOut("c02", ["x"]);
  model.set("reader", HERON); // the synced trait may be ahead: it changes nothing
  assert.equal(session.shownParts("c01").reason, "mine");
  who.reader = HERON;
  assert.deepEqual([session.shownParts("c01").reason, session.canUndo(), session.wordsLeftOut("c02")], ["", false, []]);
  session.pressLabel("c01", "sourced");
  assert.deepEqual([sent.at(-1).reader, sent.at(-1).reason], [HERON, ""]);
  who.reader = OTTER;
  assert.deepEqual([session.shownParts("c01").reason, session.canUndo(), session.wordsLeftOut("c02").length], ["mine", true, 1]);
});

test("of a reader who had their answers deleted nothing is left, and of the others everything", () => {
  const { session, who } = sessionWith();
  session.keepDraft("c01", { reason: "mine" });
  who.reader = HERON;
  session.keepDraft("c01", { reason: "theirs" });
  session.forget(OTTER);
  assert.equal(session.shownParts("c01").reason, "theirs");
  who.reader = OTTER;
  assert.deepEqual([session.shownParts("c01").reason, session.canUndo()], ["", false]);
});

test("every answer says as whom it was given", () => {
  const { session, sent, acknowledge } = sessionWith();
  session.pressLabel("c01", "sourced");
  acknowledge();
  session.takeBack("c01");
  session.undo();
  assert.deepEqual(sent.map((message) => [message.kind, message.reader]), [["mark", OTTER], ["retract", OTTER], ["mark", OTTER]]);
});
