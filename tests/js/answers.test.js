import assert from "node:assert/strict";
import test from "node:test";
import { chance, ui, view } from "./helpers.js";

const { asksForMore, evidenceFault, lastStep, openClaims, partsOf, sameAnswer, withStep } =
  await import(view("store/answers.js"));
const { LABELS, NO_SOURCE, shownLabels, toggleLabel } = await import(ui("labels.js"));
const { createSay, fillIn } = await import(ui("say.js"));

const claim = (id, paragraph, core = false, section = 1) => ({ id, paragraph, core, section });
const answer = (labels, parts = {}) => ({ labels, ...partsOf(parts) });

test("labels combine, in one order whatever was pressed first", () => {
  assert.deepEqual(toggleLabel(null, "denied"), ["denied"]);
  assert.deepEqual(toggleLabel(["denied"], "anonymous"), ["anonymous", "denied"]);
  assert.deepEqual(toggleLabel(["anonymous", "denied"], "anonymous"), ["denied"]);
});

test("no source given stands alone, and is an answer of its own", () => {
  assert.deepEqual(toggleLabel(["sourced", "denied"], NO_SOURCE), []);
  assert.deepEqual(toggleLabel([], "denied"), ["denied"]);
  assert.deepEqual(toggleLabel(null, NO_SOURCE), []);
  assert.deepEqual(shownLabels([]), [NO_SOURCE]);
});

test("taking the last label off unmarks the claim", () => {
  assert.equal(toggleLabel(["sourced"], "sourced"), null);
  assert.equal(toggleLabel([], NO_SOURCE), null);
});

test("pressing any button twice leads back, unless it cleared others", () => {
  const random = chance(5);
  let labels = null;
  for (let round = 0; round < 200; round += 1) {
    const pressed = random.pick([...LABELS, NO_SOURCE]);
    const after = toggleLabel(labels, pressed);
    assert.notDeepEqual(after, labels);
    if (pressed !== NO_SOURCE && labels?.length !== 0) assert.deepEqual(toggleLabel(after, pressed), labels);
    labels = after;
  }
});

test("an answer without details equals one with empty details", () => {
  assert.ok(sameAnswer({ labels: [] }, answer([])));
  assert.ok(!sameAnswer({ labels: [] }, null));
  assert.ok(!sameAnswer(answer(["sourced"]), answer(["sourced"], { sure: 2 })));
});

test("only a marked core claim without a reason and without evidence asks for more", () => {
  assert.ok(asksForMore(claim("a", 1, true), answer(["sourced"])));
  assert.ok(asksForMore(claim("a", 1, true), answer(["sourced"], { reason: "  " })));
  assert.ok(!asksForMore(claim("a", 1, true), answer(["sourced"], { reason: "he said so" })));
  assert.ok(!asksForMore(claim("a", 1, true), answer(["sourced"], { evidence: [{ paragraph: 1, start: 0, end: 2, quote: "he" }] })));
  assert.ok(!asksForMore(claim("a", 1, false), answer(["sourced"])));
  assert.ok(!asksForMore(claim("a", 1, true), null));
});

test("a sixth piece of evidence, a very long one and the same one again are refused with a reason", () => {
  const piece = (start, end = start + 1) => ({ paragraph: 1, start, end, quote: "" });
  assert.equal(evidenceFault([0, 1, 2, 3, 4].map((at) => piece(at)), piece(9)), "many");
  assert.equal(evidenceFault([], piece(0, 301)), "long");
  assert.equal(evidenceFault([], piece(0, 300)), null);
  assert.equal(evidenceFault([piece(4)], piece(4)), "twice");
});

test("the next open claim: core ones behind this one, then from the top, then optional; apart from these, further on and earlier", () => {
  const claims = [claim("early", 1, true), claim("k1", 3, true), claim("o1", 3), claim("k2", 3, true)];
  const outline = [...claims, claim("far", 12, false, 2), claim("far core", 14, true, 2)];
  const next = (current, marked) => openClaims({ claims, shown: [3], section: 1, outline, current, isMarked: (id) => marked.includes(id) });
  assert.equal(next("o1", []).here, "k2");
  assert.equal(next("k2", []).here, "k1");
  assert.equal(next(null, ["k1", "k2"]).here, "o1");
  const [{ here, further, earlier }, all] = [next("k2", ["k1", "k2", "o1"]), ["k1", "k2", "o1", "early", "far core"]];
  assert.deepEqual([here, further.map(({ id }) => id), earlier], [null, ["far core", "far"], "early"]);
  assert.deepEqual(next("k2", all).further.map(({ id }) => id), ["far"]);
  assert.deepEqual(next("k2", [...all, "far"]), { here: null, further: [], earlier: null });
});

test("further on in the section no paragraph is leapt over, and the core ones of a paragraph come first", () => {
  const [here, near] = [[claim("k1", 3, true)], [claim("o5", 5), claim("o4", 4), claim("k5", 5, true), claim("far core", 12, true, 2)]];
  const { further } = openClaims({ claims: here, shown: [3], section: 1, outline: [...here, ...near], current: "k1", isMarked: () => false });
  assert.deepEqual(further.map(({ id }) => id), ["o4", "k5", "o5", "far core"]);
});

test("the claim in hand is the next open one when no other is open here or before", () => {
  const claims = [claim("only", 1, true)];
  const next = (marked) => openClaims({ claims, shown: [1], section: 1, outline: claims, current: "only", isMarked: (id) => marked.includes(id) });
  assert.equal(next([]).earlier, "only");
  assert.equal(next(["only"]).earlier, null);
});

test("undo takes the last step that still describes its claim, and forgets those it passed over", () => {
  const steps = [
    { claim: "a", before: null, after: answer(["sourced"]) },
    { claim: "b", before: null, after: answer(["denied"]) },
  ];
  const answers = { a: answer(["sourced"]), b: answer([]) }; // b was changed somewhere else since
  const { step, rest } = lastStep(steps, (id) => answers[id] ?? null);
  assert.equal(step.claim, "a");
  assert.deepEqual(rest, []);
  assert.equal(lastStep([], () => null).step, null);
});

test("the undo steps do not grow without end", () => {
  let steps = [];
  for (let i = 0; i < 600; i += 1) steps = withStep(steps, { claim: `c${i}` });
  assert.equal(steps.length, 500);
  assert.equal(steps.at(-1).claim, "c599");
});

test("texts are filled in, choose their form by the number, and a missing one shows its name", () => {
  const say = createSay({ left: "{n} claims of {all}", left_one: "one claim of {all}", bare: "{unknown}" });
  assert.equal(say("left", { n: 2, all: 3 }), "2 claims of 3");
  assert.equal(say("left", { n: 1, all: 3 }), "one claim of 3");
  assert.equal(say("bare"), "{unknown}");
  assert.equal(say("missing"), "missing");
  assert.equal(fillIn("{a}", { a: "<b>{a}</b>" }), "<b>{a}</b>");
});
