// A paragraph of the article, as every view shows it. Its text element holds the paragraph's text and nothing else:
// whatever is said beside it (its number, the state of a claim) stands outside of it or in the stylesheet.
import { make, makeQuoted } from "./elements.js";

/**
 * Makes a paragraph, and the title of the section that begins with it.
 * @param {object} given
 * @param {import("./types").Say} given.say
 * @param {string} given.language of the article
 * @param {import("./types").Paragraph} given.paragraph
 * @param {{ first: number, title: string }[]} given.sections
 * @param {any[]} given.content the paragraph's text, cut into pieces
 * @param {any[]} given.described what only those hear who listen
 * @returns {{ text: HTMLElement, described: HTMLElement, elements: HTMLElement[] }}
 */
export function makeParagraph({ say, language, paragraph, sections, content, described }) {
  const text = makeQuoted("p", language, { class: "cbc-text", "data-paragraph": paragraph.number, tabindex: "-1" }, content);
  const number = make("span", { class: "cbc-number", title: say("paragraph_number", { n: paragraph.number }) }, String(paragraph.number));
  const beside = make("div", { hidden: true }, described);
  const box = make("div", { class: paragraph.is_caption ? "cbc-paragraph is-caption" : "cbc-paragraph" }, number, text, beside);
  const section = sections.find((one) => one.first === paragraph.number);
  const title = section && makeQuoted("p", language, { class: "cbc-section" }, section.title);
  return { text, described: beside, elements: [title, box].filter(Boolean) };
}
