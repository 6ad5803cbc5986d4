// A part of a teacher's page. What it shows comes by message and is in no synced value, so that no saved notebook,
// checkpoint or copy of a widget's state can hold it. Python owns what stands here; this only puts it on the page.
import { giveFile } from "../../ui/download.js";
import { guardHands, isForJupyter, isSecondClick } from "../../ui/guard.js";

const SVG = "http://www.w3.org/2000/svg";
const SLICE = 2 ** 19; // bytes of a file that go in one message: Jupyter's own limit is 10 MB
const HELD_OPEN = "details[data-key]";

function render({ model, el }) {
  const stop = new AbortController();
  const root = document.createElement("div");
  root.className = "class-desk";
  el.append(root);
  const parts = new Map(); // by key: what was written there, and its element
  const waiting = new Map(); // by number: who waits for Python's answer
  let asked = 0;
  let gone = "";

  const send = (message, buffers = []) => {
    try {
      model.send(message, undefined, buffers);
    } catch {
      root.replaceChildren(document.createTextNode(gone)); // the kernel was restarted: nothing here is alive
    }
  };
  const ask = (message, buffers) => {
    asked += 1;
    send({ ...message, id: asked }, buffers);
    return new Promise((answer) => waiting.set(asked, answer));
  };

  const heard = {
    show: ({ pieces, values, texts }) => {
      gone = texts.gone;
      showPieces(root, parts, pieces);
      setValues(root, values);
    },
    next: ({ id, go }) => {
      waiting.get(id)?.(go);
      waiting.delete(id);
    },
    file: ({ name, type }, [data]) => giveFile({ within: root, name, data: new Blob([data], { type }) }),
  };
  const hear = (message, buffers) => heard[message.kind]?.(message, buffers);

  root.addEventListener("change", (/** @type {any} */ { target }) => {
    if (target.type === "file") sendFiles(ask, root, target);
    else if (target.name && target.type !== "text") send({ kind: "set", name: target.name, value: valueOf(target) });
  }, { signal: stop.signal });
  root.addEventListener("click", (/** @type {any} */ event) => {
    const button = event.target.closest("button[name]");
    if (!button || isSecondClick(event)) return;
    if (button.name === "pick") /** @type {HTMLElement} */ (root.querySelector(`input[type=file][name="${button.value}"]`))?.click();
    else send({ kind: "press", name: button.name, value: button.value, typed: typedIn(root) });
  }, { signal: stop.signal });
  root.addEventListener("keydown", (/** @type {any} */ { key, target }) => {
    if (key === "Enter" && target.matches("input[type=text]")) target.parentElement.parentElement.querySelector("button")?.click();
  }, { signal: stop.signal });
  root.addEventListener("keydown", (event) => pressByKey(root, event), { signal: stop.signal });
  root.addEventListener("close", () => send({ kind: "press", name: "look", value: "", typed: {} }), { signal: stop.signal, capture: true }); // Esc
  guardHands(root, stop.signal);
  model.on("msg:custom", hear);
  send({ kind: "ready" });
  return () => {
    stop.abort();
    model.off("msg:custom", hear);
    send({ kind: "left" }); // nobody draws for a cell that was run again
  };
}

// Only what has changed is put up anew: menus keep the focus, and whoever reads on is not thrown about.
function showPieces(root, parts, pieces) {
  const keys = new Set(pieces.map(([key]) => key));
  for (const [key, { element }] of parts) {
    if (keys.has(key)) continue;
    element.remove();
    parts.delete(key);
  }
  pieces.forEach(([key, tree], place) => {
    const written = JSON.stringify(tree);
    const before = parts.get(key);
    if (before?.written !== written) {
      const element = build(["div", { "data-piece": key }, ...tree]);
      if (before) takeOver(before.element, element);
      else root.append(element);
      parts.set(key, { written, element });
    }
    const { element } = parts.get(key);
    if (root.children[place] !== element) root.insertBefore(element, root.children[place] ?? null);
  });
  openDialogs(root);
}

// A dialog lies over the whole window, and the focus is in it: else keys would go to the notebook behind it.
function openDialogs(root) {
  for (const dialog of root.querySelectorAll("dialog")) {
    if (!dialog.open) dialog.showModal();
    if (!dialog.contains(document.activeElement)) dialog.focus();
  }
}

// A key presses the button that names it (https://www.w3.org/TR/wai-aria-1.2/#aria-keyshortcuts).
function pressByKey(root, event) {
  const dialog = root.querySelector("dialog[open]");
  if (!dialog || isForJupyter(event)) return;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const isNamed = (button) => button.getAttribute("aria-keyshortcuts").split(" ").includes(key);
  const button = [...dialog.querySelectorAll("button[aria-keyshortcuts]:enabled")].find(isNamed);
  if (!button) return;
  event.preventDefault();
  button.click();
}

// What was open stays open, and the focus goes to the control of the same name.
function takeOver(before, after) {
  const open = [...before.querySelectorAll(HELD_OPEN)].filter((one) => one.open).map((one) => one.dataset.key);
  for (const one of after.querySelectorAll(HELD_OPEN)) if (open.includes(one.dataset.key)) one.open = true;
  const focused = /** @type {any} */ (before.contains(document.activeElement) ? document.activeElement : null);
  before.replaceWith(after);
  openDialogs(after);
  if (!focused) return;
  const isSame = (/** @type {any} */ one) => one.name === focused.name && (one.type === "select-one" || one.value === focused.value);
  const again = /** @type {any} */ ([...after.querySelectorAll("button, input, select")].find(isSame));
  (again ?? after.querySelector("button, select, summary, [tabindex]"))?.focus({ preventScroll: true });
}

function build(tree) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [name, attributes, ...children] = tree;
  const isSvg = name.startsWith("svg:");
  const element = isSvg ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  if (name === "iframe") element.setAttribute("sandbox", ""); // before anything is in it
  for (const [key, value] of Object.entries(attributes)) if (isHarmless(key, value)) element.setAttribute(key, value);
  element.append(...children.map(build));
  return element;
}

// Python writes none of these; whatever came in by a fault would not run either.
function isHarmless(key, value) {
  return !/^on|^src$|action$|^sandbox$/i.test(key) && (!/href$/i.test(key) || value.startsWith("#"));
}

function setValues(root, values) {
  for (const control of root.querySelectorAll("input[name], select[name]")) {
    if (!(control.name in values) || control.type === "file") continue;
    const value = values[control.name];
    if (control.type === "checkbox") control.checked = value.includes(control.value);
    else control.value = value;
  }
}

function valueOf(control) {
  return control.type === "checkbox" ? { of: control.value, on: control.checked } : control.value;
}

function typedIn(root) {
  return Object.fromEntries([...root.querySelectorAll("input[type=text][name]")].map(({ name, value }) => [name, value]));
}

async function sendFiles(ask, root, input) {
  const files = [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  const bar = root.querySelector("progress");
  const all = files.reduce((sum, { file }) => sum + file.size, 0);
  const told = files.map(({ file, path }) => ({ path, size: file.size }));
  const upload = `${Date.now()} ${Math.random()}`; // pieces of one that was begun before go nowhere
  let done = 0;
  let goes = files.length > 0 && (await ask({ kind: "begin", upload, name: input.name, files: told }));
  for (const [number, { file }] of goes ? files.entries() : []) {
    for (let at = 0; at < file.size && goes; at += SLICE) {
      const piece = await file.slice(at, at + SLICE).arrayBuffer();
      goes = await ask({ kind: "bytes", upload, number }, [piece]);
      done += piece.byteLength;
      if (bar) Object.assign(bar, { hidden: false, max: all, value: done });
    }
  }
  if (goes) await ask({ kind: "end", upload });
  if (bar) bar.hidden = true;
  input.value = ""; // the same file can be chosen again
  for (const field of root.querySelectorAll("input[type=text]")) if (input.name.startsWith(field.name)) field.value = "";
}

export default { render };
