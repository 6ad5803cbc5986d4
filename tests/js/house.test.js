// The rules that the files of the views keep.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { desk, ui, view } from "./helpers.js";

const files = [view, ui, desk].flatMap((room) => readdirSync(room("")).filter((name) => name.endsWith(".js")).map((name) => room(name)));
const textOf = (file) => readFileSync(file, "utf8");

test("text never becomes markup, and nothing is asked of the network", () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b|fetch\(|XMLHttpRequest/;
  for (const file of files) assert.doesNotMatch(textOf(file), forbidden, file.pathname);
});

test("a view saves nothing through the model: answers are messages", () => {
  for (const name of readdirSync(view("")).filter((one) => one.endsWith(".js"))) assert.doesNotMatch(textOf(view(name)), /save_changes/, name);
});

test("a file can be read in one sitting", () => {
  assert.ok(files.length > 20);
  for (const file of files) assert.ok(textOf(file).split("\n").length < 250, file.pathname);
});
