// The rules that the files of the views keep.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { desk, editor, extension, page, ui, view } from "./helpers.js";

const modulesIn = (room) => readdirSync(room(""), { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => room(name));
const files = [view, ui, desk, editor, page, extension].flatMap(modulesIn);
const textOf = (file) => readFileSync(file, "utf8");

test("text never becomes markup, and nothing is asked of the network; a script sets no style, but where a thing is", () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b(?!\.setProperty\("--)|fetch\(|XMLHttpRequest/;
  const ownList = 'fetch(new URL("known.json", import.meta.url)'; // what opens notebooks in Jupyter lies on its server, a file each
  for (const file of files) assert.doesNotMatch(textOf(file).replace(ownList, ""), forbidden, file.pathname);
});

test("a view saves nothing through the model: answers are messages", () => {
  assert.ok(modulesIn(view).length > 20);
  for (const file of [view, editor].flatMap(modulesIn)) assert.doesNotMatch(textOf(file), /save_changes/, file.pathname);
});

test("a file can be read in one sitting", () => {
  assert.ok(files.length > 20);
  for (const file of files) assert.ok(textOf(file).split("\n").length < 250, file.pathname);
});
