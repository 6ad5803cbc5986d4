// The keys of this page's lessons: packed, so that nobody reads them by accident, or locked with a word that the teacher
// tells (kit/sharing/page/sealed.py). Who has typed the word need not type it again: the browser keeps what it makes of
// the word, which no script can read, for this reader and this file. The next reader of this computer has to be told it.
import { createChanges } from "../../../ui/changes.js";
import { bytesOf, unpacked } from "./sealed.js";

/** Why a key does not open: `insecure`, the page came in a way in which browsers do not decrypt; or `wrong`. */
export class NotOpened extends Error {}

/**
 * @typedef {object} Notes what is kept for whoever reads now
 * @property {() => string} reader
 * @property {(name: string) => Promise<any>} noted
 * @property {(name: string, value: any) => Promise<void>} note
 * @property {(listener: (what: string) => void) => void} subscribe
 */

/**
 * @param {Record<string, any>} sealed by lesson, as Python has written them
 * @param {Notes | null} [notes] null where nothing is kept
 */
export function createKeys(sealed, notes = null) {
  const keys = new Map(Object.entries(sealed).map(([lesson, one]) => [lesson, "salt" in one ? createLocked(one, notes) : createPacked(one)]));
  return { of: (lesson) => keys.get(lesson) ?? null };
}

// Nothing locks it; it is unpacked when somebody asks for it.
function createPacked({ data }) {
  let value = null;
  return {
    isLocked: () => false, value: () => value, unlock: async () => {}, subscribe: () => {},
    unpack: async () => { value ??= await unpacked(bytesOf(data)); },
  };
}

function createLocked({ data, salt, nonce, rounds }, notes) {
  const { tell, subscribe } = createChanges();
  const name = `key ${salt}`; // each file has a salt of its own
  let value = null;

  async function unlock(word) {
    if (value) return;
    if (!globalThis.crypto?.subtle) throw new NotOpened("insecure");
    const reader = notes?.reader();
    const key = await derived(plainWord(word));
    if (reader !== notes?.reader()) return; // that takes a second: somebody else may read by now
    await open(key);
    await notes?.note(name, key).catch(() => {}); // where nothing is kept, the word is typed once more
  }

  async function open(key) {
    const opened = await unpacked(await decrypted(key));
    value = opened;
    tell({ kind: "key" });
  }

  async function derived(word) {
    const made = await crypto.subtle.importKey("raw", new TextEncoder().encode(word), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: rounds };
    return crypto.subtle.deriveKey(how, made, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  }

  async function decrypted(key) {
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(nonce) }, key, bytesOf(data)));
    } catch {
      throw new NotOpened("wrong");
    }
  }

  // What somebody else opened is locked for the next reader, and open again for whoever opened it before.
  async function follow() {
    if (value) {
      value = null;
      tell({ kind: "key" });
    }
    const reader = notes.reader();
    const key = await notes.noted(name);
    if (key && reader === notes.reader()) await open(key);
  }

  const followIfAnyIsKept = () => follow().catch(() => {});
  if (notes) {
    notes.subscribe((what) => what === "reader" && followIfAnyIsKept());
    followIfAnyIsKept();
  }
  return { isLocked: () => value === null, value: () => value, unpack: async () => {}, unlock, subscribe };
}

/**
 * A word as it is compared: as it is heard in a class, whatever is typed.
 * @param {string} word
 */
export function plainWord(word) {
  return word.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}
