// What this browser keeps for a reader until it is saved. One entry of its storage per message, so that several views can
// keep theirs side by side. The storage may be missing, full or forbidden (private windows, school settings): then
// nothing is kept here, and the page still says what is not saved.
import { attemptOr } from "../../../ui/attempt.js";

/**
 * @param {() => any} openStorage gives the browser's storage, or throws
 * @param {string} prefix what the names of these entries begin with
 */
export function createStorage(openStorage, prefix) {
  const storage = attemptOr(null, openStorage);
  const key = (id) => `${prefix}${id}`;
  return {
    keep: (message, at) => attemptOr(null, () => storage?.setItem(key(message.id), JSON.stringify({ message, at }))),
    drop: (id) => attemptOr(null, () => storage?.removeItem(key(id))),
    list: () => keysOf(storage, prefix).map((name) => recordOf(storage, name)).filter(Boolean).sort((a, b) => a.at - b.at),
    clear: (isMeant = () => true) => keysOf(storage, prefix).filter(isMeant).forEach((name) => attemptOr(null, () => storage.removeItem(name))),
  };
}

function keysOf(storage, prefix) {
  return attemptOr([], () => Object.keys(storage ?? {}).filter((name) => name.startsWith(prefix)));
}

function recordOf(storage, name) {
  const record = attemptOr(null, () => JSON.parse(storage.getItem(name)));
  return record?.message?.id ? record : null;
}
