import assert from "node:assert/strict";
import test from "node:test";
import { chance, ui } from "./helpers.js";

const { byReadingOrder, countPoints, cutAtClaims, ownerOf, quoteOf, snapToWords, spanFromUnits, toPoints, toUnits, wordSpans } =
  await import(ui("text.js"));

const FAMILY = "👨‍👩‍👧‍👦";
const PIECES = ["a", "é", "e\u0301", "🏊", FAMILY, "🇪🇺", "שלום", "مرحبا", " ", ", ", "word", "—", "न\u0940", "中文"];

const randomText = (random) => Array.from({ length: 1 + random.below(12) }, () => random.pick(PIECES)).join("");
const claim = (id, start, end, paragraph = 1) => ({ id, start, end, paragraph });

test("code points are counted as Python counts them", () => {
  assert.equal(countPoints("pool 🏊"), 6);
  assert.equal(countPoints(FAMILY), 7);
  assert.equal(countPoints("e\u0301"), 2);
});

test("an offset in code points survives the way to UTF-16 units and back, in any text", () => {
  const random = chance(1);
  for (let round = 0; round < 500; round += 1) {
    const text = randomText(random);
    const points = random.below(countPoints(text) + 1);
    assert.equal(toPoints(text, toUnits(text, points)), points, JSON.stringify(text));
    assert.equal(text.slice(0, toUnits(text, points)), [...text].slice(0, points).join(""));
  }
});

test("a span quotes exactly the words that it stands for, in any text", () => {
  const random = chance(2);
  for (let round = 0; round < 500; round += 1) {
    const text = randomText(random);
    const [start, end] = [random.below(text.length), random.below(text.length + 1)].sort((a, b) => a - b);
    const caught = snapToWords(text, start, end, "en");
    if (!caught) continue;
    const span = spanFromUnits(text, 3, caught);
    assert.equal(quoteOf(text, span), span.quote);
    assert.equal([...text].slice(span.start, span.end).join(""), span.quote);
    assert.equal(span.paragraph, 3);
  }
});

test("a drag through half words takes the whole words", () => {
  const text = "The bank paid nobody, officials said.";
  const start = text.indexOf("nk paid");
  const caught = snapToWords(text, start, text.indexOf("officials"), "en");
  assert.equal(text.slice(caught.start, caught.end), "bank paid nobody,");
});

test("space at the ends of a selection is left out, and nothing but space is no selection", () => {
  assert.deepEqual(snapToWords("one two three", 3, 8, "en"), { start: 4, end: 7 });
  assert.equal(snapToWords("one   two", 3, 6, "en"), null);
  assert.equal(snapToWords("one", 1, 1, "en"), null);
});

test("a selection never splits a character made of several code points", () => {
  const text = `keep ${FAMILY} cafe\u0301 open`;
  const at = text.indexOf(FAMILY);
  assert.equal(snapped(text, at + 2, at + 5), FAMILY);
  assert.equal(snapped(text, text.indexOf("e\u0301") , text.indexOf("e\u0301") + 1), "cafe\u0301");
});

test("a selection in a text that runs to the left takes the whole word", () => {
  const text = "אמר דובר העירייה";
  assert.equal(snapped(text, 5, 6), "דובר");
});

test("words are found without the browser's segmenter too", (t) => {
  const kept = Intl.Segmenter;
  t.after(() => { Intl.Segmenter = kept; });
  Intl.Segmenter = undefined;
  assert.equal(snapped("two officials said", 6, 8), "officials");
  assert.equal(wordSpans("two  words", "en").length, 2);
});

test("an unknown language does not stop the reader from selecting", () => {
  assert.equal(snapToWords("two words", 1, 2, "not a language!").end, 3);
});

test("snapping twice is snapping once", () => {
  const random = chance(3);
  for (let round = 0; round < 300; round += 1) {
    const text = randomText(random);
    const [start, end] = [random.below(text.length), random.below(text.length + 1)].sort((a, b) => a - b);
    const once = snapToWords(text, start, end, "en");
    if (once) assert.deepEqual(snapToWords(text, once.start, once.end, "en"), once, JSON.stringify(text));
  }
});

test("the words of a paragraph leave out spaces and punctuation, and keep emoji", () => {
  const text = "Keep it 🏊, now!";
  assert.deepEqual(wordSpans(text, "en").map((word) => text.slice(word.start, word.end)), ["Keep", "it", "🏊", "now"]);
});

test("a nested claim splits its outer claim into flat pieces, and a click means the inner one", () => {
  const pieces = cutAtClaims("aaabbbccc.", [claim("outer", 0, 9), claim("inner", 3, 6)]);
  assert.deepEqual(pieces.map((piece) => piece.text), ["aaa", "bbb", "ccc", "."]);
  assert.deepEqual(pieces.map((piece) => ownerOf(piece)), ["outer", "inner", "outer", null]);
  assert.deepEqual(pieces[1].covers, ["outer", "inner"]);
});

test("each claim has one head and one tail, on words of its own", () => {
  const pieces = cutAtClaims("one two three", [claim("outer", 0, 13), claim("inner", 0, 3)]);
  assert.deepEqual(pieces.map((piece) => [ownerOf(piece), piece.isHead, piece.isTail]), [["inner", true, true], ["outer", true, true]]);
  const spaced = cutAtClaims("one two three", [claim("outer", 0, 13), claim("a", 0, 3), claim("b", 4, 7)]);
  assert.equal(spaced.find((piece) => ownerOf(piece) === "outer" && piece.isHead).text, " three");
});

test("the pieces of any paragraph make up its text, and every claim is covered from start to end", () => {
  const random = chance(4);
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: 12 }, () => random.pick(PIECES)).join("");
    const claims = nestedClaims(random, 0, countPoints(text), "c");
    const pieces = cutAtClaims(text, claims);
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    for (const one of claims) {
      const covered = pieces.filter((piece) => piece.covers.includes(one.id)).map((piece) => piece.text).join("");
      assert.equal(covered, quoteOf(text, one));
    }
  }
});

test("claims are read in the order in which they begin, the outer one first", () => {
  const claims = [claim("late", 9, 12), claim("inner", 0, 4), claim("outer", 0, 8), claim("before", 3, 4, 0)];
  assert.deepEqual(claims.sort(byReadingOrder).map((one) => one.id), ["before", "outer", "inner", "late"]);
});

test("a paragraph of a thousand claims is cut in no time", () => {
  const text = "word ".repeat(1000);
  const claims = Array.from({ length: 1000 }, (_, i) => claim(`c${i}`, i * 5, i * 5 + 4));
  const start = performance.now();
  assert.equal(cutAtClaims(text, claims).filter((piece) => piece.isHead).length, 1000);
  assert.ok(performance.now() - start < 2000);
});

function snapped(text, start, end) {
  const caught = snapToWords(text, start, end, "en");
  return text.slice(caught.start, caught.end);
}

function nestedClaims(random, start, end, id) {
  if (end - start < 4 || random.next() < 0.2) return [];
  const from = start + random.below(2);
  const to = end - random.below(2);
  const middle = from + 1 + random.below(to - from - 2);
  return [claim(id, from, to), ...nestedClaims(random, from + 1, middle, `${id}a`), ...nestedClaims(random, middle, to, `${id}b`)];
}
