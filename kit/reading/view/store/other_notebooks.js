// The lines to the other notebooks in this browser: one for the answers of this reader to this lesson, one for who reads
// at all, in any lesson.
import { attemptOr } from "../../../ui/attempt.js";

/**
 * @param {object} given
 * @param {() => string} given.scope names the reader, the lesson and its edition
 * @param {(news: any) => void} given.hearAnswer
 * @param {(news: any) => void} given.hearOfReaders
 */
export function createLines({ scope, hearAnswer, hearOfReaders }) {
  const readers = open("cbc readers", hearOfReaders);
  let answers = null;

  // The reader may be another one by now.
  function follow() {
    const name = `cbc ${scope()}`;
    if (answers?.name === name) return;
    answers?.close();
    answers = open(name, hearAnswer);
  }

  follow();
  const tellOn = (channel, news) => attemptOr(null, () => channel?.postMessage(news));
  return {
    follow,
    tellAnswer: (news) => tellOn(answers, news),
    tellOfReaders: (news) => tellOn(readers, news),
    close: () => [answers, readers].forEach((channel) => channel?.close()),
  };
}

function open(name, hear) {
  return attemptOr(null, () => {
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => hear(data));
    return channel;
  });
}
