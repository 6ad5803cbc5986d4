// One notebook of JupyterLab or Notebook 7, as the other scripts see it.

/**
 * @param {object} given
 * @param {any} given.panel Jupyter's notebook panel
 * @param {any} given.CodeCell
 * @param {any} given.NotebookActions
 */
export function createNotebook({ panel, CodeCell, NotebookActions }) {
  const notebook = panel.content;
  const codeCells = () => notebook.widgets.filter((cell) => cell instanceof CodeCell);
  const sourceOf = (cell) => cell.model.sharedModel.getSource();

  /** Waits until the notebook is in sight. @returns {Promise<void>} */
  function seen() {
    return new Promise((resolve) => {
      const watcher = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(panel.node);
    });
  }

  // Cell by cell, and not by Run All: that scrolls to the end, or back to the active cell.
  /** @param {any} cell @returns {Promise<boolean>} whether it ran without an error */
  async function execute(cell) {
    const { deletedCells } = notebook.model;
    const reply = await CodeCell.execute(cell, panel.sessionContext, { deletedCells });
    deletedCells.length = 0;
    return !reply || reply.content.status === "ok"; // an empty cell has no reply
  }

  /** Whether a cell is one that its reader is asked to run again, after marking. @param {any} cell */
  const isRunAgain = (cell) => Boolean(cell.model.getMetadata("claim_by_claim")?.again);

  /** @param {any} cell */
  async function show(cell) {
    notebook.activeCellIndex = notebook.widgets.indexOf(cell);
    await notebook.scrollToCell(cell, "center"); // one that is far away may not be on the page yet
    cell.outputArea.node.scrollIntoView({ block: "center" });
  }

  function focus() {
    notebook.node.focus({ preventScroll: true });
  }

  /** @param {() => void} callback is called when somebody has run the page down to its end by Jupyter's own means */
  function onRunByHand(callback) {
    const hear = (_, { notebook: ran, cell, success }) => {
      if (ran === notebook && success && cell === codeCells().at(-1)) callback();
    };
    NotebookActions.executed.connect(hear);
    panel.disposed.connect(() => NotebookActions.executed.disconnect(hear));
  }

  return { widget: notebook, codeCells, sourceOf, sources: () => codeCells().map(sourceOf), seen, execute, isRunAgain, show, focus, onRunByHand };
}
