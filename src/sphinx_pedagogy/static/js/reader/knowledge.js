// -- What a reader knows -------------------------------------------------------------------------------------
//
// The files of this folder are one script, which only pages load that show a list for one reader. It is made of
// what the browser keeps and of the graph of the course; concepts and lessons are known by their place in it.

/** A lesson of the graph by the names of its parts; one without a key is no page of this site. */
const lessonOf = ([key, name, address, time, taught, needs, used]) => ({ key, name, address, time, taught, needs, used });

/** Return what a lesson needs: as it says or, if it says nothing, what its concepts build on. */
function needsOf(graph, { taught, needs }) {
  if (needs.length) return needs;
  const own = new Set(taught.map(([concept]) => concept));
  const bases = new Set(taught.flatMap(([concept]) => graph.concepts[concept][2]));
  return [...bases].filter((base) => !own.has(base)).map((base) => [base, 1]);
}

/**
 * Return what a reader did and knows.
 *
 * A concept is known as deep as the lessons taught it that are done, or that are not on this site; if a check of
 * it was answered right, as deep as it was taught by then. It may have faded if a check of it is due, or if the first
 * answer of the last day was wrong; where none was answered, if more lessons were done since it was met than the course allows.
 */
function readingOf({ graph, times, memory, TODAY }) {
  const today = times.dayOf(TODAY);
  const lessons = graph.lessons.map(lessonOf);
  const progress = lessons.map(({ key }) => (key ? memory.read(`progress:${key}`) : {}));
  const done = [...lessons.keys()].filter((place) => progress[place].done);
  done.sort((one, other) => progress[one].done.localeCompare(progress[other].done) || one - other);
  const memories = times.memories(graph, (key) => memory.read(`check:${key}`));

  const known = [];
  const learn = (place, concepts) => {
    for (const [concept, depth, address] of lessons[place].taught) {
      if (concepts && !concepts.includes(concept)) continue;
      if (depth >= (known[concept]?.depth ?? 0)) known[concept] = { depth, lesson: place, address, isHere: Boolean(lessons[place].key) };
    }
  };
  for (const place of lessons.keys()) if (!lessons[place].key) learn(place);
  for (const place of done) learn(place);
  const tested = [];
  for (const [key, state] of Object.entries(memories)) {
    const [lesson, address, , concepts] = graph.checks[key];
    const check = { ...state, key, address, isDue: times.dueOf(state) <= today };
    for (const concept of concepts) (tested[concept] ??= []).push(check);
    if (state.rating > 1) for (let place = 0; place <= lesson; place++) learn(place, concepts);
  }
  const met = [];
  done.forEach((place, at) => {
    const { taught, used } = lessons[place];
    for (const concept of [...taught.map(([one]) => one), ...used]) met[concept] = at;
  });
  known.forEach((one, concept) => {
    const checks = tested[concept] ?? [];
    const missed = checks.filter(({ rating }) => rating === 1);
    one.missed = missed.length ? Math.max(...missed.map(({ answered }) => answered)) : null; // the day
    one.review = checks.find(({ rating, isDue }) => isDue || rating === 1)?.address;
    const lessonsAgo = concept in met ? done.length - met[concept] : 0;
    one.isFading = checks.length ? Boolean(one.review) : lessonsAgo > graph.fading;
  });
  return { today, lessons, progress, done: new Set(done), memories, known };
}
