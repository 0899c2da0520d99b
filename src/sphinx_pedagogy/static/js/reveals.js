// -- Reveals -----------------------------------------------------------------------------------------

const content = document.querySelector('[role="main"], main, article') ?? document;

/** Open all that is closed around *element*, and the element itself. */
function openAround(element) {
  for (let found = element?.closest("details"); found; found = found.parentElement.closest("details")) {
    found.open = true;
  }
}

/** Open what hides the target of the page's address, and go there. */
function followHash() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // an address that a person mistyped
  }
  const target = document.getElementById(id);
  if (!target?.closest("details:not([open])")) return;
  openAround(target);
  target.scrollIntoView();
}

/** Open what hides a word that the reader searched for, and go to the first; Sphinx marks them once the page is there. */
function openSearchHits() {
  const hits = content.querySelectorAll(".highlighted");
  hits.forEach(openAround);
  if (!location.hash && !scrollY) hits[0]?.scrollIntoView({ block: "center", behavior: "instant" });
}

/** Print what is closed, too: reveals, and also dropdowns, folded cells and tabs of others. */
function openForPrint() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...content.querySelectorAll("details:not([open], .ped-menu)")];
    for (const reveal of closed) reveal.open = true;
    for (const tab of content.querySelectorAll(".sd-tab-content")) {
      tab.classList.add("ped-tab");
      tab.dataset.pedTab = tab.previousElementSibling?.textContent.trim() ?? "";
    }
  });
  addEventListener("afterprint", () => {
    for (const reveal of closed) reveal.open = false;
  });
}
