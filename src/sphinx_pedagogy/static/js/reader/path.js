// -- The way to a concept ------------------------------------------------------------------------------------

const MOST_STEPS = 20_000; // of the search; a course with many ways to the same gets a good one, if not the shortest
const ENOUGH = 2; // to know a concept, a lesson must more than mention it, if any does

/** Return by concept the lessons of this site that teach it, with the depth. */
function teachersOf(graph, lessons) {
  const found = graph.concepts.map(() => []);
  lessons.forEach(({ key, taught }, place) => {
    if (key) for (const [concept, depth] of taught) found[concept].push([place, depth]);
  });
  return found;
}

/** Return how deep a concept has to be known to be known. */
const goalDepth = (teachers, concept) => Math.min(ENOUGH, Math.max(...teachers[concept].map(([, depth]) => depth)));

/**
 * Return the fewest lessons after which a reader knows a concept, in the order of the course; nothing if no way leads
 * there. Whatever a lesson needs and the reader does not know, an earlier one on the way teaches.
 * @param {number[]} depths how deep the reader knows each concept
 */
function shortestPath(graph, lessons, depths, goal) {
  const teachers = teachersOf(graph, lessons);
  if (!teachers[goal].length) return null;
  let best = null;
  let steps = 0;
  const search = (chosen, reached, open) => {
    const left = open.filter(([concept, depth]) => depth > reached[concept]);
    if (!left.length) best = chosen;
    else if ((best && chosen.length + 1 >= best.length) || ++steps > MOST_STEPS) return;
    else {
      const [concept, depth] = left[0];
      for (const [place, taught] of teachers[concept]) {
        if (taught < depth || chosen.includes(place)) continue;
        const next = [...reached];
        for (const [one, to] of lessons[place].taught) next[one] = Math.max(next[one], to);
        search([...chosen, place], next, [...left.slice(1), ...teachable(graph, lessons, place)]);
      }
    }
  };
  search([], depths, [[goal, goalDepth(teachers, goal)]]);
  return best?.sort((one, other) => one - other) ?? null;
}

/**
 * Return what a lesson needs, as deep as the lessons before it teach it: what none of them teaches, it brings up
 * itself, and is no reason to wait.
 */
function teachable(graph, lessons, place) {
  const deepest = graph.concepts.map(() => 0);
  for (const { taught } of lessons.slice(0, place)) {
    for (const [concept, depth] of taught) deepest[concept] = Math.max(deepest[concept], depth);
  }
  return needsOf(graph, lessons[place]).map(([concept, depth]) => [concept, Math.min(depth, deepest[concept])]);
}

/** Return what a lesson needs and a reader does not know deep enough. */
function missingFor(graph, { lessons, known }, place) {
  return teachable(graph, lessons, place).filter(([concept, depth]) => depth > (known[concept]?.depth ?? 0));
}
