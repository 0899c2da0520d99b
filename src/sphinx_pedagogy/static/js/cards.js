// -- Concept cards ------------------------------------------------------------------------------------

/** Put *card* below the link, or above where there is no room. */
function place(card, link) {
  const [first] = link.getClientRects();
  const below = first.bottom + card.offsetHeight + 8 < innerHeight;
  const left = Math.max(8, Math.min(first.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${scrollY + (below ? first.bottom + 6 : first.top - card.offsetHeight - 6)}px`;
}

/** Say in *card* what a concept is, how deep it was taught, where, and when it was met last. */
function fill(card, link, [title, definition, ...facts]) {
  card.replaceChildren(make("strong", {}, title || link.textContent));
  if (definition) card.append(make("p", {}, definition));
  const known = facts.filter(Boolean).join(" \u00b7 ");
  if (known) card.append(make("small", {}, known));
}

/**
 * Show the card of a concept beside the link to it: on hover, on focus, and on the first tap.
 * It stays while the pointer is on it, and Escape closes it.
 * @param {Element} source holds as JSON, by concept, title (none if the link says it), definition and facts
 */
function setUpCards(source) {
  const cards = parse(source.textContent);
  if (!isRecord(cards)) return;
  const card = make("div", { className: "ped-card", id: "ped-card", role: "tooltip", hidden: true });
  let owner = null;
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  };
  const show = (link) => {
    hide();
    fill(card, link, cards[link.dataset.pedConcept]);
    owner = link;
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(card, link);
  };
  const soon = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  for (const link of document.querySelectorAll("a[data-ped-concept]")) {
    if (!Object.hasOwn(cards, link.dataset.pedConcept)) continue;
    let touched = false;
    link.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch" && owner !== link));
    link.addEventListener("click", (event) => {
      if (!touched) return;
      event.preventDefault(); // the first tap shows the card, the next follows the link
      touched = false;
      show(link);
    });
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") soon(() => show(link), 250);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") soon(hide, 250);
    });
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", hide);
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => soon(hide, 250));
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("pointerdown", (event) => {
    if (owner && !card.contains(event.target) && event.target !== owner) hide();
  });
  document.body.append(card);
}
