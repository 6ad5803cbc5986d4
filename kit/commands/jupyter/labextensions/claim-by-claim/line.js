// The one line above a page: what is the case, and a button that runs the page.

/**
 * @param {object} given
 * @param {(key: string) => string} given.say
 * @param {HTMLElement} given.page the page's element: a notebook takes the focus from whatever in it is no cell
 * @param {HTMLElement} given.below the notebook's element, in the page
 * @param {(cell: any) => void} given.show brings a cell into sight
 */
export function createLine({ say, page, below, show }) {
  const text = makeElement("span", "cbc-reader-said");
  const button = makeElement("button", "cbc-reader-run", say("run"));
  const where = makeElement("button", "cbc-reader-where", say("show_where"));
  const element = makeElement("div", "cbc-reader-line");
  let failed = null;

  text.setAttribute("role", "status");
  element.setAttribute("data-lm-suppress-shortcuts", "true"); // else Enter on the button would be Jupyter's
  element.append(text, button, where);
  where.addEventListener("click", () => show(failed));
  element.hidden = true;
  below.before(element);
  // The line lies where the notebook begins, and the text begins below it, also where its words need more than one line.
  const place = new ResizeObserver(() => {
    page.style.setProperty("--cbc-line-top", `${below.offsetTop}px`);
    page.style.setProperty("--cbc-line-height", `${element.offsetHeight}px`);
  });
  for (const each of [element, below]) place.observe(each);

  /** @param {string} words @param {{ look?: string, canRun?: boolean, cell?: any }} [how] */
  function put(words, { look = "", canRun = false, cell = null } = {}) {
    failed = cell;
    element.dataset.look = look;
    text.textContent = words;
    button.hidden = !canRun;
    where.hidden = !cell;
    element.hidden = !words;
  }

  return {
    busy: () => put(say("getting_ready"), { look: "busy" }),
    /** @param {string} why @param {{ cell?: any }} [where] */
    offer: (why, { cell = null } = {}) => put(say(`waits_${why}`), { look: why, canRun: true, cell }),
    clear: () => put(""),
    /** @param {() => void} callback */
    onPress: (callback) => button.addEventListener("click", callback),
  };
}

/** @param {string} tag @param {string} look @param {string} [words] */
function makeElement(tag, look, words = "") {
  const element = document.createElement(tag);
  element.className = look;
  element.textContent = words;
  return element;
}
