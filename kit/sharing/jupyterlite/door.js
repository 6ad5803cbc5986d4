// The door to the notebooks. What keeps their files is JupyterLite's service worker. It is started here, before a notebook
// opens: a page that the site's own worker looks after would be taken for one that JupyterLite's does, and all workers of
// this address would be ended, the site's among them, so that it would not open offline any more.
const SCRIPT = "service-worker.js?enableCache=false";
const { serviceWorker, storage } = navigator;
const page = document.querySelector("main");
const shown = (id, isShown) => document.getElementById(id).toggleAttribute("hidden", !isShown);

async function start() {
  if (!serviceWorker) throw new Error("This browser keeps no files at this address.");
  const registration = await serviceWorker.register(SCRIPT, { scope: "./" });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  await activated(worker);
  localStorage.setItem(`${worker.scriptURL}-version`, page.dataset.version); // by this JupyterLite knows its own
  storage?.persist?.(); // asked for once, and no promise: a browser that is short of space may still empty it
}

function activated(worker) {
  if (worker.state === "activated") return Promise.resolve();
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The worker could not start."));
    });
  });
}

const isKept = start().then(() => true, () => false);
isKept.then((kept) => {
  shown("lost", !kept);
  shown("kept", kept);
});

page.addEventListener("click", async (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  shown("opening", true);
  await isKept;
  window.location.assign(link.href);
});
window.addEventListener("pageshow", () => shown("opening", false)); // somebody has come back
