// Looking back: one's own answers, what the article rests on by the key, and the two side by side, as small tables and
// bars. Nothing of the key is shown here of a claim before its full answer was seen.
import { make, makeButton, makeQuoted } from "../../../ui/elements.js";
import { drawBars } from "./chart.js";

const SURE = [1, 2, 3];
const PASS_ON = ["as_fact", "with_according_to", "not_yet"];

/**
 * @param {object} given
 * @param {any} given.data
 * @param {Record<string, any>} given.words
 * @param {import("../../../ui/types").Say} given.say
 * @param {ReturnType<typeof import("./lessons.js").createLessons>} given.lessons
 * @param {string} given.lesson
 * @param {any} given.key
 */
export function createLookBack({ data, words, say, lessons, lesson, key }) {
  const { language } = data.lessons[0].page.lesson;
  const answerOf = (labels) => data.answers.find(({ key: name }) => name === labels.join(" "));
  let isShowingKey = false;
  let place = null;

  const session = () => lessons.sessionOf(lesson);

  async function show(part) {
    place = part.querySelector("[data-look]");
    if (key && !key.isLocked()) await key.unpack();
    refresh();
  }

  function refresh() {
    const own = [...session().ownAnswers().values()];
    const parts = own.length ? [ownAnswers(own)] : [make("section", {}, make("p", {}, say("look_none")))];
    if (key?.value()) parts.push(beside(), rests());
    place.replaceChildren(...parts);
  }

  function section(title, about, ...content) {
    return make("section", {}, make("h3", {}, say(title)), about ? make("p", {}, say(about)) : null, content);
  }

  const part = (answer, count) => ({ look: answer.look, name: answer.said, count });
  const bars = (title, rows, more = {}) => drawBars({ title: say(title), rows, language: words.widget.lang, ...more });
  const inOrder = (marks) => marks.toSorted((a, b) => placeOf(a) - placeOf(b));
  const placeOf = ({ claim }) => session().lesson.claims.findIndex(({ id }) => id === claim);

  function counted(marks) {
    const counts = data.answers.map((answer) => [answer, marks.filter(({ labels }) => labels.join(" ") === answer.key).length]);
    return counts.filter(([, count]) => count);
  }

  function ownAnswers(own) {
    const passed = own.filter(({ pass_on: way }) => way);
    const ways = counted(passed).map(([answer]) => ({ name: answer.said, parts: PASS_ON.map((way, index) => ({
      look: data.series[index], name: words.widget[`pass_on_${way}`],
      count: passed.filter((mark) => mark.pass_on === way && mark.labels.join(" ") === answer.key).length })) }));
    return make("div", {},
      section("look_own", "look_own_about", bars("look_own", counted(own).map(([answer, count]) => ({ name: answer.said, parts: [part(answer, count)] })))),
      ways.length ? section("look_pass_on", "look_pass_on_about", bars("look_pass_on", ways)) : "",
      section("look_table", "", table("look_table", ["column_paragraph", "column_claim", "column_own", "column_sure", "column_pass_on"], inOrder(own).map((mark) => [
        ...claimCells(mark.claim), answerOf(mark.labels).said,
        mark.sure ? words.widget[`sure_${mark.sure}`] : "", mark.pass_on ? words.widget[`pass_on_${mark.pass_on}`] : ""]))));
  }

  function claimCells(id) {
    const claim = session().lesson.claimById.get(id);
    return [String(claim.paragraph), makeQuoted("span", language, {}, session().lesson.textOf(claim))];
  }

  // On a narrow page each row of a table with many columns becomes a small block, in which each cell says what it is; for
  // those who listen it is a table all the same.
  function table(title, head, rows) {
    const names = make("tr", { role: "row" }, head.map((name) => make("th", { scope: "col", role: "columnheader" }, say(name))));
    const lines = rows.map((cells) => make("tr", { role: "row" }, cells.map((cell, index) => make("td", { role: "cell", "data-name": say(head[index]) }, cell))));
    const look = head.length > 2 ? "blocks" : null;
    const parts = [make("thead", { role: "rowgroup" }, names), make("tbody", { role: "rowgroup" }, lines)];
    return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say(title) }, make("table", { role: "table", class: look }, parts));
  }

  // Of claims whose key the reader has seen whole: the answer from before, and the key's.
  function beside() {
    const { claims } = key.value();
    const seen = inOrder([...session().ownAnswers().values()].filter(({ claim }) => session().isShown(claim) && claims[claim]));
    if (!seen.length) return section("look_beside", "look_beside_none");
    const isIn = (name) => (mark) => claims[mark.claim][name].includes(mark.labels.join(" "));
    const [defended, suspicious, missing] = ["defensible", "suspicious", "missing"].map((name) => seen.filter(isIn(name)));
    const sure = SURE.map((value) => ({ name: words.widget[`sure_${value}`], of: seen.filter((mark) => mark.sure === value) })).filter(({ of }) => of.length);
    const rows = sure.map(({ name, of }) => ({ name, parts: [
      { look: data.series[0], name: say("can_be_defended"), count: of.filter(isIn("defensible")).length },
      { look: data.series[1], name: say("cannot_be_defended"), count: of.filter((mark) => !isIn("defensible")(mark)).length }] }));
    return section("look_beside", "look_beside_about",
      make("ul", {}, [["look_defended", defended], ["look_suspicious", suspicious], ["look_missing", missing]].filter(([name, of]) => name === "look_defended" || of.length)
        .map(([name, of]) => make("li", {}, say(name, { n: of.length, all: seen.length })))),
      rows.length ? [bars("look_sure", rows, { isTitled: false }), make("p", { class: "about" }, say("look_sure_about"))] : "",
      table("look_beside", ["column_paragraph", "column_claim", "column_own", "column_key"], seen.map((mark) => [
        ...claimCells(mark.claim), answerOf(mark.labels).said, answerOf(claims[mark.claim].labels).said])));
  }

  // What the whole article rests on: counts alone, and shown when somebody asks.
  function rests() {
    if (!isShowingKey) {
      const button = makeButton("rests", say("look_rests_show"));
      button.addEventListener("click", () => {
        isShowingKey = true;
        refresh();
        place.querySelector(".rests")?.focus();
      });
      return section("look_rests", "look_rests_before", make("div", { class: "cbc" }, button));
    }
    const { answers, natures, sections, named } = key.value().figures;
    const nameOf = (name) => data.answers.find((answer) => answer.name === name);
    const stacked = (rows) => rows.map(([name, counts]) => ({ name, parts: counts.map((count, index) => part(data.answers[index], count)) }));
    const element = make("div", { class: "rests", tabindex: "-1" },
      section("look_rests", "look_rests_about", bars("look_rests", answers.map(([name, count]) => ({ name: nameOf(name).said, parts: [part(nameOf(name), count)] })))),
      section("look_natures", "look_natures_about", bars("look_natures", natures.map(([name, counts]) => ({ name: nameOf(name).said, parts: counts.map((count, index) => ({
        look: data.series[index], name: say(`nature_${data.natures[index]}`), count })) })))),
      section("look_sections", "look_sections_about", bars("look_sections", stacked(sections))),
      section("look_sources", "", table("look_sources", ["column_claims", "column_source"], named.map(([source, count]) => [String(count), make("span", { lang: language, dir: "auto" }, source)]))));
    return element;
  }

  lessons.subscribe(lesson, () => place && refresh());
  key?.subscribe(() => {
    isShowingKey = false; // what one reader asked for is not for the next
    if (place) refresh();
  });
  return { show };
}
