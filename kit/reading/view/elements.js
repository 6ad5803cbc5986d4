// Making elements. Text becomes text nodes and nothing else: no markup is ever read from data.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setOn(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// true and "" switch an attribute on; false, null and undefined leave it out.
export function setOn(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

// The article's own words: in its language, and never in others. A browser that translates the page leaves them as they
// are; marks rest on these words, and on where they stand.
export function makeQuoted(tag, language, attributes, ...children) {
  const look = ["notranslate", attributes.class].filter(Boolean).join(" ");
  return make(tag, { lang: language, dir: "auto", translate: "no", ...attributes, class: look }, ...children);
}

// A button that says what it does in data-do (widget.js looks it up) and shows its key, if it has one. The
// key is no part of the name that is read aloud.
export function makeButton(action, label, { key, value, look = "", ...attributes } = {}) {
  const named = { type: "button", class: `cbc-button ${look}`.trim(), "data-do": action, "data-value": value };
  const shown = key ? make("kbd", { class: "cbc-key", "aria-hidden": "true" }, key) : null;
  return make("button", { ...named, "aria-keyshortcuts": key, ...attributes }, label, shown);
}

// Switched off, but still reachable: a button that went dead under the focus would drop the keyboard reader
// out of the widget.
export function setOff(button, isOff) {
  setOn(button, "aria-disabled", isOff ? "true" : null);
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function fillIn(template, values = {}) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// say("key", {n: 3}): the words for this key; "key_one" where it exists and n is 1. A missing key shows
// itself, so that a translator sees what is not translated yet.
export function createSay(words) {
  return (key, values = {}) => fillIn((values.n === 1 && words[`${key}_one`]) || words[key] || key, values);
}

// crypto.randomUUID is missing on pages served without https, as many school hubs are.
export function newId() {
  if (globalThis.crypto?.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function attemptOr(otherwise, action) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
