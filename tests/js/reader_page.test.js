// A notebook that opens by itself in Jupyter: what runs, what waits, and what is said, without Jupyter.
import assert from "node:assert/strict";
import test from "node:test";
import { extension, fakeClock } from "./helpers.js";

const { createKit, fingerprint } = await import(extension("known.js"));
const { createOpening, PATIENCE } = await import(extension("opening.js"));
const { createKernel, GRACE } = await import(extension("kernel.js"));
const { createHold } = await import(extension("hold.js"));
const { sharedModule } = await import(extension("shared.js"));

const { subtle } = globalThis.crypto;
const PAGE = ["import kit", "reading.show(1)", "reading.show(2)"];
const turnOfEvents = () => new Promise((resolve) => setTimeout(resolve));

// A page with these sources, as the opening sees it; what it does is written into `did`.
function opened({ sources = PAGE, verdict = "runs", isTaken = false, fails = null, again = null, revive = async () => {} } = {}) {
  const did = [];
  const heard = {};
  const clock = fakeClock();
  const cells = sources.map((source) => ({ source }));
  const python = Promise.withResolvers();
  const state = { isThere: false, fails };
  const notebook = {
    sources: () => cells.map((cell) => cell.source), sourceOf: (cell) => cell.source, codeCells: () => cells,
    seen: async () => {}, focus: () => {}, onRunByHand: (callback) => { heard.byHand = callback; },
    execute: async (cell) => { did.push(cell.source); await turnOfEvents(); return cell.source !== state.fails; },
    isRunAgain: (cell) => cell.source === again,
  };
  const kernel = {
    isThere: () => state.isThere, ready: () => python.promise, revive: async () => { did.push("revive"); await revive(); },
    importNothingFromHere: async () => { did.push("import nothing from here"); }, onTrouble: (callback) => { heard.trouble = callback; },
  };
  const hold = { take: async ({ fromOthers, lost }) => { heard.lost = lost; return fromOthers || !isTaken; } };
  const line = {
    said: "", cell: null, busy: () => { line.said = "busy"; }, clear: () => { line.said = ""; },
    offer: (why, { cell = null } = {}) => { line.said = why; line.cell = cell; }, onPress: (callback) => { heard.press = callback; },
  };
  const verdictOf = async () => verdict;
  const opening = createOpening({ notebook, kernel, hold, line, verdictOf, setTimer: clock.setTimer });
  const pythonComes = () => { state.isThere = true; python.resolve(); };
  return { did, heard, line, cells, clock, opening, pythonComes, state };
}

test("an unchanged page runs from top to bottom by itself, and imports nothing that lies beside it", async () => {
  const page = opened();
  page.pythonComes();
  await page.opening.open();
  assert.deepEqual(page.did, ["import nothing from here", ...PAGE]);
  assert.equal(page.line.said, "");
});

for (const verdict of ["unknown", "unchecked", "key"]) {
  test(`a page that is ${verdict} runs nothing until somebody presses the button`, async () => {
    const page = opened({ verdict });
    page.pythonComes();
    await page.opening.open();
    assert.deepEqual([page.did, page.line.said], [[], verdict]);
    await page.heard.press();
    assert.deepEqual([page.did, page.line.said], [["revive", ...PAGE], ""]);
  });
}

test("a page that another tab has runs on the button alone, and one that another tab takes says so", async () => {
  const page = opened({ isTaken: true });
  page.pythonComes();
  await page.opening.open();
  assert.deepEqual([page.did, page.line.said], [[], "elsewhere"]);
  await page.heard.press();
  assert.equal(page.line.said, "");
  page.heard.lost();
  assert.equal(page.line.said, "elsewhere");
});

test("code that is changed while the page runs does not run", async () => {
  const page = opened();
  page.pythonComes();
  const running = page.opening.open();
  await turnOfEvents();
  page.cells[2].source = "something else";
  await running;
  assert.deepEqual([page.did.includes("something else"), page.line.said], [false, "unknown"]);
});

test("an error in the middle stops the page, and leads to it; a restart stops it, and what comes late is not heard", async () => {
  const page = opened({ fails: PAGE[1] });
  page.pythonComes();
  await page.opening.open();
  assert.deepEqual([page.did.at(-1), page.line.said, page.line.cell], [PAGE[1], "failed", page.cells[1]]);
  const other = opened();
  other.pythonComes();
  const running = other.opening.open();
  await turnOfEvents();
  other.heard.trouble("restarted");
  await running;
  assert.ok(other.did.length < PAGE.length);
  assert.equal(other.line.said, "restarted");
});

test("a part that is run again once there are answers may fail when the page opens: what follows it runs", async () => {
  const page = opened({ fails: PAGE[1], again: PAGE[1] });
  page.pythonComes();
  await page.opening.open();
  assert.deepEqual([page.did.slice(1), page.line.said], [PAGE, ""]);
  await page.opening.runOne(page.cells[1]);
  assert.deepEqual([page.line.said, page.line.cell], ["failed", page.cells[1]]);
});

test("a part that is run again says whether it failed, and that it is well again; without Python it says so", async () => {
  const page = opened();
  await page.opening.runOne(page.cells[1]);
  assert.deepEqual([page.did, page.line.said], [[], "dead"]);
  page.pythonComes();
  await page.opening.open();
  page.state.fails = PAGE[1];
  await page.opening.runOne(page.cells[1]);
  assert.deepEqual([page.line.said, page.line.cell], ["failed", page.cells[1]]);
  page.state.fails = null;
  await page.opening.runOne(page.cells[1]);
  assert.equal(page.line.said, "");
});

test("a Python that is slow is said, and the page goes on by itself when it comes", async () => {
  const page = opened();
  const running = page.opening.open();
  await turnOfEvents();
  page.clock.pass(PATIENCE - 1);
  assert.equal(page.line.said, "busy");
  page.clock.pass(1);
  assert.equal(page.line.said, "slow");
  page.pythonComes();
  await running;
  assert.equal(page.line.said, "");
});

test("where Python cannot be started, the button stays", async () => {
  const page = opened({ verdict: "unknown", revive: () => Promise.reject(new Error("no such kernel")) });
  await page.opening.open();
  await page.heard.press();
  assert.deepEqual([page.did, page.line.said], [["revive"], "dead"]);
});

test("whoever runs the page down to its end by Jupyter's own means needs no button", async () => {
  const page = opened({ verdict: "unknown" });
  await page.opening.open();
  page.heard.byHand();
  assert.equal(page.line.said, "");
});

test("a page is known by the code of all its cells in their order, and by nothing else", async () => {
  const kit = createKit({ words: { en: { run: "Run" } }, runs: { [await fingerprint(PAGE, subtle)]: "a" }, key: { [await fingerprint(["key"], subtle)]: "b" } }, subtle);
  assert.equal(await kit.verdictOf(PAGE), "runs");
  assert.equal(await kit.verdictOf(["key"]), "key");
  const [first, ...rest] = PAGE;
  for (const other of [[], [...PAGE, ""], [...PAGE, "more()"], rest, [...rest, first], [first + " ", ...rest], [PAGE.join("\n")], ["toString"]]) {
    assert.equal(await kit.verdictOf(other), "unknown", JSON.stringify(other));
  }
});

test("where the browser counts nothing, a page is not called changed", async () => {
  assert.equal(await createKit({ words: {}, runs: {}, key: {} }, null).verdictOf(PAGE), "unchecked");
});

test("words come in the page's language, without its country where there is none, and else in English", () => {
  const kit = createKit({ words: { en: { part: "part {n}" }, de: { part: "Teil {n}" } }, runs: {}, key: {} }, subtle);
  assert.deepEqual(["de-AT", "fr", undefined].map((language) => kit.say(language)("part", { n: 2 })), ["Teil 2", "part 2", "part 2"]);
});

function signal() {
  const callbacks = new Set();
  return { connect: (one) => callbacks.add(one), disconnect: (one) => callbacks.delete(one), emit: (value) => [...callbacks].forEach((one) => one(null, value)) };
}

function session(kernel) {
  const it = { ready: Promise.resolve(), session: { kernel }, statusChanged: signal(), kernelChanged: signal(), kernelPreference: { name: "python3" }, sessionManager: { refreshRunning: async () => {} }, started: [] };
  it.changeKernel = async ({ name }) => {
    it.started.push(name);
    it.statusChanged.emit("restarting"); // one's own doing is no trouble
  };
  return it;
}

test("a restart and a dead Python are told, also one that was shut down or exchanged", () => {
  const old = { id: "1", name: "python3", status: "idle", info: Promise.resolve() };
  const context = session(old);
  const told = [];
  createKernel(context).onTrouble((why) => told.push(why));
  for (const status of ["busy", "restarting", "autorestarting", "dead"]) context.statusChanged.emit(status);
  context.kernelChanged.emit({ oldValue: null, newValue: old });
  context.kernelChanged.emit({ oldValue: old, newValue: old });
  context.kernelChanged.emit({ oldValue: old, newValue: { id: "2" } });
  context.kernelChanged.emit({ oldValue: old, newValue: null });
  assert.deepEqual(told, ["restarted", "restarted", "dead", "restarted", "dead"]);
});

test("Python is started anew where it is dead, missing or silent, and left alone where it answers", async () => {
  const clock = fakeClock();
  const never = new Promise(() => {});
  const cases = [
    [{ id: "1", name: "other", status: "dead" }, ["other"]],
    [null, ["python3"]],
    [{ id: "1", name: "python3", status: "starting", info: never }, ["python3"]],
    [{ id: "1", name: "python3", status: "unknown", info: Promise.resolve() }, []],
  ];
  for (const [kernel, started] of cases) {
    const context = session(kernel);
    const python = createKernel(context, clock.setTimer);
    const told = [];
    python.onTrouble((why) => told.push(why));
    const reviving = python.revive();
    await turnOfEvents();
    clock.pass(GRACE);
    await reviving;
    assert.deepEqual([context.started, told], [started, []]);
  }
});

test("what is no Python runs nothing by itself", async () => {
  const python = createKernel(session({ status: "idle", requestExecute: () => ({ done: Promise.resolve({ content: { status: "error" } }) }) }));
  await assert.rejects(python.importNothingFromHere());
});

// The browser's locks, for as many tabs as there are holds.
function browserLocks() {
  let holder = null;
  return {
    request: (_name, { steal = false }, held) => new Promise((resolve, reject) => {
      if (holder && !steal) return resolve(held(null));
      holder?.reject(new DOMException("", "AbortError"));
      const mine = (holder = { reject });
      Promise.resolve(held({})).then(() => { if (holder === mine) holder = null; resolve(); });
    }),
  };
}

test("of two tabs one has the page, the other can take it, and a closed one gives it back", async () => {
  const locks = browserLocks();
  const told = [];
  const [one, other] = ["one", "other"].map((name) => ({ ...createHold("page", locks), lost: () => told.push(name) }));
  assert.deepEqual([await one.take(one), await one.take(one), await other.take(other)], [true, true, false]);
  assert.equal(await other.take({ ...other, fromOthers: true }), true);
  await turnOfEvents();
  assert.deepEqual(told, ["one"]);
  assert.equal(await one.take(one), false);
  other.letGo();
  await turnOfEvents();
  assert.equal(await one.take(one), true);
});

test("where the browser has no locks, every tab has the page", async () => {
  assert.equal(await createHold("page", null).take(), true);
});

test("of a shared module, what Jupyter has loaded goes before what is newer", async () => {
  const version = (name, loaded) => ({ get: async () => () => name, loaded });
  assert.equal(await sharedModule({ it: { "4.10.0": version("new"), "4.9.0": version("old") } }, "it"), "new");
  assert.equal(await sharedModule({ it: { "4.10.0": version("new"), "4.9.0": version("its own", 1) } }, "it"), "its own");
  await assert.rejects(sharedModule({}, "it"), /shares no it/);
});
