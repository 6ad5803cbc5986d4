import assert from "node:assert/strict";
import test from "node:test";
import { view } from "./helpers.js";

const { notebookBeside } = await import(view("stop/going_on.js"));

const at = (pathname) => ({ pathname, href: `http://localhost:8888${pathname}?reset` });

test("a notebook of the same folder has an address beside this one's, and in JupyterLab a path to open it by", () => {
  assert.deepEqual(notebookBeside("02_b.ipynb", at("/lab/tree/reader/01_a.ipynb")), {
    href: "http://localhost:8888/lab/tree/reader/02_b.ipynb", path: "reader/02_b.ipynb",
  });
  assert.equal(notebookBeside("02_b.ipynb", at("/lab/tree/01_a.ipynb")).path, "02_b.ipynb");
  assert.equal(notebookBeside("02_b.ipynb", at("/user/x/lab/workspaces/auto-b/tree/my%20class/01_a.ipynb")).path, "my class/02_b.ipynb");
  assert.deepEqual(notebookBeside("02_b.ipynb", at("/doc/tree/reader/01_a.ipynb")), {
    href: "http://localhost:8888/doc/tree/reader/02_b.ipynb", path: "reader/02_b.ipynb",
  });
});

test("in Notebook 7 it is an address alone, and where the page's address names no notebook there is none", () => {
  assert.deepEqual(notebookBeside("02_b.ipynb", at("/notebooks/reader/01_a.ipynb")), {
    href: "http://localhost:8888/notebooks/reader/02_b.ipynb", path: null,
  });
  assert.equal(notebookBeside("02_b.ipynb", at("/lab")), null);
});

test("in JupyterLite the page's address goes on naming the folder, and names the other notebook", () => {
  const here = (query) => ({ pathname: "/lite/notebooks/index.html", href: `https://school.example/lite/notebooks/index.html${query}` });
  const there = notebookBeside("02_$&b.ipynb", here("?path=notebooks%2Fmy%20class%2F01_a.ipynb"));
  assert.equal(there.path, null);
  assert.equal(new URL(there.href).pathname, "/lite/notebooks/index.html");
  assert.equal(new URL(there.href).searchParams.get("path"), "notebooks/my class/02_$&b.ipynb");
  assert.equal(new URL(notebookBeside("02_b.ipynb", here("?path=01_a.ipynb")).href).searchParams.get("path"), "02_b.ipynb");
  assert.equal(notebookBeside("02_b.ipynb", here("?path=notes.md")), null);
});

test("a part of the same page has its own address, wherever the page is", () => {
  assert.deepEqual(notebookBeside("#section-2", at("/lesson.html")), { href: "#section-2", path: null });
  assert.deepEqual(notebookBeside("#section-2", at("/lab/tree/reader/01_a.ipynb")), { href: "#section-2", path: null });
});
