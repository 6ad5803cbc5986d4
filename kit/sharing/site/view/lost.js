// The page for an address that leads nowhere. Hosts show it at any depth, so it finds out where the site begins: where it
// is kept for reading offline, by the name of what keeps it (worker.js); else by the site's list of files, further up.
const KEEPS = "claim-by-claim";
const LIST = "claim-by-claim.json";
const HIGHEST = "/";

async function folderKept() {
  const names = (await globalThis.caches?.keys()) ?? []; // none on plain http
  const folders = names.map((name) => name.split(" ")).filter(([whose]) => whose === KEEPS).map(([, folder]) => folder);
  return folders.filter((folder) => window.location.href.startsWith(folder)).sort((one, other) => other.length - one.length)[0];
}

async function folderAbove() {
  for (let folder = new URL("./", window.location.href); ; folder = new URL("../", folder)) {
    const isHere = await fetch(new URL(LIST, folder)).then(({ ok }) => ok, () => false);
    if (isHere) return folder.href;
    if (folder.pathname === HIGHEST) return undefined;
  }
}

async function findStart() {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-start]"));
  const folder = (await folderKept().catch(() => undefined)) ?? (await folderAbove());
  if (folder) link.href = new URL(link.dataset.start, folder).href;
}

findStart();
