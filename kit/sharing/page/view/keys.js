// The keys of this page's lessons: packed, so that nobody reads them by accident, or locked with a word that the teacher
// tells (kit/sharing/page/sealed.py).
import { createChanges } from "../../../ui/changes.js";
import { bytesOf, unpacked } from "./sealed.js";

/** Why a key does not open: `insecure`, the page came in a way in which browsers do not decrypt; or `wrong`. */
export class NotOpened extends Error {}

/**
 * @param {Record<string, any>} sealed by lesson, as Python has written them
 */
export function createKeys(sealed) {
  const keys = new Map(Object.entries(sealed).map(([lesson, one]) => [lesson, createKey(one)]));
  return { of: (lesson) => keys.get(lesson) ?? null };
}

function createKey({ data, salt = null, nonce = null, rounds = 0 }) {
  const { tell, subscribe } = createChanges();
  let value = null;

  async function unpack() {
    value ??= await unpacked(bytesOf(data));
  }

  async function unlock(word) {
    if (value) return;
    if (!globalThis.crypto?.subtle) throw new NotOpened("insecure");
    value = await unpacked(await decrypted(plainWord(word)));
    tell({ kind: "open" });
  }

  async function decrypted(word) {
    const made = await crypto.subtle.importKey("raw", new TextEncoder().encode(word), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: rounds };
    const key = await crypto.subtle.deriveKey(how, made, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(nonce) }, key, bytesOf(data)));
    } catch {
      throw new NotOpened("wrong");
    }
  }

  return { isLocked: () => salt !== null && value === null, unpack, unlock, value: () => value, subscribe };
}

/**
 * A word as it is compared: as it is heard in a class, whatever is typed.
 * @param {string} word
 */
export function plainWord(word) {
  return word.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}
