/**
 * What lesson blocks can do beyond HTML. A page is complete without this script: answers open by
 * themselves, since they are `<details>`.
 *
 * The files of this folder are one script, put together in the order that blocks/assets.py gives. It
 * reads its settings from its own tag: `data-prefix` begins the keys in the browser's storage,
 * `data-own` says that the author chose it, `data-forget` keeps nothing, `data-words` replaces some of
 * the words below. It asks no host for anything.
 */
const script = document.currentScript;

/** What the script says. A translation is a JSON object with some of these keys. */
const WORDS = {
  check: "Check it",
  choose: "Choose an answer first.",
  clear: "Clear it",
  clearAsk: "Clear all that this browser keeps of your progress in this course?",
  compare: "Compare your reason with the answer.",
  continue: "Continue where you stopped:",
  done: "Done",
  exactly: "More exactly, it is {}.",
  farOff: "It is off by more than a factor of ten.",
  firstRight: "Your first answer, on {}, was right.",
  firstWrong: "Your first answer, on {}, was not right.",
  load: "Load it from a file",
  loadFailed: "This file holds no progress of a course.",
  magnitude: "The order of magnitude is right.",
  mixed: "Some of them are right, and some are not.",
  noNumber: "Write a number, such as 48 or 0.5.",
  notAll: "Not all of them yet.",
  notKept: "This browser keeps nothing more, so not all of it was loaded.",
  number: "Your number",
  predict: "Your prediction",
  predictFirst: "write your prediction first",
  predicted: "compare it with your prediction",
  progress: "Your progress",
  progressNote: "Your progress is kept in this browser, and nowhere else.",
  rate: "Did you have it right?",
  rateRight: "Yes",
  rateWrong: "Not yet",
  right: "Right.",
  save: "Save it as a file",
  sign: "The sign is not right.",
  tooHigh: "Too high.",
  tooLow: "Too low.",
  unit: "“{}” is not the unit that is asked for.",
  wrong: "Not right. Try again, or open the answer.",
  ...parse(script.dataset.words),
};

/** Address of the folder that holds the site. */
const ROOT = new URL("../..", script.src).href;

/** Day of this visit. What was answered on another day may be answered afresh. */
const TODAY = new Date().toISOString().slice(0, 10);

// -- Elements ------------------------------------------------------------------------------------

/**
 * Return a new element.
 * @param {string} tag
 * @param {Object} properties of the element, such as `className` or `onclick`
 * @param {...(Node|string)} children
 */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Return *text* as JSON, or nothing where it is none. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether *value* is an object with keys. */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Load a file of data that the build made beside this script; nothing if it is not there. It is a script,
 * which browsers load from disk too, and gives its data to its own tag.
 */
function loadData(name) {
  return new Promise((resolve) => {
    const carrier = make("script", { src: new URL(name, script.src).href, nonce: script.nonce });
    const end = () => {
      carrier.remove();
      resolve(isRecord(carrier.data) ? carrier.data : null);
    };
    carrier.addEventListener("load", end);
    carrier.addEventListener("error", end);
    document.head.append(carrier);
  });
}

/** Load a file of data whose name another one tells. That one is asked for anew each minute; the file is kept. */
const loadNamed = (stem) =>
  loadData(`${stem}.js?${Math.floor(Date.now() / 60_000)}`).then((pointer) => pointer && loadData(pointer.file));

/** Do *action* with each element that *selector* finds. One that fails leaves the others alone. */
function each(selector, action) {
  for (const element of document.querySelectorAll(selector)) {
    try {
      action(element);
    } catch (error) {
      console.error(`sphinx-pedagogy: ${selector} failed`, element, error);
    }
  }
}
