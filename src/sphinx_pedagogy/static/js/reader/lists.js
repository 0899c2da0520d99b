// -- Lists -----------------------------------------------------------------------------------------------------

const AT_ONCE = 4; // so many lessons that come next are seen; the others are folded
const IN_A_ROW = 10; // so many questions to review

/** Return the nodes of a line: its text, or the markup that the build made of it. */
function line(shown, root) {
  if (typeof shown === "string") return [shown];
  const holder = document.createElement("template");
  holder.innerHTML = shown.html;
  for (const image of holder.content.querySelectorAll("[src]")) image.src = new URL(image.getAttribute("src"), root).href;
  return [...holder.content.childNodes];
}

/** Return a line as plain text. */
const plain = (shown, root) => line(shown, root).map(({ textContent }, at, all) => textContent ?? all[at]).join("");

/** What the lists are made with, by the pieces that they share. */
function kit(context) {
  const { make, graph, ROOT, words } = context;
  const to = (address) => new URL(address, ROOT).href;
  const link = (address, shown) => make("a", { href: to(address) }, ...line(shown, ROOT));
  const small = (...parts) => {
    const told = parts.filter(Boolean);
    return make("small", {}, ...told.flatMap((part, at) => (at ? [" \u00b7 ", part] : [part])));
  };
  const names = (concepts, linkOf) => concepts.flatMap((concept, at) => [at ? ", " : "", linkOf(concept)]);
  const folded = (title, ...children) => make("details", {}, make("summary", {}, title), ...children);
  const concept = (place, address) => (address ? link(address, graph.concepts[place][1]) : make("span", {}, ...line(graph.concepts[place][1], ROOT)));
  const days = (count) => [words.today, words.tomorrow][count] ?? words.inDays.replace("{}", count);
  const ago = (count) => [words.today, words.yesterday][count] ?? words.ago.replace("{}", count);
  return { make, link, small, names, folded, concept, days, ago, words };
}

/** Show what a reader knows: concepts by depth, and first what may have faded. */
function showState(view, context) {
  const { graph, reading } = context;
  const { make, concept, small, folded, ago, words } = kit(context);
  const taughtHere = new Set(reading.lessons.filter(({ key }) => key).flatMap(({ taught }) => taught.map(([one]) => one)));
  const here = [...reading.known.keys()].filter((place) => reading.known[place]?.isHere);
  const elsewhere = [...reading.known.keys()].filter((place) => reading.known[place] && !reading.known[place].isHere);
  const chips = (places, more) => make("ul", { className: "ped-chips" }, ...places.map((place) => make("li", {}, ...more(place))));
  const depthWord = (place) => graph.depths[reading.known[place].depth - 1];
  const fading = here.filter((place) => reading.known[place].isFading);
  const parts = [];
  if (!here.length) parts.push(make("p", {}, words.knownNone));
  else {
    const total = words.known.replace("{}", here.length).replace("{}", new Set([...taughtHere, ...here]).size);
    parts.push(make("p", { className: "ped-reader-sum" }, total), meter(context, here, taughtHere.size));
  }
  const groups = make("dl", { className: "ped-depths" });
  const add = (title, places, more) => {
    if (places.length) groups.append(make("dt", {}, title, " ", make("span", {}, String(places.length))), make("dd", {}, chips(places, more)));
  };
  add(words.fadingTitle, fading, (place) => {
    const { review, address, missed } = reading.known[place];
    // what was answered again on the same day does not count, and may have been right
    const told = missed === null ? depthWord(place) : words.missed.replace("{}", ago(reading.today - missed));
    return [concept(place, review ?? address), " ", small(told)];
  });
  groups.firstElementChild?.classList.add("ped-fading");
  for (let depth = graph.depths.length; depth > 0; depth--) {
    const places = here.filter((place) => reading.known[place].depth === depth && !fading.includes(place));
    add(graph.depths[depth - 1], places, (place) => [concept(place, reading.known[place].address)]);
  }
  if (groups.children.length) parts.push(groups);
  if (elsewhere.length) {
    const list = chips(elsewhere, (place) => [concept(place)]);
    parts.push(folded(`${words.elsewhere} (${elsewhere.length})`, make("p", {}, words.elsewhereNote), list));
  }
  view.replaceChildren(...parts);
}

/** Return a bar that shows how much of the site is known, and how deep; the list says the same in words. */
function meter({ make, graph, reading }, here, total) {
  const bar = make("div", { className: "ped-meter" });
  bar.setAttribute("aria-hidden", "true");
  const pieces = graph.depths.map((_word, at) => here.filter((place) => !reading.known[place].isFading && reading.known[place].depth === at + 1).length);
  const faded = here.filter((place) => reading.known[place].isFading).length;
  pieces.reverse().forEach((count, at) => count && bar.append(piece(count, 1 - (0.7 * at) / Math.max(1, pieces.length - 1), "")));
  if (faded) bar.append(piece(faded, 1, "ped-faded"));
  function piece(count, strength, className) {
    const part = make("span", { className });
    part.style.inlineSize = `${(100 * count) / Math.max(total, 1)}%`;
    part.style.opacity = strength;
    return part;
  }
  return bar;
}

/** Show the lessons that a reader can do next, and what the others wait for. */
function showNext(view, context) {
  const { graph, reading } = context;
  const { make, link, small, names, folded, concept, words } = kit(context);
  const open = [...reading.lessons.keys()].filter((place) => reading.lessons[place].key && !reading.done.has(place));
  const missing = new Map(open.map((place) => [place, missingFor(graph, reading, place)]));
  const ready = open.filter((place) => !missing.get(place).length);
  const waiting = open.filter((place) => missing.get(place).length);
  const readyItem = (place, at) => {
    const lesson = reading.lessons[place];
    const needs = needsOf(graph, lesson).map(([one]) => one);
    const faded = needs.filter((one) => reading.known[one]?.isFading);
    const fresh = lesson.taught.map(([one]) => one).filter((one) => !reading.known[one]);
    const item = make("li", {}, link(lesson.address, lesson.name), " ");
    const begun = reading.progress[place].seen && words.begun;
    item.append(small(!at && words.next, lesson.time, begun));
    if (fresh.length) item.append(make("p", {}, `${words.newHere} `, ...names(fresh, (one) => concept(one))));
    if (faded.length) item.append(make("p", {}, `${words.wake} `, ...names(faded, (one) => concept(one, reading.known[one].review ?? reading.known[one].address))));
    return item;
  };
  const waitingItem = (place) => {
    const { address, name } = reading.lessons[place];
    const wanted = make("p", {}, ...words.needs.split("{}").flatMap((text, at) => (at ? [...names(missing.get(place).map(([one]) => one), (one) => concept(one)), text] : [text])));
    return make("li", {}, link(address, name), wanted);
  };
  const list = (places, item) => make("ol", { className: "ped-steps" }, ...places.map(item));
  const parts = ready.length ? [make("p", {}, words.ready), list(ready.slice(0, AT_ONCE), readyItem)] : [];
  if (!open.length) parts.push(make("p", {}, words.readyAll));
  const more = ready.slice(AT_ONCE);
  if (more.length) parts.push(folded(words.more.replace("{}", more.length), list(more, (place) => readyItem(place, AT_ONCE))));
  if (waiting.length) {
    const title = waiting.length === 1 ? words.notYetOne : words.notYet.replace("{}", waiting.length);
    parts.push(folded(title, list(waiting, waitingItem)));
  }
  view.replaceChildren(...parts);
}

/** Show the checks that are due, the most faded first. */
function showQueue(view, context) {
  const { graph, reading, times } = context;
  const { make, link, small, folded, days, ago, words } = kit(context);
  const all = Object.entries(reading.memories).map(([key, state]) => ({ key, state, due: times.dueOf(state) }));
  const due = all.filter((one) => one.due <= reading.today);
  due.sort((one, other) => times.retrievability(one.state, reading.today) - times.retrievability(other.state, reading.today));
  const later = all.filter((one) => one.due > reading.today).map((one) => one.due - reading.today).sort((one, other) => one - other);
  const items = due.map(({ key, state }) => {
    const [lesson, address, title] = graph.checks[key];
    const where = reading.lessons[lesson] && make("span", {}, ...line(reading.lessons[lesson].name, context.ROOT));
    const when = words.answered.replace("{}", ago(reading.today - state.answered));
    return make("li", {}, link(address, title || words.check), " ", small(where, when));
  });
  const parts = [];
  if (!all.length) parts.push(make("p", {}, words.dueNone));
  else if (!due.length) parts.push(make("p", {}, words.dueLater.replace("{}", days(later[0]))));
  else {
    const sum = due.length === 1 ? words.dueOne : words.due.replace("{}", due.length);
    parts.push(make("p", { className: "ped-reader-sum" }, sum), make("ol", { className: "ped-steps" }, ...items.slice(0, IN_A_ROW)));
    const more = items.slice(IN_A_ROW);
    if (more.length) parts.push(folded(words.dueMore.replace("{}", more.length), make("ol", { className: "ped-steps" }, ...more)));
  }
  const soon = later.filter((count) => count <= 7).length;
  if (due.length && soon) parts.push(make("p", {}, small(words.dueSoon.replace("{}", soon))));
  view.replaceChildren(...parts);
}
