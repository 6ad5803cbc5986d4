// The reading widget: puts the parts together, and holds what one view of it knows.
import { createAlert } from "./alert.js";
import { claimsToMark, createArticle } from "./article.js";
import { createBar } from "./bar.js";
import { addSelection } from "./selection.js";
import { createWordWalk } from "./word_walk.js";
import { createDesk } from "./desk.js";
import { watchEvents } from "./events.js";
import { createSay, make, makeButton, newId } from "./elements.js";
import { addActions } from "./actions.js";
import { watchKeys } from "./keys.js";
import { createPanel } from "./panel.js";
import { addRedraw } from "./redraw.js";
import { addSaving, askForNews, offerUnsent, prepareModel } from "./saving.js";
import { keepInStep } from "./sync.js";

function render({ model, el }) {
  const life = new AbortController();
  const view = createView(model);
  el.append(view.root);
  view.drawAll();
  startView(view, life.signal);
  return () => endView(view, life);
}

function createView(model) {
  const page = model.get("page");
  const words = model.get("words");
  const say = createSay(words.widget);
  const claims = claimsToMark(page);
  const root = make("div", { class: "cbc", lang: words.widget.lang ?? "en" });
  const view = { model, page, say, claims, root, codebook: words.codebook, language: page.lesson.language, newId };
  Object.assign(view, { prefix: `cbc-${newId().slice(0, 8)}`, reader: model.get("reader"), held: null, current: null });
  view.claimById = new Map(claims.map((claim) => [claim.id, claim]));
  addSaving(view);
  addParts(view);
  addActions(view);
  addSelection(view);
  addRedraw(view);
  return view;
}

function addParts(view) {
  view.article = createArticle(view);
  view.bar = createBar(view);
  view.alert = createAlert(view);
  view.panel = createPanel(view);
  view.desk = createDesk(view);
  view.wordWalk = createWordWalk(view);
  view.earlierButton = makeButton("earlier", "", { "aria-expanded": "false" });
  view.live = make("div", { class: "cbc-hidden", "aria-live": "polite" });
  view.side = make("aside", { class: "cbc-side", "aria-label": view.say("panel") }, view.panel.element, view.desk.element);
  const top = make("div", { class: "cbc-top" }, view.bar.element, view.alert.element);
  const columns = make("div", { class: "cbc-columns" }, make("div", { class: "cbc-reading" }, view.earlierButton, view.article.element), view.side);
  view.top = top;
  view.frame = make("div", { class: "cbc-frame is-folded" }, view.bar.lead, top, columns, view.live);
  view.root.append(view.frame);
}

function startView(view, signal) {
  keepInStep(view, signal);
  watchEvents(view, signal);
  watchKeys(view, signal);
  if (view.article.earlier.length) view.showEarlier(!view.article.earlierBox.hidden && view.article.earlierBox.childNodes.length > 0);
  else view.earlierButton.hidden = true;
  offerUnsent(view, signal);
  askForNews(view);
}

function endView(view, life) {
  view.wordWalk.stop();
  view.panel.form.flush();
  life.abort();
  view.outbox.forget();
  view.clearPaint();
  view.root.remove();
}

export default { initialize: prepareModel, render };
