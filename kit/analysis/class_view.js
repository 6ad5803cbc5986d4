// Keys for menus. JupyterLab acts on single keys (a adds a cell, x cuts one, arrows leave the menu) unless the focused
// element carries this attribute when the key goes down. It is set per key press, so that Ctrl+S still saves.
const ATTRIBUTE = "data-lm-suppress-shortcuts";

function render({ el }) {
  const keep = (event) => {
    const focused = document.activeElement;
    const isOurs = focused?.matches("select") && el.closest(".widget-vbox")?.contains(focused);
    if (isOurs) focused.toggleAttribute(ATTRIBUTE, !(event.ctrlKey || event.metaKey));
  };
  window.addEventListener("keydown", keep, { capture: true });
  return () => window.removeEventListener("keydown", keep, { capture: true });
}

export default { render };
