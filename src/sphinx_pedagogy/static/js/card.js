/**
 * What draws a card. It is part of the file of the cards, after their data, so that no page loads it before
 * the first card opens.
 */
(() => {
"use strict";
const found = document.currentScript.data;

/** Return the nodes of a line: its text, or the markup that the build made of it. */
function line(text, root) {
  if (typeof text === "string") return [text];
  const holder = document.createElement("template");
  holder.innerHTML = text.html;
  // formulas that are pictures: their addresses begin at the root of the site, wherever the page lies
  for (const image of holder.content.querySelectorAll("[src]")) image.src = new URL(image.getAttribute("src"), root).href;
  return [...holder.content.childNodes];
}

/** Say in *card* what a concept is, how deep it was taught, where, and when it was met last. */
function fill(card, link, make, root) {
  const { pedConcept, pedTaught, pedAgo } = link.dataset;
  const [title, definition, taught] = found.concepts[pedConcept];
  const [slug, depth] = taught.find(([name]) => name === pedTaught) ?? taught[0] ?? [];
  const [before, earlier] = found.ago;
  const facts = [depth, slug && found.lessons[slug], pedAgo && (pedAgo === "1" ? before : earlier.replace("{}", pedAgo))];
  card.replaceChildren(make("strong", {}, ...line(title, root)));
  if (definition) card.append(make("p", {}, ...line(definition, root)));
  const known = facts.filter(Boolean).flatMap((fact, at) => [at ? " \u00b7 " : "", ...line(fact, root)]);
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

Object.assign(found, { fill, drawFormulas });
})();
