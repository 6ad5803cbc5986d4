// The rules that the files of the view keep, so that Python can put them together into one module.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { view } from "./helpers.js";

const files = readdirSync(view("")).filter((name) => name.endsWith(".js"));
const textOf = (name) => readFileSync(view(name), "utf8");
const linesOf = (name) => textOf(name).split("\n");

test("every name at the top of a file is unique among all files", () => {
  const owners = new Map();
  for (const file of files) {
    for (const line of linesOf(file)) {
      const name = /^(?:export )?(?:async )?(?:function|const|let|class) (\w+)/.exec(line)?.[1];
      if (!name) continue;
      assert.ok(!owners.has(name), `${name} is in ${file} and in ${owners.get(name)}`);
      owners.set(name, file);
    }
  }
});

test("imports are one line each and stay in the folder", () => {
  for (const file of files) {
    const imports = linesOf(file).filter((line) => line.startsWith("import "));
    for (const line of imports) assert.match(line, /^import \{.*\} from "\.\/\w+\.js";$/, `${file}: ${line}`);
    assert.ok(!/\bimport\(/.test(textOf(file)), file);
  }
});

test("only the two entries have a default export", () => {
  const owners = files.filter((file) => /^export default/m.test(textOf(file)));
  assert.deepEqual(owners, ["reveal.js", "widget.js"]);
});

test("text never becomes markup, and nothing is saved through the model", () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b|save_changes|fetch\(|XMLHttpRequest/;
  for (const file of files) assert.doesNotMatch(textOf(file), forbidden, file);
});

test("a file can be read in one sitting", () => {
  for (const file of files) assert.ok(linesOf(file).length < 250, file);
});
