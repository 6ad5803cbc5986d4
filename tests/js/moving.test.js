import assert from "node:assert/strict";
import test from "node:test";
import { editor } from "./helpers.js";

const { createMoving } = await import(editor("moving.js"));

function person() {
  let at = { id: "c01" };
  const done = [];
  const moving = createMoving({ current: () => at });
  const press = (name) => moving.hold(name, (claim) => {
    done.push(`${name} ${claim.id}`);
    moving.began(entryOf(name, claim));
  });
  const entries = [];
  function entryOf(name, claim) {
    const entry = { message: { name, given: name === "make" ? {} : { claim_id: claim.id } } };
    entries.push(entry);
    return entry;
  }
  const go = (id) => {
    at = id && { id };
    moving.left();
  };
  const arrive = (entry, id) => {
    if (moving.leadsOn(entry)) at = { id };
    moving.ended(entry, { id });
  };
  return { moving, press, done, go, arrive, entries, make: () => moving.began(entryOf("make")), at: () => at.id };
}

test("what is pressed while a claim is being made is meant for that claim, in order", () => {
  const { press, done, make, arrive, entries } = person();
  make();
  press("label");
  press("confirm");
  assert.deepEqual(done, []);
  arrive(entries[0], "c07");
  assert.deepEqual(done, ["label c07", "confirm c07"]);
});

test("behind a step that leads on, further presses wait for the next claim", () => {
  const { press, done, arrive, entries } = person();
  press("confirm");
  press("label");
  press("confirm");
  press("label");
  arrive(entries[0], "c02");
  assert.deepEqual(done, ["confirm c01", "label c02", "confirm c02"]);
  arrive(entries.at(-1), "c03");
  assert.equal(done.at(-1), "label c03");
});

test("a double press is one press", () => {
  const { press, done, arrive, entries } = person();
  for (const name of ["confirm", "confirm"]) press(name);
  arrive(entries[0], "c02");
  assert.deepEqual(done, ["confirm c01"]);
});

test("whoever has gone elsewhere is left there, and works there at once", () => {
  const { press, done, make, go, arrive, entries, at } = person();
  make();
  press("label");
  go("c05");
  press("nature");
  arrive(entries[0], "c07");
  assert.deepEqual([done, at()], [["nature c05", "label c07"], "c05"]);
});

test("a refused step takes along what waited for its claim; what is given up, all that waited", () => {
  const { moving, press, done, make, entries } = person();
  make();
  press("label");
  moving.ended(entries[0], null);
  make();
  press("label");
  moving.forget();
  moving.ended(entries[1], { id: "c07" });
  press("nature");
  assert.deepEqual(done, ["nature c01"]);
});
