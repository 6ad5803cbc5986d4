// What is set once: which claims are to be marked, and who sits where.
import { make, makeButton, setText } from "../../../ui/elements.js";

/**
 * @param {{ say: import("../../../ui/types").Say, paths: { name: string, title: string }[], prefix: string }} given
 * @returns {{ element: HTMLElement, fill: (page: any) => void, seats: () => string }}
 */
export function createSettings({ say, paths, prefix }) {
  const path = make(
    "select",
    { class: "cbc-input", id: `${prefix}-path`, "data-change": "path" },
    make("option", { value: "" }, say("core")),
    paths.map(({ name, title }) => make("option", { value: name }, title)),
  );
  const seats = make("textarea", { class: "cbc-input", id: `${prefix}-seats`, rows: "5", placeholder: say("seats_example"), spellcheck: "false" });
  const known = make("p", { class: "cbc-hint", "aria-live": "polite" });
  const list = make(
    "details",
    { class: "cbc-live-seats" },
    make("summary", {}, say("seats")),
    make("label", { class: "cbc-hint", for: seats.id }, say("seats_how")),
    seats,
    makeButton("use-seats", say("use_seats")),
    known,
  );
  const choice = make("p", { class: "cbc-live-path" }, make("label", { for: path.id }, say("path")), " ", path);
  const element = make("section", { class: "cbc-live-settings" }, paths.length ? choice : null, list);
  let taken = null;

  function fill(page) {
    if (document.activeElement !== path) path.value = page.path;
    if (taken !== page.seats.text) taken = seats.value = page.seats.text; // what is being typed stays
    const told = page.seats.n ? [say("seats_known", { n: page.seats.n })] : [];
    setText(known, [...told, ...page.seats.faults].join(" "));
  }
  return { element, fill, seats: () => seats.value };
}
