// A list that is shown again and again: what stands there stays, with the focus in it, and only what is another changes.

/**
 * Makes what shows items in an element. `make` returns an item's element and what fills it; `key` tells items apart.
 * @template T
 * @param {{ list: HTMLElement, key: (item: T, index: number) => string, make: (item: T) => { element: HTMLElement, fill: (item: T) => void } }} given
 * @returns {(items: T[]) => void}
 */
export function createKeptList({ list, key, make }) {
  const parts = new Map();
  return (items) => {
    const keys = items.map(key);
    for (const [name, part] of parts) {
      if (keys.includes(name)) continue;
      part.element.remove();
      parts.delete(name);
    }
    items.forEach((item, index) => {
      if (!parts.has(keys[index])) parts.set(keys[index], make(item));
      const part = parts.get(keys[index]);
      part.fill(item);
      if (list.children[index] !== part.element) list.insertBefore(part.element, list.children[index] ?? null);
    });
  };
}
