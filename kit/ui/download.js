// Giving a person a file, as the browser's own download.
import { make } from "./elements.js";

const KEPT = 60000; // ms that a download may take to start

/**
 * @param {object} given
 * @param {Element} given.within the part of the page that gives it
 * @param {string} given.name of the file
 * @param {Blob} given.data
 */
export function giveFile({ within, name, data }) {
  const address = URL.createObjectURL(data);
  const link = make("a", { href: address, download: name, hidden: true });
  within.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
