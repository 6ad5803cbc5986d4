// A strip of dots alone on a page: what a press chooses is told to Python.
import { createDots } from "../../kit/ui/dots.js";
import { make } from "../../kit/ui/elements.js";
import { createSay } from "../../kit/ui/say.js";

function render({ model, el }) {
  const stateOf = ({ id }) => model.get("states")[id] ?? "open";
  const choose = model.get("chooses") ? ({ id }) => model.send({ chosen: id }) : null;
  const dots = createDots({ say: createSay(model.get("words")), claims: model.get("claims"), stateOf, choose });
  dots.refresh(model.get("current"));
  el.append(make("div", { class: "cbc" }, dots.element));
}

export default { render };
