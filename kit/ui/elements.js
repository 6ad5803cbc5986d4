// Making elements. Text becomes text nodes and nothing else: no markup is ever read from data.

/**
 * Makes an element with attributes and children; children may be lists, and null is left out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...any} children
 * @returns {any} an element; `any`, because what it can do depends on its tag
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setOn(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Sets an attribute, if it is another one. true and "" switch it on; false, null and undefined leave it out.
 * @param {Element} element
 * @param {string} name
 * @param {any} value
 */
export function setOn(element, name, value) {
  if (value === false || value === null || value === undefined) return element.removeAttribute(name);
  const text = value === true ? "" : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text); // the same once more would be drawn once more
}

/**
 * Makes an element for the article's own words: in its language, and never in others. A browser that translates the page
 * leaves them as they are; marks rest on these words, and on where they stand.
 * @param {string} tag
 * @param {string} language
 * @param {Record<string, any>} attributes
 * @param {...any} children
 */
export function makeQuoted(tag, language, attributes, ...children) {
  const look = ["notranslate", attributes.class].filter(Boolean).join(" ");
  return make(tag, { lang: language, dir: "auto", translate: "no", ...attributes, class: look }, ...children);
}

/**
 * Makes a button that says what it does in data-do (its view looks it up) and shows its key, if it has one. The key is
 * no part of the name that is read aloud.
 * @param {string} action
 * @param {string} label
 * @param {Record<string, any>} [options] `key`, `value` (data-value), `look` (classes), and any attribute
 */
export function makeButton(action, label, { key, value, look = "", ...attributes } = {}) {
  const named = { type: "button", class: `cbc-button ${look}`.trim(), "data-do": action, "data-value": value };
  const shown = key ? make("kbd", { class: "cbc-key", "aria-hidden": "true" }, key) : null;
  return make("button", { ...named, "aria-keyshortcuts": key, ...attributes }, label, shown);
}

/**
 * Switches a button off, but leaves it reachable: one that went dead under the focus would drop the keyboard reader out
 * of the widget.
 * @param {Element} button
 * @param {boolean} isOff
 */
export function setOff(button, isOff) {
  setOn(button, "aria-disabled", isOff ? "true" : null);
}

/**
 * Sets a text, if it is another one: what is written anew is read aloud anew.
 * @param {Node} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
