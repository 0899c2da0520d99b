// What the theme adds where scripts run: the switch of schemes, marks of progress, contents that follow.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** Let the reader change between light and dark; the choice of the system is not kept. */
  function setUpScheme(button) {
    const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      if (wanted === (dark.matches ? "dark" : "light")) delete root.dataset.theme;
      else root.dataset.theme = wanted;
      try {
        if (root.dataset.theme) localStorage.setItem("pedagogy-scheme", wanted);
        else localStorage.removeItem("pedagogy-scheme");
      } catch {
        // refused: it lasts as long as the page
      }
      show();
    });
    dark.addEventListener("change", show);
    button.hidden = false;
    show();
  }

  /** Return what the browser keeps under a key. */
  function kept(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {}; // nothing is kept, or nothing that can be read
    }
  }

  /** Mark the lessons that the reader has done, and those that have something to review. */
  function markProgress(menu) {
    const { prefix, done, due } = menu.dataset;
    const days = kept(`${prefix}:due`).lessons ?? {};
    const today = new Date().toISOString().slice(0, 10);
    for (const link of menu.querySelectorAll("[data-progress]")) {
      const key = link.dataset.progress;
      const isDone = /^\d/.test(kept(`${prefix}:progress:${key}`).done);
      const isDue = /^\d/.test(days[key]) && days[key] <= today;
      const same = [...document.querySelectorAll("main .ped-path-module + ul a")].filter(({ href }) => href === link.href);
      for (const place of [link, ...same]) {
        place.querySelector(".done, .due")?.remove();
        if (!isDone && !isDue) continue;
        const mark = document.createElement("span");
        mark.className = isDue ? "due" : "done";
        mark.setAttribute("role", "img");
        mark.setAttribute("aria-label", isDue ? due : done);
        place.append(mark);
      }
    }
  }

  /** Bring the page's own entry into sight, and nothing but the menu moves. */
  function showPlace(menu) {
    const link = menu.querySelector("[aria-current=page]");
    if (!link) return;
    const [place, frame] = [link.getBoundingClientRect(), menu.getBoundingClientRect()];
    if (place.bottom > frame.bottom || place.top < frame.top) menu.scrollTop += place.top - frame.top - frame.height / 3;
  }

  /** Mark the section that the reader is in. */
  function followSections(contents) {
    const links = new Map();
    for (const link of contents.querySelectorAll('a[href^="#"]')) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, link);
    }
    let current = null;
    const look = () => {
      const passed = [...links.keys()].filter((section) => section.getBoundingClientRect().top < innerHeight / 4);
      const link = links.get(passed.at(-1)) ?? null;
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      current = link;
      if (link && contents.scrollHeight > contents.clientHeight) {
        contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
      }
    };
    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          look();
        });
      },
      { passive: true },
    );
    look();
  }

  /** Let the keyboard reach what scrolls sideways. */
  function focusScrollers() {
    for (const element of document.querySelectorAll("main :is(pre, table, div.math, .ped-long, .ped-scroll, .ped-drawing, .plot, .output_area)")) {
      if (element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === "auto") element.tabIndex = 0;
    }
  }

  /** Go to the first word that the reader searched for, in the section that the address names, and open what hides it. */
  function goToHit() {
    const hits = [...document.querySelectorAll("main .highlighted")];
    for (const hit of hits) {
      for (let it = hit.closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
    }
    const target = document.querySelector(":target");
    const isThere = hit => !target || target.contains(hit) || target.compareDocumentPosition(hit) & 4; // follows it
    const first = hits.find(hit => isThere(hit) && hit.checkVisibility());
    const { top, bottom } = first?.getBoundingClientRect() ?? {};
    if (top < 0 || bottom > innerHeight) first.scrollIntoView({ block: "center", behavior: "instant" });
  }

  const menu = document.querySelector(".wy-menu");
  const contents = document.querySelector(".page-contents");
  document.querySelectorAll(".scheme-button").forEach(setUpScheme);
  if (menu) {
    showPlace(menu);
    const mark = () => markProgress(menu);
    mark();
    addEventListener("storage", mark);
    addEventListener("pageshow", mark);
    document.addEventListener("change", () => setTimeout(mark));
    document.addEventListener("pedagogy-progress", mark);
    document.getElementById("navigation")?.addEventListener("toggle", () => showPlace(menu));
  }
  if (contents) followSections(contents);
  // Sphinx marks words once the page is there; what is drawn after that moves them
  let moved = false;
  for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(event, () => (moved = true), { once: true, passive: true });
  }
  document.addEventListener("DOMContentLoaded", () => setTimeout(goToHit, 30));
  addEventListener("load", () => setTimeout(() => moved || goToHit(), 200));
  for (const event of ["load", "resize", "toggle"]) addEventListener(event, focusScrollers, true);
  focusScrollers();
})();
