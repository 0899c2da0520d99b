"use strict";
(() => {
  const { theme } = document.currentScript.dataset;
  const draw = (diagram) => mermaid.run({ nodes: [diagram] }).catch(console.error);
  // Mermaid measures what it draws, so a diagram in a closed block or tab waits until it is seen.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        seen.unobserve(target);
        draw(target);
      }
  });

  mermaid.initialize({ startOnLoad: false, theme });
  document.addEventListener("DOMContentLoaded", () => {
    for (const diagram of document.querySelectorAll("pre.mermaid"))
      if (diagram.checkVisibility()) draw(diagram);
      else seen.observe(diagram);
  });
})();
