import assert from "node:assert/strict";
import test from "node:test";
import { ui } from "./helpers.js";

const { createModel, show } = await import(ui("host.js"));

const later = () => new Promise((done) => setTimeout(done));
const quiet = { receive: () => {} };

test("a value that changes is told, one that stays the same is not, even as another object", () => {
  const { model } = createModel({ marks: { c01: [1] }, reader: "a" }, quiet);
  const told = [];
  model.on("change:marks", () => told.push(["marks", model.get("marks")]));
  model.on("change", () => told.push("any"));
  model.set("marks", { c01: [1] });
  model.set("reader", "a");
  assert.deepEqual(told, []);
  model.set("marks", { c01: [2] });
  model.set("reader", "b");
  assert.deepEqual(told, [["marks", { c01: [2] }], "any", "any"]);
});

test("listeners leave by name and callback, by either, or all together", () => {
  for (const [given, left] of [[["a", 1], "b1 a2 b2"], [["a"], "b1 b2"], [[null, 1], "a2 b2"], [[], ""]]) {
    const { model } = createModel({ a: 0, b: 0 }, quiet);
    const heard = [];
    const callbacks = { 1: () => heard.push(1), 2: () => heard.push(2) };
    for (const number of [1, 2]) for (const name of ["a", "b"]) model.on(`change:${name}`, callbacks[number]);
    model.off(given[0] && `change:${given[0]}`, callbacks[given[1]]);
    const told = [];
    for (const name of ["a", "b"]) {
      heard.length = 0;
      model.set(name, 1);
      told.push(...heard.map((number) => `${name}${number}`));
    }
    assert.deepEqual(told.sort(), left.split(" ").filter(Boolean).sort());
  }
});

test("a listener that leaves while others are told is told for the last time", () => {
  const { model } = createModel({ a: 0 }, quiet);
  const heard = [];
  const second = () => heard.push("second");
  model.on("change:a", () => { heard.push("first"); model.off("change:a", second); });
  model.on("change:a", second);
  model.set("a", 1);
  model.set("a", 2);
  assert.deepEqual(heard, ["first", "second", "first"]);
});

test("messages go up as copies, and what the kernel throws reaches the view", () => {
  const got = [];
  const { model } = createModel({}, { receive: (content) => got.push(content) });
  const message = { kind: "mark", labels: ["denied"], nothing: undefined };
  model.send(message);
  message.labels.push("sourced");
  assert.deepEqual(got, [{ kind: "mark", labels: ["denied"] }]);
  const dead = createModel({}, { receive: () => { throw new Error("dead"); } });
  assert.throws(() => dead.model.send({}), /dead/);
});

test("an answer comes after what the view is doing, in order with changed values", async () => {
  const log = [];
  const host = createModel({ reader: "a" }, { receive: (content) => {
    host.hear({ kind: "ack", id: content.id });
    host.update({ reader: content.id });
  } });
  host.model.on("msg:custom", (content) => log.push(content.id));
  host.model.on("change:reader", () => log.push(host.model.get("reader")));
  host.model.send({ id: "m1" });
  host.model.send({ id: "m2" });
  log.push("sent");
  await later();
  assert.deepEqual(log, ["sent", "m1", "m1", "m2", "m2"]);
});

test("what is saved are the values that the view has set, each time", () => {
  const saved = [];
  const host = createModel({ a: 1, b: 2 }, { receive: () => {}, save: (changes) => saved.push(changes) });
  host.update({ b: 3 });
  host.model.set("a", [4]);
  host.model.save_changes();
  host.model.save_changes();
  assert.deepEqual(saved, [{ a: [4] }, {}]);
  createModel({}, quiet).model.save_changes();
});

test("a model is prepared once, before its first view, and each view ends for itself", async () => {
  const log = [];
  const widget = () => ({
    initialize: async ({ model }) => { await later(); model.set("ready", true); log.push("prepared"); },
    render: ({ model, el }) => { log.push(`${el.name} ${model.get("ready")}`); return () => log.push(`end ${el.name}`); },
  });
  const { model } = createModel({}, quiet);
  const element = (name) => ({ name, replaceChildren: () => log.push(`empty ${name}`) });
  const ends = await Promise.all([show(widget, model, element("one")), show(widget, model, element("two"))]);
  assert.deepEqual(log.sort(), ["one true", "prepared", "two true"]);
  log.length = 0;
  await ends[1]();
  assert.deepEqual(log, ["end two", "empty two"]);
  await show({ render: () => {} }, createModel({}, quiet).model, element("three")).then((end) => end());
});

test("a view has the six ways of the interface and no other", () => {
  const { model } = createModel({}, quiet);
  assert.deepEqual(Object.keys(model).sort(), ["get", "off", "on", "save_changes", "send", "set"]);
  assert.throws(() => { model.more = 1; });
});
