// -- Concept cards ------------------------------------------------------------------------------------

/** Put *card* below the link, or above where there is no room. */
function place(card, link) {
  const [first] = link.getClientRects();
  const below = first.bottom + card.offsetHeight + 8 < innerHeight;
  const left = Math.max(8, Math.min(first.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${scrollY + (below ? first.bottom + 6 : first.top - card.offsetHeight - 6)}px`;
}

/** The cards of the site, once the first is asked for: a promise of what their file holds, or of nothing. */
let library = null;

/** Return the cards. */
function cards() {
  library ??= loadNamed("cards").then((found) => {
    if (!found) library = null; // perhaps the next card gets it
    return found;
  });
  return library;
}

/**
 * Show the card of a concept beside the link to it: on hover, on focus, and on the first tap.
 * It stays while the pointer is on it, and Escape closes it. Until their file is there, and where a
 * concept has none, links are links.
 */
function setUpCards(links) {
  if (!links.length) return;
  const card = make("div", { className: "ped-card", id: "ped-card", role: "tooltip", hidden: true });
  let owner = null;
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  };
  /** Show the card of *link*, unless another one is wanted by then; return whether there is one. */
  const show = async (link) => {
    hide();
    owner = link;
    const found = await cards();
    if (!found || !Object.hasOwn(found.concepts, link.dataset.pedConcept)) return false;
    if (owner !== link) return true;
    found.fill(card, link, make, ROOT);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(card, link);
    await found.drawFormulas(card);
    if (owner === link) place(card, link);
    return true;
  };
  const soon = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  for (const link of links) {
    let touched = false;
    link.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch" && owner !== link));
    link.addEventListener("click", async (event) => {
      if (!touched) return;
      event.preventDefault(); // the first tap shows the card, the next follows the link
      touched = false;
      if (!(await show(link)) && owner === link) link.click();
    });
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "touch") return;
      cards();
      soon(() => show(link), 250);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") soon(hide, 250);
    });
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", hide);
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => soon(hide, 250));
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
    // whoever walks through the page meets a card soon, and a screen reader reads what is there by then
    if (key === "Tab") cards();
  });
  addEventListener("pointerdown", (event) => {
    if (owner && !card.contains(event.target) && event.target !== owner) hide();
  });
  document.body.append(card);
}
