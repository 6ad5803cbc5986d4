// The plain host page of the tests: shows the widgets that Python opens, over one line to Python. `importModule` is
// handed in by the page: what is joined imports nothing.
import { createModel, show } from "../../kit/ui/host.js";

globalThis.openLine = (importModule) => {
  const line = new WebSocket(`${location.href.replace("http", "ws")}/line`);
  const modules = new Map(); // a module's text -> what it exports
  const opened = new Map(); // a widget's id -> its model's host, and what takes its view away

  const acts = {
    open({ widget, esm, css, state }) {
      const host = createModel(state, kernelOf(widget));
      const box = document.createElement("section");
      document.querySelector("main").append(box);
      addStyle(css);
      const shown = load(esm).then((module) => show(module.default, host.model, box));
      opened.set(widget, { host, takeAway: async () => (await shown)().then(() => box.remove()) });
    },
    custom: ({ widget, content }) => opened.get(widget)?.host.hear(content),
    update: ({ widget, state }) => opened.get(widget)?.host.update(state),
    close: ({ widget }) => opened.get(widget)?.takeAway(),
  };

  line.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    acts[message.method](message);
  });

  const kernelOf = (widget) => ({
    receive: (content) => tell({ widget, method: "custom", content }),
    save: (state) => tell({ widget, method: "update", state }),
  });

  function tell(message) {
    if (line.readyState !== WebSocket.OPEN) throw new Error("The kernel is gone.");
    line.send(JSON.stringify(message));
  }

  // As anywidget does it: the text becomes an address, from where it can import nothing.
  function load(esm) {
    const address = () => URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
    if (!modules.has(esm)) modules.set(esm, importModule(address()));
    return modules.get(esm);
  }
};

// One sheet for all widgets of a kind, as anywidget keeps it: with each sheet more, every change is styled more slowly.
const styled = new Set();
function addStyle(css) {
  if (styled.has(css)) return;
  styled.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
