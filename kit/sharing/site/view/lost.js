// The page for an address that leads nowhere: hosts show it at any depth, so it looks upwards for the site's own list of
// files, and leads to the start page beside it. Where none is found, the link leads to this folder.
const LIST = "claim-by-claim.json";
const MOST = 12;

async function findStart() {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-start]"));
  let folder = new URL("./", window.location.href);
  for (let step = 0; step < MOST; step += 1) {
    const found = await fetch(new URL(LIST, folder)).then(({ ok }) => ok, () => false);
    if (found) {
      link.href = new URL(link.dataset.start, folder).href;
      return;
    }
    if (folder.pathname === "/") return;
    folder = new URL("../", folder);
  }
}

findStart();
