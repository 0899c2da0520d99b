/**
 * What lesson blocks can do beyond HTML. A page is complete without this script: answers open by
 * themselves, since they are `<details>`.
 *
 * It reads its settings from its own tag: `data-prefix` begins the keys in the browser's storage,
 * `data-forget` keeps nothing, `data-words` replaces some of the words below. It asks no host for
 * anything.
 *
 * Stored, as JSON: `<prefix>:check:<key>`, `<prefix>:lesson:<number>` and `<prefix>:last`.
 */
(() => {
  "use strict";

  const script = document.currentScript;

  /** What the script says. A translation is a JSON object with some of these keys. */
  const WORDS = {
    check: "Check it",
    choose: "Choose an answer first.",
    clear: "Clear it",
    clearAsk: "Clear all that this browser keeps of your progress in this course?",
    continue: "Continue where you stopped:",
    done: "Done",
    load: "Load it from a file",
    loadFailed: "This file holds no progress of a course.",
    noNumber: "Write a number, such as 48 or 0.5.",
    notAll: "Not all of them yet.",
    number: "Your number",
    predict: "Your prediction",
    predictFirst: "write your prediction first",
    predicted: "compare it with your prediction",
    progress: "Your progress",
    progressNote: "Your progress is kept in this browser, and nowhere else.",
    right: "Right.",
    save: "Save it as a file",
    wrong: "Not right. Try again, or open the answer.",
    ...parse(script.dataset.words),
  };

  /** Address of the folder that holds the site. */
  const ROOT = new URL("..", script.src).href;

  /** Day of this visit. What was answered on another day may be answered afresh. */
  const TODAY = new Date().toISOString().slice(0, 10);

  // -- Elements ------------------------------------------------------------------------------------

  /**
   * Return a new element.
   * @param {string} tag
   * @param {Object} properties of the element, such as `className` or `onclick`
   * @param {...(Node|string)} children
   */
  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /** Return *text* as JSON, or nothing where it is none. */
  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** Whether *value* is an object with keys. */
  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  // -- Memory: a browser may refuse it, in a private window or by its settings ------------------------

  const memory = {
    prefix: `${script.dataset.prefix ?? "pedagogy"}:`,
    forgets: "forget" in script.dataset,

    /** Return the record kept under *name*, or an empty one. */
    read(name) {
      try {
        const found = this.forgets ? null : parse(localStorage.getItem(this.prefix + name));
        return isRecord(found) ? found : {};
      } catch {
        return {};
      }
    },

    /** Add *changes* to the record kept under *name*. */
    write(name, changes) {
      if (this.forgets) return;
      try {
        localStorage.setItem(this.prefix + name, JSON.stringify({ ...this.read(name), ...changes }));
      } catch {
        // full, or refused: the page works all the same
      }
    },

    /** Return the names of all that is kept. */
    names() {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
        return keys.map((key) => key.slice(this.prefix.length));
      } catch {
        return [];
      }
    },

    /** Forget all of this course. */
    clear() {
      for (const name of this.names()) localStorage.removeItem(this.prefix + name);
    },
  };

  // -- Reveals -----------------------------------------------------------------------------------------

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

  /** Open what hides a word that the reader searched for; Sphinx marks them once the page is there. */
  function openSearchHits() {
    document.querySelectorAll("details:not([open]) .highlighted").forEach(openAround);
  }

  /** Print what is closed, too. */
  function openForPrint() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details.ped:not([open])")];
      for (const reveal of closed) reveal.open = true;
    });
    addEventListener("afterprint", () => {
      for (const reveal of closed) reveal.open = false;
    });
  }

  // -- Checks ------------------------------------------------------------------------------------------

  let count = 0; // of the elements that needed an id

  /** Give a check its inputs, with what the reader left in them. */
  function setUpCheck(check) {
    const name = `check:${check.dataset.pedKey}`;
    const answer = check.querySelector(":scope > details.ped-answer");
    const kept = memory.read(name);
    const today = kept.on === TODAY ? kept : {};
    const keep = (changes) => memory.write(name, { ...changes, on: TODAY });
    nameGroup(check);
    if ("pedPredict" in check.dataset) addPrediction(check, answer, kept, keep);
    if ("pedRight" in check.dataset) addChoices(check, answer, today, keep);
    if ("pedNumber" in check.dataset) addNumber(check, answer, today, keep);
    if (answer) keepOpen(answer, today, keep);
    check.classList.add("ped-live");
  }

  /** Tell a screen reader which question the inputs belong to. */
  function nameGroup(check) {
    const title = check.querySelector(":scope > .ped-title");
    if (!title) return;
    title.id ||= `ped-${++count}`;
    check.setAttribute("role", "group");
    check.setAttribute("aria-labelledby", title.id);
  }

  /** Leave the answer as the reader left it, for the rest of the day. */
  function keepOpen(answer, today, keep) {
    answer.open ||= Boolean(today.opened);
    answer.querySelector("summary").addEventListener("click", () => keep({ opened: !answer.open }));
  }

  /** Add a place to write a prediction. The answer opens without one, too. */
  function addPrediction(check, answer, kept, keep) {
    const id = `ped-${++count}`;
    const field = make("textarea", { id, value: kept.prediction ?? "" });
    const tip = make("span", { className: "ped-tip" });
    const update = () => (tip.textContent = field.value.trim() ? WORDS.predicted : WORDS.predictFirst);
    field.addEventListener("input", () => {
      keep({ prediction: field.value });
      update();
    });
    update();
    const label = make("label", { htmlFor: id }, WORDS.predict);
    check.insertBefore(make("div", { className: "ped-try" }, label, field), answer);
    answer?.querySelector("summary").append(tip);
  }

  /** Add an input for a number, and say whether the number is right. */
  function addNumber(check, answer, today, keep) {
    const id = `ped-${++count}`;
    const field = make("input", { id, inputMode: "decimal", autocomplete: "off", value: today.number ?? "" });
    const result = makeResult();
    const judge = () => {
      const numbers = readNumber(field.value);
      const right = numbers.some((number) => isNear(number, check.dataset));
      show(result, right, numbers.length ? (right ? WORDS.right : WORDS.wrong) : WORDS.noNumber);
    };
    const label = make("label", { htmlFor: id }, WORDS.number);
    const form = make("form", { className: "ped-try" }, label, field, makeButton(WORDS.check));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep({ number: field.value });
      judge();
    });
    check.insertBefore(form, answer);
    form.after(result);
    if (today.number) judge();
  }

  /** Whether *number* is as near to the right one as the check asks for. */
  function isNear(number, { pedNumber, pedTolerance }) {
    const right = Number(pedNumber);
    const rounding = Math.abs(right) * 1e-9; // 0.1 + 0.2 is 0.3
    return Math.abs(number - right) <= Number(pedTolerance ?? 0) + rounding;
  }

  /** Return what *text* may mean as a number: a comma ends the units here, the thousands there. */
  function readNumber(text) {
    const plain = text.replace(/[\s_'\u2019]/g, "").replace("\u2212", "-");
    const readings = [plain, plain.replace(",", ".")];
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)) readings.push(plain.replaceAll(",", ""));
    return readings.filter((reading) => reading).map(Number).filter(Number.isFinite);
  }

  /** Turn the list of choices into buttons, and show the words for those that the reader picks. */
  function addChoices(check, answer, today, keep) {
    const rights = check.dataset.pedRight.split(",").map(Number);
    const list = check.querySelector(":scope > .ped-choices");
    if (!list) return;
    const form = make("form", { id: `ped-${++count}`, className: "ped-try" }, makeButton(WORDS.check));
    const inputs = [...list.children].map((item) => addInput(item, form.id, rights.length > 1));
    const result = makeResult();
    const picked = () => inputs.flatMap((input, place) => (input.checked ? [place] : []));
    const judge = () => showVerdicts(result, picked(), rights, answer);
    list.addEventListener("change", () => result.replaceChildren());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep({ picked: picked() });
      judge();
    });
    list.after(form, result);
    for (const place of today.picked ?? []) if (inputs[place]) inputs[place].checked = true;
    if (today.picked?.length) judge();
  }

  /** Put what is in a list item into the label of a new input. */
  function addInput(item, form, many) {
    const input = make("input", { type: many ? "checkbox" : "radio", name: form });
    input.setAttribute("form", form);
    item.append(make("label", {}, input, ...item.childNodes));
    return input;
  }

  /** Show whether the choices are right, with the feedback that the author wrote for each. */
  function showVerdicts(result, picked, rights, answer) {
    const sound = picked.every((place) => rights.includes(place));
    const right = sound && picked.length === rights.length;
    const feedback = picked.map((place) => feedbackFor(place, answer)).filter((found) => found);
    if (!picked.length) show(result, false, WORDS.choose);
    else if (rights.length === 1 && feedback.length) show(result, right, ...feedback);
    else show(result, right, right ? WORDS.right : sound ? WORDS.notAll : WORDS.wrong, ...feedback);
  }

  /** Return a copy of what the answer says about the choice at *place*, if it says a word. */
  function feedbackFor(place, answer) {
    const verdict = answer?.querySelector(".ped-verdicts")?.children[place];
    if (!verdict || verdict.children.length < 2) return null;
    const copy = make("div", {}, ...verdict.cloneNode(true).childNodes);
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    return copy;
  }

  /** Return a place for results, which a screen reader reads out when the reader is idle. */
  function makeResult() {
    const result = make("div", { className: "ped-result" });
    result.setAttribute("role", "status");
    return result;
  }

  /** Say in *result* what came out. */
  function show(result, right, ...said) {
    result.classList.toggle("ped-success", right);
    result.classList.toggle("ped-danger", !right);
    result.replaceChildren(...said.map((one) => (typeof one === "string" ? make("p", {}, one) : one)));
  }

  /** Return a button that sends its form, or does *onclick*. */
  function makeButton(text, onclick) {
    return make("button", { className: "ped-button", type: onclick ? "button" : "submit", onclick }, text);
  }

  // -- Progress ------------------------------------------------------------------------------------------

  /** Put the reader's progress into the corner of a lesson's header. */
  function setUpLesson(header) {
    const name = `lesson:${header.dataset.pedLesson}`;
    const box = make("input", { type: "checkbox", checked: Boolean(memory.read(name).done) });
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
    if (typeof path !== "string") return;
    const address = new URL(path, ROOT);
    if (!address.href.startsWith(ROOT)) return; // a file of progress can come from anywhere
    address.hash = section ?? "";
    element.replaceChildren(`${WORDS.continue} `, make("a", { href: address.href }, title ?? path));
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
    const entries = Object.fromEntries(memory.names().map((name) => [name, memory.read(name)]));
    const text = JSON.stringify({ format: "pedagogy-progress-1", entries }, null, 1);
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make("a", { href, download: `progress-${TODAY}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }

  /** Add what a file holds to what is kept. */
  function load(status) {
    const field = make("input", { type: "file", accept: ".json,application/json" });
    field.addEventListener("change", async () => {
      const found = parse(await field.files[0].text());
      if (found?.format !== "pedagogy-progress-1" || !isRecord(found.entries)) {
        status.textContent = WORDS.loadFailed;
        return;
      }
      for (const [name, entry] of Object.entries(found.entries)) {
        if (/^(check:|lesson:|last$)/.test(name) && isRecord(entry)) memory.write(name, entry);
      }
      location.reload();
    });
    field.click();
  }

  /** Forget everything, if the reader means it. */
  function clear() {
    if (!confirm(WORDS.clearAsk)) return;
    memory.clear();
    location.reload();
  }

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
    const line = (name, text) => (isRecord(text) ? make(name, { innerHTML: text.html ?? "" }) : make(name, {}, text));
    card.replaceChildren(line("strong", title || { html: link.innerHTML }));
    if (definition) card.append(line("p", definition));
    const known = facts.filter(Boolean).map((fact) => line("span", fact));
    if (known.length) card.append(make("small", {}, ...known.flatMap((fact, at) => (at ? [" \u00b7 ", fact] : [fact]))));
    globalThis.MathJax?.typesetPromise?.([card]);
  }

  /**
   * Show the card of a concept beside the link to it: on hover, on focus, and on the first tap.
   * It stays while the pointer is on it, and Escape closes it.
   * @param {Object<string, string[]>} cards title (none if the link says it), definition and facts
   *   by concept
   */
  function setUpCards(cards) {
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
      if (!cards[link.dataset.pedConcept]) continue;
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
    for (const element of document.querySelectorAll(":is(.ped, .admonition) :is(pre, div)")) {
      const scrolls = element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX !== "visible";
      if (scrolls && !element.hasAttribute("tabindex")) element.tabIndex = 0;
    }
  }

  document.querySelectorAll(".ped-check[data-ped-key]").forEach(setUpCheck);
  document.querySelectorAll("table.ped-properties").forEach(nameTableParts);
  if (!memory.forgets) {
    document.querySelectorAll(".ped-lesson[data-ped-lesson]").forEach(setUpLesson);
    document.querySelectorAll(".ped-continue").forEach(linkToLast);
  }
  const cards = parse(document.getElementById("ped-cards")?.textContent);
  if (isRecord(cards)) setUpCards(cards);
  followHash();
  addEventListener("hashchange", followHash);
  addEventListener("load", () => setTimeout(openSearchHits, 200));
  for (const event of ["load", "resize", "toggle"]) addEventListener(event, focusScrollers, true);
  openForPrint();
})();
