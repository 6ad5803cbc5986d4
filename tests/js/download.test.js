import assert from "node:assert/strict";
import test from "node:test";
import { ui } from "./helpers.js";

const { giveFile } = await import(ui("download.js"));

test("a file is given under its name, and its address is let go only when the download has had its time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const done = [];
  const link = {
    attributes: {}, append: () => {}, getAttribute: () => null, setAttribute: (name, value) => { link.attributes[name] = value; },
    click: () => done.push("click"), remove: () => done.push("remove"),
  };
  const within = { append: (child) => done.push(child === link ? "append" : "another") };
  globalThis.document = { createElement: () => link };
  const revoke = t.mock.method(URL, "revokeObjectURL");
  const create = t.mock.method(URL, "createObjectURL");
  giveFile({ within, name: "answers.jsonl", data: new Blob(["{}\n"]) });
  const [address] = create.mock.calls.map((call) => call.result);
  assert.deepEqual(link.attributes, { href: address, download: "answers.jsonl", hidden: "" });
  assert.deepEqual(done, ["append", "click", "remove"]);
  t.mock.timers.tick(59_000);
  assert.equal(revoke.mock.callCount(), 0);
  t.mock.timers.tick(1_000);
  assert.deepEqual(revoke.mock.calls.map((call) => call.arguments), [[address]]);
});
