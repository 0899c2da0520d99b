// -- Progress ------------------------------------------------------------------------------------------

/** Put the reader's progress into the corner of a lesson's header. */
function setUpLesson(header) {
  const { pedLesson, pedFormer } = header.dataset;
  const name = `progress:${pedLesson}`;
  if (pedFormer !== undefined) memory.inherit(name, `progress:${pedFormer}`);
  const box = make("input", { type: "checkbox" });
  const look = () => (box.checked = Boolean(memory.read(name).done));
  look();
  // another tab may have the same lesson, and a browser may take a page out of its own memory
  addEventListener("storage", ({ key }) => key === memory.prefix + name && look());
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  box.addEventListener("change", () => memory.write(name, { done: box.checked ? TODAY : "" }));
  const label = make("label", { className: "ped-button" }, box, WORDS.done);
  header.querySelector(".ped-title").after(make("div", { className: "ped-progress" }, label, makeMenu()));
  memory.write(name, { seen: TODAY });
  rememberPlace();
}

/** Remember page and section, until another lesson is opened. */
function rememberPlace() {
  const path = location.href.split(/[?#]/)[0];
  const heading = document.querySelector("h1")?.cloneNode(true);
  heading?.querySelector(".headerlink")?.remove();
  if (!path.startsWith(ROOT)) return;
  const remember = () => {
    const place = { path: path.slice(ROOT.length), title: heading?.textContent ?? document.title };
    memory.write("last", { ...place, section: sectionInView() });
  };
  remember();
  addEventListener("pagehide", remember);
}

/** Return the id of the section that the reader has in view, if it is not the first. */
function sectionInView() {
  const sections = [...document.querySelectorAll("section section[id]")];
  return sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 2).at(-1)?.id ?? "";
}

/** Link to the lesson where the reader stopped: in each element with the class `ped-continue`. */
function linkToLast(element) {
  const { path, title, section } = memory.read("last");
  if (path === undefined || !URL.canParse(path, ROOT)) return;
  const address = new URL(path, ROOT);
  if (!address.href.startsWith(ROOT)) return; // a file of progress can come from anywhere
  address.hash = section ?? "";
  element.replaceChildren(`${WORDS.continue} `, make("a", { href: address.href }, title || path));
}

/** Return the menu that saves, loads and clears what is kept. */
function makeMenu() {
  const status = make("p", {}, WORDS.progressNote);
  status.setAttribute("role", "status");
  const summary = make("summary", {}, "\u22ef");
  summary.setAttribute("aria-label", WORDS.progress);
  const buttons = [makeButton(WORDS.save, save), makeButton(WORDS.load, () => load(status)), makeButton(WORDS.clear, clear)];
  const menu = make("details", { className: "ped-menu" }, summary, make("div", {}, status, ...buttons));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    summary.focus();
  });
  document.addEventListener("click", (event) => (menu.open &&= menu.contains(event.target)));
  return menu;
}

/** Save what is kept as a file. */
function save() {
  const entries = Object.fromEntries(memory.entries().map((name) => [name, memory.read(name)]));
  const text = JSON.stringify({ format: "pedagogy-progress-2", entries }, null, 1);
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href, download: `progress-${TODAY}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** Let the reader choose a file, and add what it holds to what is kept. */
function load(status) {
  const field = make("input", { type: "file", accept: ".json,application/json" });
  field.addEventListener("change", async () => {
    const trouble = await take(field.files[0]).catch(() => WORDS.loadFailed);
    if (trouble) status.textContent = trouble;
    else location.reload();
  });
  field.click();
}

/** Keep what a file holds; return what to say if that is not possible. Anybody may have written the file. */
async function take(file) {
  if (!file) return "";
  const found = file.size < 5_000_000 ? parse(await file.text()) : null;
  const former = found?.format === "pedagogy-progress-1";
  if ((!former && found?.format !== "pedagogy-progress-2") || !isRecord(found.entries)) return WORDS.loadFailed;
  const keys = former ? ((await formerKeys()) ?? {}) : {};
  const entries = Object.entries(found.entries).flatMap(([name, entry]) => {
    const today = former ? todaysName(name, keys) : name;
    const kind = today === null ? null : kindOf(today);
    return kind && kind !== "carried" ? [[today, withEarlier(memory.read(today), shaped(kind, entry))]] : [];
  });
  const isKept = entries.every(([name, entry]) => memory.write(name, entry));
  await schedule();
  return isKept ? "" : WORDS.notKept;
}

/** Return what a file says, with the reviews of both, and the first attempt that is kept here if that was the earlier one. */
function withEarlier({ first, reviews }, entry) {
  const both = new Map([...(entry.reviews ?? []), ...(reviews ?? [])]); // of one day, what is kept here
  return {
    ...entry,
    ...(first?.on && !(entry.first?.on < first.on) && { first }),
    ...(both.size && { reviews: [...both].sort().slice(-200) }),
  };
}

/** Forget everything, if the reader means it; also what an earlier version kept. */
function clear() {
  if (!confirm(WORDS.clearAsk)) return;
  for (const name of formerNames()) memory.forget(name, FORMER);
  for (const name of [...memory.entries(), "due"]) memory.forget(name);
  location.reload();
}
