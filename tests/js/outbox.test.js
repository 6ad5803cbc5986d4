import assert from "node:assert/strict";
import test from "node:test";
import { fakeClock, fakeStorage, view } from "./helpers.js";

const { createStorage } = await import(view("store/browser_storage.js"));
const { PATIENCE, createOutbox } = await import(view("store/outbox.js"));

const mark = (id, more = {}) => ({ kind: "mark", id, claim: "c01", labels: ["sourced"], base: null, retry: false, ...more });

function outboxWith({ send = () => {}, storage = fakeStorage(), clock = fakeClock() } = {}) {
  const sent = [];
  const changes = [];
  const kept = createStorage(() => storage, "test ");
  const outbox = createOutbox({
    send: (message) => { sent.push(message); return send(message); },
    storage: kept, now: clock.now, setTimer: clock.setTimer, clearTimer: clock.clearTimer, changed: (entry) => changes.push(entry.state),
  });
  return { outbox, sent, changes, kept, storage, clock };
}

test("a message is kept in the browser until it is acknowledged", () => {
  const { outbox, kept, changes, clock } = outboxWith();
  outbox.post(mark("m1"));
  assert.deepEqual(kept.list().map((record) => record.message.id), ["m1"]);
  assert.ok(outbox.isSending());
  outbox.settle("m1");
  assert.deepEqual(kept.list(), []);
  assert.deepEqual(changes, ["sending", "saved"]);
  assert.equal(clock.waiting(), 0);
});

test("no answer within the time-out is a failure, not an eternal wait", () => {
  const { outbox, clock, kept } = outboxWith();
  outbox.post(mark("m1"));
  clock.pass(PATIENCE - 1);
  assert.equal(outbox.unsaved().length, 0);
  clock.pass(1);
  assert.deepEqual(outbox.unsaved().map((entry) => entry.why), ["unanswered"]);
  assert.equal(kept.list().length, 1);
});

test("a send that throws fails at once", () => {
  const { outbox, clock } = outboxWith({ send: () => { throw new Error("comm is closed"); } });
  outbox.post(mark("m1"));
  assert.deepEqual(outbox.unsaved().map((entry) => entry.why), ["unreachable"]);
  assert.equal(clock.waiting(), 0);
});

test("a send whose promise fails is a failure too", async () => {
  const { outbox } = outboxWith({ send: () => Promise.reject(new Error("no")) });
  outbox.post(mark("m1"));
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(outbox.unsaved().map((entry) => entry.why), ["unreachable"]);
});

test("a retry has the same id, says that it is one, and keeps its order", () => {
  const { outbox, sent, clock } = outboxWith();
  outbox.post(mark("m1"));
  outbox.post(mark("m2", { base: "m1" }));
  clock.pass(PATIENCE);
  outbox.retry();
  outbox.settle("m1");
  assert.deepEqual(sent.map((message) => [message.id, message.retry]), [["m1", false], ["m1", true], ["m2", true]]);
  assert.equal(sent[2].base, "m1");
  clock.pass(PATIENCE);
  assert.equal(outbox.unsaved().length, 1);
});

test("an answer waits for the one before it, so that none can overtake another on the way", () => {
  const { outbox, sent } = outboxWith();
  for (const id of ["m1", "m2", "m3"]) outbox.post(mark(id));
  assert.deepEqual(sent.map((message) => message.id), ["m1"]);
  outbox.settle("m1");
  outbox.settle("m2");
  assert.deepEqual(sent.map((message) => message.id), ["m1", "m2", "m3"]);
});

test("what waits behind an answer without a reply is not saved either, and is said at once", () => {
  const { outbox, sent, clock } = outboxWith();
  for (const id of ["m1", "m2", "m3"]) outbox.post(mark(id));
  clock.pass(PATIENCE);
  assert.deepEqual(outbox.unsaved().map((entry) => entry.why), ["unanswered", "unanswered", "unanswered"]);
  assert.equal(sent.length, 1);
  outbox.post(mark("m4"));
  assert.equal(sent.at(-1).id, "m4");
});

test("a refused answer lets the next one pass", () => {
  const { outbox, sent } = outboxWith();
  outbox.post(mark("m1"));
  outbox.post(mark("m2"));
  outbox.refuse("m1", "the disk is full");
  assert.equal(sent.at(-1).id, "m2");
});

test("when the page goes away, all that waits is sent at once", () => {
  const { outbox, sent } = outboxWith();
  for (const id of ["m1", "m2", "m3"]) outbox.post(mark(id));
  outbox.hurry();
  assert.deepEqual(sent.map((message) => message.id), ["m1", "m2", "m3"]);
});

test("an acknowledgement that comes after the time-out still counts", () => {
  const { outbox, clock, kept } = outboxWith();
  outbox.post(mark("m1"));
  clock.pass(PATIENCE);
  outbox.settle("m1");
  assert.equal(outbox.unsaved().length, 0);
  assert.deepEqual(kept.list(), []);
});

test("an answer that was refused stays visible as not saved, with Python's reason", () => {
  const { outbox, clock } = outboxWith();
  outbox.post(mark("m1"));
  outbox.refuse("m1", "The disk is full.");
  assert.deepEqual(outbox.unsaved().map((entry) => [entry.state, entry.said]), [["refused", "The disk is full."]]);
  assert.equal(outbox.latest("c01").message.id, "m1");
  clock.pass(PATIENCE * 2);
  assert.equal(outbox.unsaved()[0].state, "refused");
});

test("the newest message of a claim is the one that shows", () => {
  const { outbox } = outboxWith();
  outbox.post(mark("m1"));
  outbox.post(mark("other", { claim: "c02" }));
  outbox.post({ kind: "retract", id: "m2", claim: "c01", base: "m1", retry: false });
  assert.equal(outbox.latest("c01").message.id, "m2");
  assert.equal(outbox.latest("c03"), null);
});

test("a new view finds what an earlier one could not save, and sends it with the same id", () => {
  const storage = fakeStorage();
  const clock = fakeClock();
  outboxWith({ storage, clock }).outbox.post(mark("m1"));
  clock.pass(PATIENCE);
  const later = outboxWith({ storage, clock });
  later.outbox.restore();
  assert.deepEqual(later.outbox.unsaved().map((entry) => entry.why), ["earlier"]);
  assert.deepEqual(later.sent, []);
  later.outbox.retry();
  assert.deepEqual(later.sent.map((message) => [message.id, message.retry]), [["m1", true]]);
});

test("a message that may still be under way in another view is not offered yet", () => {
  const storage = fakeStorage();
  const clock = fakeClock();
  outboxWith({ storage, clock }).outbox.post(mark("m1"));
  const second = outboxWith({ storage, clock });
  clock.pass(PATIENCE - 1);
  second.outbox.restore();
  assert.equal(second.outbox.unsaved().length, 0);
  second.outbox.restore();
  clock.pass(1);
  assert.equal(second.outbox.unsaved().length, 1, "it looks again by itself, once it is due");
  second.outbox.restore();
  assert.equal(second.outbox.unsaved().length, 1);
});

test("whose reader has left is not offered to the next one when it is due", () => {
  const storage = fakeStorage();
  const clock = fakeClock();
  outboxWith({ storage, clock }).outbox.post(mark("m1"));
  const second = outboxWith({ storage, clock });
  second.outbox.restore();
  second.outbox.forget();
  clock.pass(PATIENCE);
  assert.equal(second.outbox.unsaved().length, 0);
});

test("what the journal already holds is not offered again", () => {
  const storage = fakeStorage();
  const clock = fakeClock();
  outboxWith({ storage, clock }).outbox.post(mark("m1"));
  clock.pass(PATIENCE);
  const later = outboxWith({ storage, clock });
  later.outbox.restore((message) => message.id === "m1");
  assert.equal(later.outbox.unsaved().length, 0);
  assert.deepEqual(later.kept.list(), []);
});

test("throwing away takes the messages out of the browser too", () => {
  const { outbox, clock, kept, changes } = outboxWith();
  outbox.post(mark("m1"));
  clock.pass(PATIENCE);
  outbox.discard();
  assert.deepEqual([outbox.unsaved().length, kept.list().length, changes.at(-1)], [0, 0, "discarded"]);
});

test("another reader does not inherit messages, and the first one finds theirs again", () => {
  const { outbox, kept, clock } = outboxWith();
  outbox.post(mark("m1"));
  outbox.forget();
  clock.pass(PATIENCE);
  assert.equal(outbox.unsaved().length, 0);
  assert.equal(kept.list().length, 1);
});

test("a request that is no answer is not kept, but its failure is told", () => {
  const { outbox, changes, kept, clock } = outboxWith();
  outbox.post({ kind: "hand_in", id: "h1" });
  assert.equal(kept.list().length, 0);
  clock.pass(PATIENCE);
  assert.deepEqual(changes, ["sending", "failed"]);
  assert.equal(outbox.unsaved().length, 0);
  assert.equal(outbox.settle("h1"), null);
});

test("200 instant clicks are 200 messages", () => {
  const { outbox, sent } = outboxWith();
  for (let i = 0; i < 200; i += 1) outbox.post(mark(`m${i}`));
  for (let i = 0; i < 200; i += 1) outbox.settle(`m${i}`);
  assert.equal(new Set(sent.map((message) => message.id)).size, 200);
});

test("a storage that is missing, throws or holds nonsense stops nobody", () => {
  const throwing = () => { throw new Error("denied"); };
  for (const open of [throwing, () => null, () => undefined, () => ({ setItem: throwing, getItem: throwing, removeItem: throwing })]) {
    const kept = createStorage(open, "test ");
    kept.keep(mark("m1"), 0);
    kept.drop("m1");
    kept.clear();
    assert.deepEqual(kept.list(), []);
  }
  const storage = fakeStorage();
  storage.setItem("test x", "{nonsense");
  storage.setItem("somebody else's", "1");
  const kept = createStorage(() => storage, "test ");
  assert.deepEqual(kept.list(), []);
  kept.clear();
  assert.deepEqual(Object.keys(storage), ["somebody else's"]);
});

test("a new state answers the requests that wait for one, and no others", () => {
  const { outbox, clock, changes } = outboxWith();
  outbox.post({ kind: "clear", id: "r1" });
  outbox.post(mark("m1"));
  assert.deepEqual(outbox.settleRequests(["switch", "clear"]), ["clear"]);
  assert.deepEqual(outbox.settleRequests(["switch", "clear"]), []);
  clock.pass(PATIENCE);
  assert.deepEqual(changes, ["sending", "sending", "failed"]);
});
