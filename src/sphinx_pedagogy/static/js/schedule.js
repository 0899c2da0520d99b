// -- When to review: FSRS-6 --------------------------------------------------------------------------------
//
// The scheduler of Open Spaced Repetition (https://github.com/open-spaced-repetition), with the weights that
// it starts from, a wanted retention of 90%, and whole days; tests hold it equal to its Python package `fsrs`.
// A script of its own: pages load it when something was answered, or to show what is due. A day is its number
// since 1970; a rating is 1 (wrong), 2, 3 (right) or 4.

const WEIGHTS = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
  1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const RETENTION = 0.9;
const DECAY = -WEIGHTS[20];
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const WRONG = 1;
const RIGHT = 3;

const within = (least, value, most) => Math.min(Math.max(value, least), most);
const firstDifficulty = (rating) => WEIGHTS[4] - Math.E ** (WEIGHTS[5] * (rating - 1)) + 1;

/** Return how likely it is that what was learned is recalled on a day. */
const retrievability = ({ stability, day }, on) => (1 + (FACTOR * Math.max(0, on - day)) / stability) ** DECAY;

/** Return the day of the next review. */
function dueOf({ stability, day }) {
  const days = (stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1);
  return day + within(1, Math.round(days), 36_500);
}

/** Return the difficulty after a review. */
function nextDifficulty(difficulty, rating) {
  const changed = difficulty + ((10 - difficulty) * -WEIGHTS[6] * (rating - 3)) / 9;
  return within(1, WEIGHTS[7] * firstDifficulty(4) + (1 - WEIGHTS[7]) * changed, 10);
}

/** Return the stability after a review on a later day. */
function nextStability({ stability, difficulty }, recall, rating) {
  const forgotten = 1 - recall;
  if (rating === WRONG) {
    const long = WEIGHTS[11] * difficulty ** -WEIGHTS[12] * ((stability + 1) ** WEIGHTS[13] - 1);
    return Math.min(long * Math.E ** (forgotten * WEIGHTS[14]), stability / Math.E ** (WEIGHTS[17] * WEIGHTS[18]));
  }
  const ease = rating === 2 ? WEIGHTS[15] : rating === 4 ? WEIGHTS[16] : 1;
  const gain = Math.E ** WEIGHTS[8] * (11 - difficulty) * stability ** -WEIGHTS[9];
  return stability * (1 + gain * (Math.E ** (forgotten * WEIGHTS[10]) - 1) * ease);
}

/** Return the stability after a second review on one day. */
function sameDayStability(stability, rating) {
  const change = Math.E ** (WEIGHTS[17] * (rating - 3 + WEIGHTS[18])) * stability ** -WEIGHTS[19];
  return stability * (rating > WRONG ? Math.max(change, 1) : change);
}

/** Return what is known of a memory after a review; *known* is nothing before the first. */
function reviewed(known, day, rating) {
  if (!known) return { stability: WEIGHTS[rating - 1], difficulty: within(1, firstDifficulty(rating), 10), day };
  const { stability, difficulty } = known;
  const next = day > known.day ? nextStability(known, retrievability(known, day), rating) : sameDayStability(stability, rating);
  return { stability: Math.max(next, 0.001), difficulty: nextDifficulty(difficulty, rating), day };
}

/** Return what is known after a part of a right review: the day and the stability go as far of the way. */
function reviewedInPart(known, day, part) {
  const whole = reviewed(known, day, RIGHT);
  return {
    ...known,
    stability: known.stability + part * (whole.stability - known.stability),
    day: known.day + Math.round(part * (day - known.day)),
  };
}

// -- All checks of a course ----------------------------------------------------------------------------------

const SHARES = [0.5, 0.25]; // what a right answer counts for what its concept builds on, and for what that builds on
const dayOf = (text) => Date.parse(text) / 86_400_000;

/** Return the days and ratings of a check's reviews; of earlier versions only the first attempt is known. */
function reviewsOf({ reviews = [], first = {} }) {
  const isEarly = first.on && "right" in first && !first.opened && !(reviews[0]?.[0] <= first.on);
  const all = isEarly ? [[first.on, first.right ? RIGHT : WRONG], ...reviews] : reviews;
  return all.map(([day, rating]) => [dayOf(day), rating]);
}

/** Return by concept what part of a review of some concepts counts for it; nothing for them themselves. */
function sharesOf(concepts, graph) {
  const shares = new Map(concepts.map((concept) => [concept, 0]));
  let above = concepts;
  for (const share of SHARES) {
    const below = above.flatMap((concept) => graph.concepts[concept][2]).filter((base) => !shares.has(base));
    for (const base of below) shares.set(base, share);
    above = [...new Set(below)];
  }
  return shares;
}

/**
 * Return by check what is known of the memory of it, after all reviews in the order of their days.
 *
 * A right answer counts in part for checks of what its concept builds on. On one day a check gets one such
 * part, the largest, and none if it was answered itself.
 */
function memories(graph, read) {
  const days = new Map();
  for (const key of Object.keys(graph.checks)) {
    for (const [day, rating] of reviewsOf(read(key))) days.set(day, [...(days.get(day) ?? []), [key, rating]]);
  }
  const testing = new Map();
  for (const [key, [, , , concepts]] of Object.entries(graph.checks)) {
    for (const concept of concepts) testing.set(concept, [...(testing.get(concept) ?? []), key]);
  }
  const known = {};
  for (const day of [...days.keys()].sort((one, other) => one - other)) {
    const parts = new Map();
    for (const [key, rating] of days.get(day)) {
      known[key] = { ...reviewed(known[key], day, rating), rating, answered: day };
      if (rating === WRONG) continue;
      for (const [concept, share] of sharesOf(graph.checks[key][3], graph)) {
        for (const other of testing.get(concept) ?? []) parts.set(other, Math.max(share, parts.get(other) ?? 0));
      }
    }
    for (const [key, part] of parts) {
      if (part && known[key] && known[key].answered < day) known[key] = reviewedInPart(known[key], day, part);
    }
  }
  return known;
}

/** Return by lesson the first day on which one of its checks is due. */
function dueByLesson(graph, read) {
  const found = {};
  for (const [key, memory] of Object.entries(memories(graph, read))) {
    const lesson = graph.lessons[graph.checks[key][0]]?.[0];
    if (lesson) found[lesson] = Math.min(found[lesson] ?? Infinity, dueOf(memory));
  }
  return Object.fromEntries(Object.entries(found).map(([lesson, day]) => [lesson, textOf(day)]));
}

// -- What no script can judge -----------------------------------------------------------------------------------

/** Ask who has opened the answer of a check that no script can judge whether they had it right. */
function addRating(answer, name, { make, makeButton, memory, schedule, withReview, TODAY, WORDS }) {
  const mark = () => {
    const [day, rating] = memory.read(name).reviews?.at(-1) ?? [];
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", day === TODAY && rating === (at ? 1 : 3)));
  };
  const buttons = [WORDS.rateRight, WORDS.rateWrong].map((word, at) =>
    makeButton(word, () => {
      memory.write(name, withReview(memory.read(name).reviews ?? [], !at));
      mark();
      schedule();
    }),
  );
  mark();
  const group = make("div", { className: "ped-try" }, make("label", {}, WORDS.rate), ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", WORDS.rate);
  answer.append(group);
}

const LAST = dayOf("9999-12-31");
const textOf = (day) => new Date(Math.min(day, LAST) * 86_400_000).toISOString().slice(0, 10);

document.currentScript.data = { addRating, dayOf, dueByLesson, dueOf, memories, retrievability, reviewed, textOf };
