// Keeping all views of a lesson alike: Python's messages, other views of the same model, and, over a
// BroadcastChannel, other notebooks in this browser. Everything stops with the signal.
import { attemptOr } from "./elements.js";
import { askForNews, emptyStoresOf } from "./saving.js";

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
  const acts = { ack: hearAck, refused: hearRefusal, mark: hearMark, state: hearState, cleared: hearCleared, file: hearFile, ...view.hears };
  acts[message?.kind]?.(view, message, line);
}

// What Python says of one claim counts for the reader whose answer it is. The next one may sit here by now; then an
// acknowledged answer waits in the old one's store, and is dropped from it when they come back.
export function isOfAnother(view, { reader }) {
  return Boolean(reader) && reader !== view.reader;
}

// Whoever sent the message tells the other notebooks; a view that did not only takes over the answer.
function hearAck(view, message, line) {
  if (isOfAnother(view, message)) return;
  const { id, claim, mark = null, retracted = null, late, left_out: leftOut = [] } = message;
  const isOurs = view.outbox.holds(id);
  view.session.accept(claim, mark, retracted);
  view.outbox.settle(id);
  if (isOurs) line.tell({ id, claim, mark, retracted });
  if (isOurs && late) view.announce(view.say("late"));
  if (isOurs && leftOut.length) view.wordsLeftOut(claim, leftOut);
}

function hearRefusal(view, { id, why }) {
  view.outbox.refuse(id, why);
}

function hearMark(view, message) {
  if (!isOfAnother(view, message)) view.session.accept(message.claim, message.mark ?? null, message.retracted ?? null);
}

// The whole state: after a switch or a clear, or because another notebook wrote meanwhile. A change of reader happens
// here and nowhere else, for everything at once; the model's own `reader` may be ahead.
function hearState(view, { reader, marks, retracted = {}, about }, line) {
  const isOther = reader !== view.reader;
  const done = view.outbox.settleRequests(["switch", "clear"]);
  if (isOther) view.leaveReader(); // what is typed and not sent yet is still the old one's
  const waiting = view.outbox.waiting();
  if (isOther) view.outbox.forget();
  view.reader = reader;
  for (const [name, value] of Object.entries({ reader, about, retracted, marks })) view.model.set(name, value);
  if (isOther) view.session.restoreDrafts();
  if (isOther || done.length) view.readerChanged(reader);
  line.follow();
  if (done.length) line.tellAll({ reader }); // every other notebook has the old reader until it asks
  view.repaintAll();
  if (isOther && !done.length) view.tellStatus(view.say(waiting ? "reader_left" : "reader_now", { reader, n: waiting }));
}

function hearCleared(view, { reader, copies }, line) {
  forgetReader(view, reader);
  line.tellAll({ cleared: reader });
  view.desk?.computer.tellCleared(reader, copies);
}

// Of somebody who had their answers deleted, no word stays: not what was never saved, not in another lesson.
function forgetReader(view, gone) {
  emptyStoresOf(gone);
  view.session.forget(gone);
  if (view.reader !== gone) return;
  view.outbox.forget();
  view.repaintAll();
}

// A file that another view of this model asked for is theirs to offer.
function hearFile(view, message) {
  if (view.outbox.settle(message.id)) view.desk.computer.offerFile(message);
}

// Two lines: one for the answers of this reader to this lesson, one for who reads at all, in any lesson.
function createLine(view, signal) {
  const open = (name, hearNews) => attemptOr(null, () => {
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => hearNews(view, data));
    return channel;
  });
  const readers = open("cbc readers", hearOfReaders);
  let answers = null;
  function follow() {
    const name = `cbc ${view.scope()}`;
    if (answers?.name === name) return;
    answers?.close();
    answers = open(name, takeOver);
  }
  follow();
  signal.addEventListener("abort", () => [answers, readers].forEach((channel) => channel?.close()));
  const telling = (channel) => (news) => attemptOr(null, () => channel()?.postMessage(news));
  return { follow, tell: telling(() => answers), tellAll: telling(() => readers) };
}

function takeOver(view, { id, claim, mark, retracted }) {
  view.session.accept(claim, mark, retracted);
  view.outbox.settle(id);
}

function hearOfReaders(view, { reader, cleared }) {
  if (cleared) forgetReader(view, cleared);
  if (reader !== view.reader) askForNews(view);
}
