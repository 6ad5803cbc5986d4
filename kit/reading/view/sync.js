// Keeping all views of a lesson alike: Python's messages, other views of the same model, and, over a
// BroadcastChannel, other notebooks in this browser. Everything stops with the signal.
import { attemptOr } from "./elements.js";
import { askForNews } from "./saving.js";

export function keepInStep(view, signal) {
  const { model } = view;
  const line = createLine(view, signal);
  listenTo(model, "msg:custom", (message) => hear(view, line, message), signal);
  listenTo(model, "change:marks", () => view.marksChanged(), signal);
  listenTo(model, "change:about", () => view.desk?.refresh(), signal);
  return line;
}

function listenTo(model, name, callback, signal) {
  model.on(name, callback);
  signal.addEventListener("abort", () => model.off(name, callback));
}

function hear(view, line, message) {
  const acts = { ack: hearAck, refused: hearRefusal, mark: hearMark, state: hearState, file: hearFile, ...view.hears };
  acts[message?.kind]?.(view, message, line);
}

// Whoever sent the message tells the other notebooks; a view that did not only takes over the answer.
function hearAck(view, { id, claim, mark = null, retracted = null, late }, line) {
  const isOurs = view.outbox.holds(id);
  view.session.accept(claim, mark, retracted);
  view.outbox.settle(id);
  if (isOurs) line.tell({ id, claim, mark, retracted });
  if (isOurs && late) view.announce(view.say("late"));
}

function hearRefusal(view, { id, why }) {
  view.outbox.refuse(id, why);
}

function hearMark(view, { claim, mark = null, retracted = null }) {
  view.session.accept(claim, mark, retracted);
}

// The whole state: after a switch or a clear, or because another notebook wrote meanwhile.
function hearState(view, { reader, marks, retracted = {}, about }, line) {
  const isOther = reader !== view.reader;
  const done = view.outbox.settleRequests(["switch", "clear"]);
  const waiting = view.outbox.waiting();
  if (done.length) line.tell({ reader }); // other notebooks have the old reader until they ask
  if (done.includes("clear")) for (const store of [view.store, view.kept]) store.clear(); // what was never saved goes too: the reader asked for it
  if (isOther) view.outbox.forget();
  if (isOther && view.model.get("reader") !== reader) view.session.forget();
  view.model.set("reader", reader);
  view.model.set("about", about);
  view.model.set("retracted", retracted);
  view.model.set("marks", marks);
  if (isOther) view.session.restoreDrafts();
  if (isOther || done.length) view.readerChanged(reader);
  line.follow();
  view.repaintAll();
  if (isOther && !done.length) view.tellStatus(view.say(waiting ? "reader_left" : "reader_now", { reader, n: waiting }));
}

// A file that another view of this model asked for is theirs to offer.
function hearFile(view, message) {
  if (view.outbox.settle(message.id)) view.desk.computer.offerFile(message);
}

function createLine(view, signal) {
  let channel = null;
  function follow() {
    const name = `cbc ${view.scope()}`;
    if (channel?.name === name) return;
    channel?.close();
    channel = attemptOr(null, () => new BroadcastChannel(name));
    channel?.addEventListener("message", ({ data }) => takeOver(view, data));
  }
  follow();
  signal.addEventListener("abort", () => channel?.close());
  return { follow, tell: (news) => attemptOr(null, () => channel?.postMessage(news)) };
}

function takeOver(view, { reader, id, claim, mark, retracted }) {
  if (reader) return askForNews(view);
  view.session.accept(claim, mark, retracted);
  view.outbox.settle(id);
}
