// How a view asks for what was pressed before it lived: an event of the document, whose `detail` takes the presses.

export const TAKE = "cbc-take-presses";

/** @typedef {{ element: HTMLElement, key: string | null, wasPressed: string | null }} Press `key` is null for a click */
