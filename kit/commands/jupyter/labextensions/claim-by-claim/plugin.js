// The plugin: looks at every notebook that is opened, and opens those that are pages of the kit.
import { createFolds } from "./folds.js";
import { createHold } from "./hold.js";
import { createKernel } from "./kernel.js";
import { readKit } from "./known.js";
import { createLine } from "./line.js";
import { createNotebook } from "./notebook.js";
import { createOpening } from "./opening.js";
import { sharedModule } from "./shared.js";

/**
 * @param {Record<string, any>} scope the modules that Jupyter shares
 * @returns {{ id: string, autoStart: boolean, activate: (app: any) => Promise<void> }}
 */
export function createPlugin(scope) {
  return { id: "claim-by-claim:plugin", autoStart: true, activate: (app) => activate(app, scope) };
}

async function activate(app, scope) {
  const [cells, notebooks, kit] = await Promise.all([
    sharedModule(scope, "@jupyterlab/cells"), sharedModule(scope, "@jupyterlab/notebook"), readKit(),
  ]);
  addStyle();
  const server = app.serviceManager.serverSettings.baseUrl;
  const opened = new WeakSet(); // of two views of one notebook the first runs it; what it shows, both show
  app.docRegistry.addWidgetExtension("Notebook", {
    createNew(panel, context) {
      context.ready.then(() => {
        const about = context.model.getMetadata("claim_by_claim");
        if (about?.reader !== true || panel.isDisposed) return;
        openPage({ panel, context, about, kit, cells, notebooks, server, isFirst: !opened.has(context) });
        opened.add(context);
      });
    },
  });
}

function openPage({ panel, context, about, kit, cells, notebooks, server, isFirst }) {
  const say = kit.say(about.language);
  const notebook = createNotebook({ panel, CodeCell: cells.CodeCell, NotebookActions: notebooks.NotebookActions });
  const kernel = createKernel(context.sessionContext);
  const hold = createHold(`claim-by-claim ${server} ${context.path}`);
  const line = createLine({ say, page: panel.node, below: panel.content.node, show: notebook.show });
  const opening = createOpening({ notebook, kernel, hold, line, verdictOf: kit.verdictOf });
  createFolds({ notebook, say, run: opening.runOne });
  panel.addClass("cbc-reader-page");
  panel.disposed.connect(() => hold.letGo());
  if (isFirst) opening.open();
}

function addStyle() {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL("reader.css", import.meta.url).href });
  document.head.append(link);
}
