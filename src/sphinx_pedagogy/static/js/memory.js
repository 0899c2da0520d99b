// -- Memory: a browser may refuse it, in a private window or by its settings ------------------------
//
// Stored, as JSON: `<prefix>:check:<key>`, `<prefix>:progress:<key of a lesson>`, `<prefix>:last`, and
// `<prefix>:carried` once it was seen what an earlier version kept. `<prefix>:due` is worked out from the checks:
// the day on which each lesson has something to review. Anybody may have written there, so what has not the
// shape that it should have is taken as not there.

const isDay = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && Number.isFinite(Date.parse(value));
const isFlag = (value) => typeof value === "boolean";
const isText = (value) => typeof value === "string" && value.length <= 20_000;
const isPlace = (value) => Number.isInteger(value) && value >= 0;
const isPlaces = (value) => Array.isArray(value) && value.length <= 100 && value.every(isPlace);

const isReview = (value) => Array.isArray(value) && value.length === 2 && isDay(value[0]) && [1, 2, 3, 4].includes(value[1]);
const isReviews = (value) => Array.isArray(value) && value.length <= 200 && value.every(isReview);
const isDays = (value) => isRecord(value) && Object.values(value).every(isDay);

const fits = (shape) => ([part, found]) => Object.hasOwn(shape, part) && shape[part](found);
const isFirst = (value) => isRecord(value) && Object.entries(value).every(fits(FIRST));

/** What the parts of a first attempt are; `opened`: whether the answer was opened before it. */
const FIRST = { on: isDay, opened: isFlag, right: isFlag, number: isText, prediction: isText, picked: isPlaces };

/** What the parts of each kind of record are. */
const SHAPES = {
  carried: { on: isDay },
  check: {
    on: isDay, opened: isFlag, shown: isDay, number: isText, prediction: isText, picked: isPlaces, first: isFirst, reviews: isReviews,
  },
  due: { on: isDay, lessons: isDays },
  last: { path: isText, title: isText, section: isText },
  progress: { done: (value) => value === "" || isDay(value), seen: isDay },
};

/** Return the kind of record that is kept under *name*, if it is one. */
function kindOf(name) {
  const [kind, ...key] = name.split(":");
  const keyed = kind === "check" || kind === "progress";
  return Object.hasOwn(SHAPES, kind) && keyed === key.length > 0 ? kind : null;
}

/** Return the parts of *value* that a record of a kind may have. */
function shaped(kind, value) {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(fits(SHAPES[kind])));
}

const memory = {
  prefix: `${script.dataset.prefix ?? "pedagogy"}:`,
  forgets: "forget" in script.dataset,

  /** Return the record kept under *name*, or an empty one. */
  read(name, kind = kindOf(name), prefix = this.prefix) {
    try {
      return this.forgets ? {} : shaped(kind, parse(localStorage.getItem(prefix + name)));
    } catch {
      return {};
    }
  },

  /** Add *changes* to the record kept under *name*, and return whether it is kept. */
  write(name, changes) {
    if (this.forgets) return false;
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify({ ...this.read(name), ...changes }));
      return true;
    } catch {
      return false; // full, or refused: the page works all the same
    }
  },

  /** Keep under *name* what was kept under *former*, the name that it shared, if nothing is kept yet. */
  inherit(name, former) {
    const kept = this.read(former);
    if (Object.keys(kept).length && !this.names().includes(name)) this.write(name, kept);
  },

  /** Return the names under which something is kept. */
  names(prefix = this.prefix) {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      return keys.map((key) => key.slice(prefix.length));
    } catch {
      return [];
    }
  },

  /** Return the names of what a reader did in this course. */
  entries() {
    return this.names().filter((name) => ![null, "carried", "due"].includes(kindOf(name)));
  },

  /** Forget what is kept under *name*. */
  forget(name, prefix = this.prefix) {
    try {
      localStorage.removeItem(prefix + name);
    } catch {
      // refused: then nothing was kept
    }
  },
};
