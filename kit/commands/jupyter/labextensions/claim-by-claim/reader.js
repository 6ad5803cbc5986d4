// What JupyterLab and Notebook 7 load of an extension: a container by its name. It is handed the modules that they share,
// and hands the plugin back. A bundler would write it; these are all the lines that there are to it.
(() => {
  const containers = (window["_JUPYTERLAB"] ??= {});
  let shared;
  containers["claim-by-claim"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const { createPlugin } = await import("./plugin.js");
      return () => ({ __esModule: true, default: createPlugin(shared) });
    },
  };
})();
