// Begins the page's script once the first stop has been painted: until then it would only stand in the way. It is packed
// in the page (kit/sharing/page/sealed.py), and allowed by its hash.
import { afterPaint } from "../../../ui/after_paint.js";
import { make } from "../../../ui/elements.js";
import { bytesOf, unpackedText } from "./sealed.js";

const { classList } = document.documentElement;
const START = "has-begun"; // the script sets it first of all: in a browser that does not understand it, it is not there

async function start() {
  document.head.append(make("script", {}, await unpackedText(bytesOf(document.getElementById("script").textContent))));
  if (!classList.contains(START)) document.documentElement.className = "";
}

if (classList.contains("is-live")) afterPaint(start)();
