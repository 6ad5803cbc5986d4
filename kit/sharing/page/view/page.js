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
  document.documentElement.classList.add("is-live");
  const opening = openStorage(() => globalThis.indexedDB); // at the same time as the data is unpacked
  const data = await unpacked(bytesOf(document.getElementById("data").textContent));
  const storage = await opening;
  const readers = await openReaders({ storage, codes: data.codes, newId });
  // Whoever has marked before knows the labels; they stay a press away.
  if (readers.journal().entries().length) document.querySelector("[data-labels]")?.removeAttribute("open");
  const lessons = createLessons({ data: data.lessons, readers, newId });
  const words = readers.isLasting ? data.words : { ...data.words, widget: { ...data.words.widget, saved: data.words.widget.saved_here } };
  const say = createSay(words.page);
  const keys = createKeys(data.keys);
  const lesson = data.lessons[0].page.lesson.id;

  const notice = createNotice({ say, readers, lessons });
  const widgets = createWidgets({ data, words, say, readers, lessons, keys });
  const handIn = createHandIn({ data, words, say, readers, lessons, lesson, downloaded: notice.downloaded });
  const lookBack = createLookBack({ data, words, say, lessons, lesson, key: keys.of(lesson) });
  const parts = createParts({ parts: data.parts, widgets, opened: { "look-back": lookBack.show, "hand-in": handIn.show } });
  await parts.begin();
}

start();
