// Code is folded to a thin line above what it shows, which a click or a key opens. Nothing of it is kept in the notebook.

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./notebook.js").createNotebook>} given.notebook
 * @param {(key: string, values?: Record<string, any>) => string} given.say
 * @param {(cell: any) => void} given.run runs one cell again
 */
export function createFolds({ notebook, say, run }) {
  const { widget } = notebook;
  const folds = new Map();

  for (const [number, cell] of notebook.codeCells().entries()) {
    cell.ready.then(() => folds.set(cell, addFold(cell, number + 1)));
  }
  // Whoever types has to see where; and a cell that somebody adds was not there to be folded.
  widget.stateChanged.connect((_, { name, newValue }) => {
    if (name !== "mode" || newValue !== "edit") return;
    unfold(widget.activeCell);
    widget.activeCell?.editor?.focus();
  });
  widget.model.cells.changed.connect((_, { type, newValues }) => {
    const added = type === "add" ? newValues : [];
    for (const model of added) unfold(widget.widgets.find((cell) => cell.model === model));
  });

  function unfold(cell) {
    if (!cell) return;
    folds.get(cell)?.(true);
    cell.addClass("cbc-reader-open");
  }

  /** @returns {(isOpen: boolean) => void} */
  function addFold(cell, n) {
    const line = document.createElement("div");
    const button = makeButton("cbc-reader-code", say("code"), say("code_of", { n }));
    line.className = "cbc-reader-fold";
    line.setAttribute("data-lm-suppress-shortcuts", "true");
    line.append(button);
    if (notebook.isRunAgain(cell)) {
      const again = makeButton("cbc-reader-again", say("again"));
      again.addEventListener("click", () => run(cell));
      line.append(again);
    }
    const open = (isOpen) => {
      cell.toggleClass("cbc-reader-open", isOpen);
      button.setAttribute("aria-expanded", String(isOpen));
    };
    button.addEventListener("click", () => open(!cell.hasClass("cbc-reader-open")));
    open(cell.hasClass("cbc-reader-open"));
    cell.node.querySelector(".jp-Cell-inputWrapper").before(line);
    return open;
  }
}

/** @param {string} look @param {string} words @param {string} [name] */
function makeButton(look, words, name = words) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: look, textContent: words });
  button.setAttribute("aria-label", name);
  return button;
}
