import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { answering, chance, ui, view } from "./helpers.js";

const { inParagraph, overlay, sentencesOf, stancesFor } = await import(view("reveal/overlay.js"));
const { changesNothing } = await import(view("store/answers.js"));

const span = (start, end) => ({ start, end });

test("a paragraph is cut into pieces that know what they belong to, and the pieces are the paragraph", () => {
  const text = "He said so, twice.";
  const pieces = overlay(text, { claim: [span(0, 10)], yours: [span(3, 7)], theirs: [span(5, 17)] });
  assert.deepEqual(pieces, [
    { text: "He ", kinds: ["claim"] },
    { text: "sa", kinds: ["claim", "yours"] },
    { text: "id", kinds: ["claim", "yours", "theirs"] },
    { text: " so", kinds: ["claim", "theirs"] },
    { text: ", twice", kinds: ["theirs"] },
    { text: ".", kinds: [] },
  ]);
});

test("code points are counted, so an emoji shifts nothing", () => {
  const pieces = overlay("🙂 he said", { claim: [span(0, 1)], yours: [], theirs: [span(2, 4)] });
  assert.deepEqual(pieces.filter((piece) => piece.kinds.length), [{ text: "🙂", kinds: ["claim"] }, { text: "he", kinds: ["theirs"] }]);
});

test("whatever overlaps, the pieces join to the paragraph and each is painted as its spans say", () => {
  const random = chance(11);
  const text = "abcdefghijklmnopqrst";
  for (let round = 0; round < 200; round += 1) {
    const spans = () => Array.from({ length: random.below(4) }, () => { const start = random.below(19); return span(start, start + 1 + random.below(20 - start)); });
    const layers = { claim: [span(2, 9)], yours: spans(), theirs: spans() };
    const pieces = overlay(text, layers);
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    for (const piece of pieces) {
      for (const [kind, list] of Object.entries(layers)) {
        const at = text.indexOf(piece.text);
        assert.equal(piece.kinds.includes(kind), list.some(({ start, end }) => start <= at && at < end));
      }
    }
  }
});

test("only the evidence of a paragraph is painted in it", () => {
  assert.deepEqual(inParagraph([{ paragraph: 1, quote: "a" }, { paragraph: 3, quote: "b" }], 3), [{ paragraph: 3, quote: "b" }]);
});

test("what is said of two answers names what both say and what only one says, and leaves out what nobody says", () => {
  const parts = (kind, both = [], key = [], own = []) => ({ kind, both, key, own });
  assert.deepEqual(sentencesOf(parts("same", ["sourced"]), ["sourced"], ["sourced"]), [["compare_same", {}]]);
  assert.deepEqual(sentencesOf(parts("same", ["sourced"]), ["sourced"], ["sourced"], { haveWords: true }), [["compare_same", {}], ["compare_words", {}]]);
  assert.deepEqual(sentencesOf(parts("also", [], ["sourced"]), [], ["sourced"]), [["compare_also", { key: ["sourced"] }]]);
  assert.deepEqual(sentencesOf(parts("different", [], ["denied"]), [], ["denied"]), [["compare_different", { own: [], key: ["denied"] }]]);
  assert.deepEqual(sentencesOf(parts("partly", ["denied"], [], ["sourced"]), ["sourced", "denied"], ["denied"]), [
    ["compare_both", { labels: ["denied"] }],
    ["compare_own", { labels: ["sourced"] }],
  ]);
});

test("nobody is offered to disagree with a key that says the same", () => {
  assert.deepEqual(stancesFor({ kind: "same" }), ["changed", "keep"]);
  for (const kind of ["also", "partly", "different"]) assert.deepEqual(stancesFor({ kind }), ["changed", "keep", "disagree"]);
});

test("a mind is changed by other labels only; whoever changed it may say more about it", () => {
  const answer = { labels: ["sourced"], reason: "x" };
  assert.equal(changesNothing(["sourced"], answer, null), true);
  assert.equal(changesNothing(["sourced"], { labels: ["sourced"], stance: "keep" }, null), true);
  assert.equal(changesNothing(["sourced", "denied"], answer, null), false);
  assert.equal(changesNothing([], answer, null), false);
  assert.equal(changesNothing([], { labels: [] }, null), true);
  assert.equal(changesNothing(["sourced"], answer, ["denied"]), false);
  assert.equal(changesNothing(["sourced"], { labels: ["sourced"], stance: "changed" }, null), false);
});

test("a stance goes out as an answer with everything that was said before, and waits like one until it is saved", async () => {
  const { answers, outbox, sent } = await answering({ marks: { c01: { id: "m1", labels: ["sourced"], who: "Falk", reason: "old", sure: 2 } } });
  answers.takeStand("c01", "keep", { labels: ["sourced"] });
  answers.takeStand("c01", "changed", { labels: ["denied"], reason: "new" });
  const [kept, changed] = [sent[0], outbox.latest("c01").message];
  assert.deepEqual([kept.kind, kept.stance, kept.labels, kept.who, kept.reason, kept.sure, kept.base], ["mark", "keep", ["sourced"], "Falk", "old", 2, "m1"]);
  assert.deepEqual([changed.stance, changed.labels, changed.who, changed.reason, changed.base], ["changed", ["denied"], "Falk", "new", kept.id]);
  answers.pressLabel("c01", "sourced");
  assert.equal("stance" in outbox.latest("c01").message, false);
});

test("every text that the reveal asks for is there", () => {
  const texts = (page) => readFileSync(new URL(`../../kit/ui/words/en/${page}.yaml`, import.meta.url), "utf8");
  const known = new Set([...`${texts("widget")}${texts("reveal")}`.matchAll(/^(\w+):/gm)].map((match) => match[1]));
  for (const file of [...["reveal.js", "cards.js", "stance.js", "overlay.js"].map((name) => view(`reveal/${name}`)), ui("labels.js")]) {
    const source = readFileSync(file, "utf8");
    const asked = [...source.matchAll(/(?:say\(|refuse\(|return |\? |: |\[)"([a-z]+_[a-z_]+|title|lead|button|open|yours|theirs|save|cancel|or|also|point|shown|waiting)"/g)].map((match) => match[1]);
    for (const key of asked) assert.ok(known.has(key), `${file.pathname}: ${key}`);
  }
});
