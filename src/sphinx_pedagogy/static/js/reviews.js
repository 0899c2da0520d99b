// -- Reviews: what comes back when it is about to fade --------------------------------------------------------

/**
 * Return what to keep of an attempt as a review: the first of a day is one, with 3 for right and 1 for wrong,
 * unless the answer was shown before it.
 */
function reviewOf({ reviews = [], shown }, right) {
  const last = reviews.at(-1)?.[0];
  return shown === TODAY || last === TODAY ? {} : withReview(reviews, right);
}

/** Return reviews with that of today, which replaces an earlier one of the same day. */
function withReview(reviews, right) {
  return { reviews: [...reviews.filter(([day]) => day < TODAY), [TODAY, right ? 3 : 1]].slice(-200) };
}

/** Work out anew which lessons have something to review; whoever shows that asks the storage. */
async function schedule() {
  const [graph, times] = await Promise.all([loadNamed("graph"), loadData("schedule.js")]);
  if (graph && times) memory.write("due", { on: TODAY, lessons: times.dueByLesson(graph, readCheck) });
  document.dispatchEvent(new Event("pedagogy-progress"));
}

const readCheck = (key) => memory.read(`check:${key}`);

/** Let who opens the answer of a check that no script can judge say whether they had it right. */
function askForRating(answer, name) {
  const kit = { make, makeButton, memory, schedule, withReview, TODAY, WORDS };
  answer.addEventListener("toggle", () => loadData("schedule.js").then((times) => times?.addRating(answer, name, kit)), { once: true });
}

/** Show the lists that are made for one reader, and make them anew when something was done elsewhere. */
async function setUpReader(lines) {
  if (!lines.length) return;
  const files = [loadNamed("graph"), loadData("schedule.js"), loadData("reader.js")];
  const [graph, times, views] = await Promise.all(files);
  views?.show(lines, { graph, times, memory, make, makeButton, save, load, clear, ROOT, TODAY });
}
