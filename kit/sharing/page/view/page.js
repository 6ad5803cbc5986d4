// The page: it takes the lesson out of the data, finds out who reads here, and brings the parts to life.
import { newId } from "../../../ui/new_id.js";
import { createSay } from "../../../ui/say.js";
import { createHandIn } from "./hand_in.js";
import { openStorage } from "./journal/storage.js";
import { createKeys } from "./keys.js";
import { createLessons } from "./lessons.js";
import { createLookBack } from "./look_back.js";
import { createNotice } from "./notice.js";
import { createParts } from "./parts.js";
import { openReaders } from "./readers.js";
import { bytesOf, unpacked } from "./sealed.js";
import { createWidgets } from "./widgets.js";

async function start() {
  const isRead = document.readyState === "loading" ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve)) : Promise.resolve();
  const { classList } = document.documentElement;
  classList.add("has-begun");
  const opening = openStorage(() => globalThis.indexedDB); // at the same time as the data is unpacked
  const data = await unpacked(bytesOf(document.getElementById("data").textContent));
  const readers = await openReaders({ storage: await opening, codes: data.codes, newId });
  // Whoever has marked before knows the labels; they stay a press away.
  if (readers.journal().entries().length && classList.contains("has-answers")) document.querySelector("[data-labels]")?.removeAttribute("open");
  const lessons = createLessons({ data: data.lessons, readers, newId });
  const words = readers.isLasting ? data.words : { ...data.words, widget: { ...data.words.widget, saved: data.words.widget.saved_here } };
  const say = createSay(words.page);
  const keys = createKeys(data.keys, readers);
  const lesson = data.lessons[0].page.lesson.id;

  const notice = createNotice({ say, readers, lessons });
  const widgets = createWidgets({ data, words, say, readers, lessons, keys });
  const opened = {
    "look-back": later(() => createLookBack({ data, words, say, lessons, lesson, key: keys.of(lesson) })),
    "hand-in": later(() => createHandIn({ data, words, say, readers, lessons, lesson, downloaded: notice.downloaded })),
  };
  await createParts({ parts: data.parts, outside: data.outside, widgets, opened, isRead, hasBegun: () => classList.remove("is-beginning") }).begin();
}

// What shows itself in a part of the page is made when that part is opened first.
function later(create) {
  let made = null;
  return (part) => {
    made ??= create();
    made.show(part);
  };
}

// A browser that cannot begin shows the worksheet.
start().catch((error) => {
  document.documentElement.className = "";
  throw error;
});
