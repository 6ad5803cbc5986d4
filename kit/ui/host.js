// The plain host: the anywidget interface without Jupyter. A page that has it can show any widget of the kit; what
// answers the widget's messages, the kernel, is handed in: it may be Python far away, or a part of the page itself.

/**
 * What answers a widget.
 * @typedef {object} Kernel
 * @property {(content: any) => void | Promise<void>} receive takes a message of a view; throws where nobody hears it
 * @property {(changes: Record<string, any>) => void} [save] takes the values that a view has saved
 */

/**
 * What a view gets as `model`.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(name: string, callback: Function) => void} on
 * @property {(name?: string | null, callback?: Function | null) => void} off
 * @property {(content: any) => void | Promise<void>} send
 */

/**
 * Makes the model of one widget, and the two ways down to it: `hear` hands it a message, `update` new values. As in
 * Jupyter, both reach the views after whatever these are doing now, in order, and what is sent up is a copy.
 * @param {Record<string, any>} state
 * @param {Kernel} kernel
 * @returns {{ model: Model, hear: (content: any) => void, update: (changes: Record<string, any>) => void }}
 */
export function createModel(state, kernel) {
  const values = { ...state };
  const unsaved = new Set();
  let listeners = [];

  function emit(name, ...given) {
    for (const one of listeners.filter((listener) => listener.name === name)) one.callback(...given);
  }

  // Equal values change nothing, as in Jupyter, where they may be other objects.
  function take(name, value) {
    const isSame = isEqual(values[name], value);
    values[name] = value;
    if (!isSame) emit(`change:${name}`);
    return !isSame;
  }

  function takeAll(changes) {
    if (Object.entries(changes).filter(([name, value]) => take(name, value)).length) emit("change");
  }

  const model = {
    get: (name) => values[name],
    set: (name, value) => {
      unsaved.add(name);
      takeAll({ [name]: value });
    },
    save_changes: () => {
      const changes = Object.fromEntries([...unsaved].map((name) => [name, values[name]]));
      unsaved.clear();
      kernel.save?.(copy(changes));
    },
    on: (name, callback) => {
      listeners = [...listeners, { name, callback }];
    },
    off: (name = null, callback = null) => {
      const isMeant = (one) => (name === null || one.name === name) && (callback === null || one.callback === callback);
      listeners = listeners.filter((one) => !isMeant(one));
    },
    send: (content) => kernel.receive(copy(content)),
  };
  return {
    model: Object.freeze(model),
    hear: (content) => queueMicrotask(() => emit("msg:custom", content, [])),
    update: (changes) => queueMicrotask(() => takeAll(changes)),
  };
}

const prepared = new WeakMap(); // model -> the promise that its widget has prepared it

/**
 * Shows a view of a model in an element, once the widget has prepared the model, and returns what ends the view.
 * @param {{ initialize?: Function, render: Function } | (() => any)} widget a module's default export
 * @param {Model} model
 * @param {Element} el
 * @returns {Promise<() => Promise<void>>}
 */
export async function show(widget, model, el) {
  const { initialize, render } = typeof widget === "function" ? await widget() : widget;
  if (!prepared.has(model)) prepared.set(model, Promise.resolve(initialize?.({ model })));
  await prepared.get(model);
  const end = await render({ model, el });
  return async () => {
    await end?.();
    el.replaceChildren();
  };
}

function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

function isEqual(a, b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
