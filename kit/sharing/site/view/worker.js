// The service worker of a site: it keeps one whole version of it, so that every page opens without a network, and hands
// out that version alone until it takes up the next. Python writes the list of files before it (kept_offline.py). What
// readers have marked is kept by the pages, elsewhere (IndexedDB), and never touched here.
const worker = /** @type {any} */ (globalThis);
/** @type {{ version: string, files: Record<string, string> }} */
const { version, files } = worker.SITE;
const SCOPE = worker.registration.scope;
// Sites of one host share its caches: a name says whose it is.
const OURS = `claim-by-claim ${SCOPE} `;
const NOW = OURS + version;
const LOST = "404.html";

const addressOf = (path) => new URL(path, SCOPE).href;

// All files or none: what a host has not replaced yet, or somebody has changed on the way, is not of this version.
async function keepAll() {
  const kept = await caches.open(NOW);
  try {
    await Promise.all(Object.entries(files).map(async ([path, hash]) => kept.put(addressOf(path), await whole(path, hash))));
  } catch (error) {
    await caches.delete(NOW);
    throw error;
  }
}

async function whole(path, hash) {
  const address = addressOf(path);
  const known = await caches.match(address);
  if (known) {
    const bytes = await known.clone().arrayBuffer();
    if ((await hashOf(bytes)) === hash) return known; // the last version has it already
  }
  const given = await fetch(new Request(address, { cache: "no-cache" }));
  const bytes = await given.arrayBuffer();
  if (!given.ok || (await hashOf(bytes)) !== hash) throw new Error(path);
  // A new answer: one that a host has sent on to another address could not be shown as a page.
  return new Response(bytes, { headers: { "Content-Type": given.headers.get("Content-Type") ?? "text/html" } });
}

async function hashOf(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== NOW) await caches.delete(name);
  await worker.clients.claim();
}

// Which file an address means; hosts leave out “index.html”, and some of them “.html”.
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  const root = new URL(SCOPE);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  const path = pathname.slice(root.pathname.length);
  return [path, `${path}.html`, `${path}index.html`].find((one) => Object.hasOwn(files, one)) ?? null;
}

async function answer(request, path) {
  const kept = await caches.open(NOW);
  const found = path && (await kept.match(addressOf(path)));
  if (found) return found;
  return fetch(request).catch(async (error) => {
    const lost = await kept.match(addressOf(LOST));
    if (!lost) throw error;
    return lost;
  });
}

// A page asks for the version that waits: at its beginning only where no other page of the site is open.
async function takeUp(isAsked, page) {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (isAsked || open.filter(({ url }) => url.startsWith(SCOPE)).length < 2) await worker.skipWaiting();
  else page.postMessage("not alone");
}

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (event) => event.waitUntil(takeUp(event.data === "take up", event.source)));
worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = method === "GET" ? pathOf(url) : null;
  if (path || (method === "GET" && mode === "navigate")) event.respondWith(answer(event.request, path));
});
