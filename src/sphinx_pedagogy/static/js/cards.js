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

/** Return the cards. What tells the name of their file is asked for anew each minute; the file is kept. */
function cards() {
  library ??= loadData(`cards.js?${Math.floor(Date.now() / 60_000)}`)
    .then((pointer) => pointer && loadData(pointer.file))
    .then((found) => {
      if (!found) library = null; // perhaps the next card gets it
      return found;
    });
  return library;
}

/** Return the nodes of a line: its text, or the markup that the build made of it. */
function line(text) {
  if (!isRecord(text)) return [text];
  const holder = document.createElement("template");
  holder.innerHTML = text.html;
  // formulas that are pictures: their addresses begin at the root of the site, wherever the page lies
  for (const image of holder.content.querySelectorAll("[src]")) image.src = new URL(image.getAttribute("src"), ROOT).href;
  return [...holder.content.childNodes];
}

/** Say in *card* what a concept is, how deep it was taught, where, and when it was met last. */
function fill(card, link, found) {
  const { pedConcept, pedTaught, pedAgo } = link.dataset;
  const [title, definition, taught] = found.concepts[pedConcept];
  const [slug, depth] = taught.find(([name]) => name === pedTaught) ?? taught[0] ?? [];
  const [before, earlier] = found.ago;
  const facts = [depth, slug && found.lessons[slug], pedAgo && (pedAgo === "1" ? before : earlier.replace("{}", pedAgo))];
  card.replaceChildren(make("strong", {}, ...line(title)));
  if (definition) card.append(make("p", {}, ...line(definition)));
  const known = facts.filter(Boolean).flatMap((fact, at) => [at ? " \u00b7 " : "", ...line(fact)]);
  if (known.length) card.append(make("small", {}, ...known));
}

/** Let whatever draws the formulas of the page draw those of *card*. */
async function drawFormulas(card) {
  const formulas = [...card.querySelectorAll(".math")];
  if (!formulas.length) return;
  const { MathJax, renderMathInElement } = globalThis;
  await MathJax?.startup?.promise;
  if (MathJax?.typesetPromise) await MathJax.typesetPromise(formulas);
  else if (MathJax?.Hub) await new Promise((done) => MathJax.Hub.Queue(["Typeset", MathJax.Hub, formulas], done));
  else renderMathInElement?.(card);
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
    fill(card, link, found);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(card, link);
    await drawFormulas(card);
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
