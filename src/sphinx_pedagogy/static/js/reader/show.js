// -- The way, on the page; and all lists -------------------------------------------------------------------------

/** Show a field for a concept, and the way to it once one is chosen. The address of the page may name one. */
function showPath(view, context) {
  const { graph, reading, ROOT } = context;
  const { make, words } = kit(context);
  let form = view.querySelector("form");
  if (!form) {
    const teachers = teachersOf(graph, reading.lessons);
    const choices = graph.concepts.map(([, title]) => plain(title, ROOT)).filter((_title, place) => teachers[place].length);
    const list = make("datalist", { id: "ped-concepts" }, ...choices.sort((one, other) => one.localeCompare(other)).map((value) => make("option", { value })));
    const field = make("input", { id: "ped-goal", autocomplete: "off", spellcheck: false });
    field.setAttribute("list", list.id);
    const label = make("label", { htmlFor: field.id }, words.choose);
    form = make("form", { className: "ped-try" }, label, field, list, context.makeButton(words.show));
    const result = make("div", { className: "ped-way" });
    result.setAttribute("role", "status");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      showPath(view, { ...context, ...context.now() });
    });
    field.addEventListener("change", () => choices.includes(field.value) && form.requestSubmit());
    view.replaceChildren(form, result);
    const named = graph.concepts.find(([id]) => location.hash === `#to-${id}`);
    if (named) field.value = plain(named[1], ROOT);
  }
  const wanted = form.elements["ped-goal"].value.trim().toLowerCase();
  if (wanted) form.nextElementSibling.replaceChildren(...wayTo(wanted, context));
}

/** Return what to say of the way to the concept that is called *wanted*. */
function wayTo(wanted, context) {
  const { graph, reading, ROOT } = context;
  const { make, concept, words } = kit(context);
  const goal = graph.concepts.findIndex(([id, title]) => id === wanted || plain(title, ROOT).toLowerCase() === wanted);
  if (goal < 0) return [make("p", {}, words.noConcept)];
  const teachers = teachersOf(graph, reading.lessons);
  const known = reading.known[goal];
  if (known && (!teachers[goal].length || known.depth >= goalDepth(teachers, goal))) {
    const [before, after] = words.knownAlready.split("{}");
    const where = known.address ? concept(goal, known.address) : concept(goal);
    const faded = known.isFading ? ` (${words.fading})` : "";
    return [make("p", {}, before, where, `, ${graph.depths[known.depth - 1]}${faded}`, after)];
  }
  const depths = graph.concepts.map((_one, place) => reading.known[place]?.depth ?? 0);
  const path = shortestPath(graph, reading.lessons, depths, goal);
  if (!path) return [make("p", {}, words.noWay)];
  const sum = path.length === 1 ? words.wayOne : words.way.replace("{}", path.length);
  const [before, after] = sum.split("{}");
  const head = make("p", { className: "ped-reader-sum" }, before, concept(goal), after);
  const needs = path.map((place) => needsOf(graph, reading.lessons[place]).map(([one]) => one));
  const through = withBases(graph, [goal, ...needs.flat()]);
  // the first lesson that needs a concept wakes it up for the others
  const fresh = needs.map((own, at) => own.filter((one) => !needs.slice(0, at).flat().includes(one)));
  const steps = path.map((place, at) => stepOf(place, through, fresh[at], context));
  return [head, make("ol", { className: "ped-steps" }, ...steps)];
}

/** Return concepts, and all that they build on. */
function withBases(graph, concepts) {
  const found = new Set(concepts);
  for (const concept of found) for (const base of graph.concepts[concept][2]) found.add(base);
  return found;
}

/** Return a lesson of a way, with the sections that are wanted, and what of its needs to wake up before it. */
function stepOf(place, wanted, needs, context) {
  const { reading } = context;
  const { make, link, small, names, concept, words } = kit(context);
  const lesson = reading.lessons[place];
  const through = lesson.taught.filter(([one, depth]) => wanted.has(one) && depth > (reading.known[one]?.depth ?? 0));
  const faded = needs.filter((one) => reading.known[one]?.isFading);
  const item = make("li", {}, link(lesson.address, lesson.name), " ", small(lesson.time));
  if (faded.length) {
    const links = names(faded, (one) => concept(one, reading.known[one].review ?? reading.known[one].address));
    item.append(make("p", {}, `${words.wake} `, ...links));
  }
  const addresses = new Map(through.map(([one, , address]) => [one, address]));
  if (addresses.size) item.append(make("p", {}, `${words.sections} `, ...names([...addresses.keys()], (one) => concept(one, addresses.get(one)))));
  return item;
}

const SHOWN = { state: showState, next: showNext, path: showPath, queue: showQueue, record: showRecord };

/** Put the lists in the place of their lines, and make them anew when something was done on another page. */
function show(lines, context) {
  const { graph, times, make, memory } = context;
  if (!graph || !times) return;
  const views = [...lines].map((given) => {
    const name = [...given.classList].find((one) => one.startsWith("ped-reader-"));
    const view = make("div", { className: `ped-reader ${name}` });
    given.replaceWith(view);
    return [name.slice("ped-reader-".length), view];
  });
  const now = () => ({ reading: readingOf(context) });
  const draw = () => {
    const full = { ...context, words: graph.words, now, ...now() };
    for (const [name, view] of views) SHOWN[name]?.(view, full);
  };
  draw();
  addEventListener("storage", ({ key }) => key?.startsWith(memory.prefix) && draw());
  addEventListener("pageshow", ({ persisted }) => persisted && draw());
  document.addEventListener("pedagogy-progress", draw);
}

document.currentScript.data = { show, readingOf, shortestPath, answersOf };
