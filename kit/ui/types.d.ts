// What the modules of the views hand each other; only for those who check types.

/** The words for a key of the words file, with values filled in. */
export type Say = (key: string, values?: Record<string, any>) => string;

/** What a widget gets from Jupyter, or from the plain host page. */
export interface Model {
  get(name: string): any;
  set(name: string, value: any): void;
  on(name: string, callback: Function): void;
  off(name?: string | null, callback?: Function | null): void;
  send(content: any): void | Promise<void>;
}

/** [start, end) in Unicode code points of one paragraph. */
export interface Span {
  paragraph: number;
  start: number;
  end: number;
}

/** Words of the text, kept with where they stand. */
export interface Quote extends Span {
  quote: string;
  /** The page shows other words there than the article has. */
  isAltered?: boolean;
}

export interface Claim extends Span {
  id: string;
  core: boolean;
}

export interface Paragraph {
  number: number;
  section: number | null;
  text: string;
  is_caption: boolean;
}

/** The paragraphs of a text as a view has painted them: by number, the element that holds a paragraph's text and no more. */
export interface PaintedText {
  element: HTMLElement;
  texts: Map<number, HTMLElement>;
  originalOf(paragraph: number): string;
}

/** Where a view keeps the words that a person has caught. */
export interface WordsAtHand {
  words(): Quote | null;
  catchWords(span: Quote | null): void;
  subscribe(listener: (change: Change) => void): () => void;
}

/** One line of the outline: a claim of the whole article, without its words. */
export interface OutlineClaim {
  id: string;
  paragraph: number;
  section: number;
  core: boolean;
}

export interface LessonAbout {
  id: string;
  edition: string;
  codebook: number;
  title: string;
  language: string;
  [more: string]: any;
}

/** What a view of some paragraphs shows. */
export interface Page {
  lesson: LessonAbout;
  shown: number[];
  paragraphs: Paragraph[];
  claims: Claim[];
  outline: OutlineClaim[];
  chosen: string[] | null;
  /** By section, the file of the notebook that holds it, where there is one beside this one. */
}

/** Where a reader goes on: at a claim, in another stop of the page, in another notebook, or somewhere further on. */
export interface Onward {
  claim?: string;
  elsewhere?: string;
  reveal?: boolean;
  notebook?: string;
  paragraph?: number;
}

/** The parts of an answer beside its labels. */
export interface Parts {
  who: string;
  evidence: Quote[];
  reason: string;
  sure: number | null;
  pass_on: string | null;
}

/** An answer: the empty list of labels is "no source given"; null in an answer's place is "not marked". */
export interface Answer extends Partial<Parts> {
  id?: string;
  labels: string[];
  stance?: string;
}

/** What undo knows of one change: the claim's answer before and after it. */
export interface UndoStep {
  claim: string;
  before: Answer | null;
  after: Answer | null;
}

/** A message to Python. */
export interface Message {
  kind: string;
  id: string;
  claim?: string;
  [more: string]: any;
}

/** A message that Python has not acknowledged yet, and what became of it. */
export interface Entry {
  message: Message;
  state: "sending" | "failed" | "refused" | "saved" | "discarded";
  why: string | null;
  said?: string;
  isOvertaken?: boolean;
  timer?: any;
}

/** What a store tells its subscribers: `kind` says what changed. */
export interface Change {
  kind: string;
  [more: string]: any;
}
