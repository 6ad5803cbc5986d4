// Keeps the site for reading offline, by its service worker (worker.js), and says what is the case. A newer version never
// takes the place of a page that somebody is reading: it is taken up when a page opens, where no other one is open; or
// when the reader asks for it.

/** @param {HTMLElement} place holds the lines of which one is shown, and the worker's address */
export async function keepOffline(place) {
  const { serviceWorker } = navigator;
  const show = (when) => place.querySelectorAll("[data-when]").forEach((line) => line.toggleAttribute("hidden", line.getAttribute("data-when") !== when));
  if (window.location.protocol === "file:") return show("file");
  if (!window.isSecureContext) return show("insecure");
  if (!serviceWorker) return show("not_kept");
  try {
    const known = await registered(place.dataset.worker);
    const version = createVersion({ place, show, hadOne: Boolean(known?.active) });
    if (known?.active) show("kept");
    if (known?.waiting) version.begin(known.waiting);
    await loaded(); // what is read comes first
    const registration = await serviceWorker.register(place.dataset.worker, { updateViaCache: "none" });
    registration.addEventListener("updatefound", () => version.follow(registration));
    version.follow(registration);
  } catch {
    if (!(await registered(place.dataset.worker).catch(() => null))) show("not_kept"); // a setting of this browser, or of a school
  }
}

function createVersion({ place, show, hadOne }) {
  const { serviceWorker } = navigator;
  let isAsked = false;
  let waiting = null;

  function ask(worker, how) {
    isAsked = true;
    worker.postMessage(how);
  }

  function tellOf(worker) {
    waiting = worker;
    show("newer");
  }

  // The first version takes no page's place. A later one has: here, because it was asked to; or for another page.
  serviceWorker.addEventListener("controllerchange", () => {
    if (isAsked) window.location.reload();
    else if (hadOne) show("newer");
  });
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data === "not alone") isAsked = false;
  });
  place.querySelector("button").addEventListener("click", () => {
    if (waiting?.state === "installed") ask(waiting, "take up");
    else window.location.reload();
  });

  return {
    begin: (worker) => {
      tellOf(worker);
      ask(worker, "take up if alone");
    },
    follow: (registration) => {
      const coming = registration.installing;
      if (!coming) return;
      if (!hadOne) show("keeping");
      coming.addEventListener("statechange", () => {
        if (coming.state === "installed" && registration.active) tellOf(coming);
        else if (coming.state === "activated" && !hadOne) show("kept");
        else if (coming.state === "redundant" && !registration.active) show("not_kept");
      });
    },
  };
}

// The site's own registration: another site of this host may stand in a folder further up.
async function registered(worker) {
  const scope = new URL("./", new URL(worker, window.location.href)).href;
  const found = await navigator.serviceWorker.getRegistration(scope);
  return found?.scope === scope ? found : undefined;
}

function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
}
