// -- Tables, and all that scrolls ------------------------------------------------------------------------

/** Say again what is a table: some browsers forget when a stylesheet stacks its cells. */
function nameTableParts(table) {
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  for (const element of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
    const head = element.closest("thead") ? "columnheader" : "rowheader";
    element.setAttribute("role", roles[element.localName] ?? head);
  }
}

/** Let the keyboard reach what scrolls sideways in a block. */
function focusScrollers() {
  for (const element of document.querySelectorAll(".ped :is(pre, div), .ped-drawing, .ped-long")) {
    const scrolls = element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX !== "visible";
    if (scrolls && !element.hasAttribute("tabindex")) element.tabIndex = 0;
  }
}

/** Give the page what the script adds. */
function start() {
  each(".ped-check[data-ped-key]", setUpCheck);
  each("table.ped-properties", nameTableParts);
  if (!memory.forgets) {
    each(".ped-lesson[data-ped-lesson]", setUpLesson);
    each(".ped-continue", linkToLast);
    setUpReader(document.querySelectorAll('p[class^="ped-reader-"]'));
  }
  setUpCards(document.querySelectorAll("a[data-ped-concept]"));
  followHash();
  focusScrollers();
}

addEventListener("hashchange", followHash);
addEventListener("load", () => setTimeout(openSearchHits, 200));
for (const event of ["load", "resize", "toggle"]) addEventListener(event, focusScrollers, true);
// a page that the browser took out of its own memory
addEventListener("pageshow", ({ persisted }) => persisted && each(".ped-continue", linkToLast));
openForPrint();
const carrying = carryOver();
if (carrying) carrying.finally(start);
else start();
