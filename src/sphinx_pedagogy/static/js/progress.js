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

/** Return what saves, loads or clears what is kept; it is not loaded before a reader asks for it. */
const moving = (act) => async (status) => {
  const kit = { make, parse, isRecord, memory, kindOf, shaped, formerNames, formerKeys, todaysName, schedule, FORMER, TODAY, WORDS };
  (await loadData("transfer.js"))?.transfer(kit)[act](status);
};
const [save, load, clear] = ["save", "load", "clear"].map(moving);
