/**
 * Runs the widgets of a page; only pages that have one load it.
 *
 * A widget is an element that names a module (`data-ped-module`) and holds the module's data as JSON. The
 * module is written as for anywidget: `export default { render({ model, el }) { ... } }`. What the element
 * held before stays on the page as its static version, alone if the module fails.
 */
(() => {
  "use strict";

  const script = document.currentScript;

  /** The data of a widget, as its module sees it. What the module changes stays in this page. */
  class Model {
    #values;
    #listeners = new Map();

    constructor(values) {
      this.#values = values;
    }

    get(name) {
      return this.#values[name];
    }

    /** Change a value, and tell who listens to `change:name` or to `change`. */
    set(name, value) {
      if (Object.is(this.#values[name], value)) return;
      this.#values[name] = value;
      for (const event of [`change:${name}`, "change"]) {
        for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(this, value);
      }
    }

    on(event, listener) {
      if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
      this.#listeners.get(event).add(listener);
    }

    off(event, listener) {
      this.#listeners.get(event)?.delete(listener);
    }

    /** There is nobody to tell: no kernel runs behind a page. */
    save_changes() {}
  }

  /** Import a module by its name. */
  async function load(name) {
    const address = new URL(`widgets/${name}`, script.src).href;
    if (location.protocol !== "file:") return import(address);
    // browsers import no module from disk, but run a script, which brings its text
    const source = await run(address.replace(/\.js$/, ".disk.js"));
    return import(`data:text/javascript;charset=utf-8,${encodeURIComponent(`${source}\n//# sourceURL=${name}`)}`);
  }

  /** Run the script that holds a module's text, and return the text. */
  function run(src) {
    return new Promise((resolve, reject) => {
      const carrier = Object.assign(document.createElement("script"), { src });
      carrier.addEventListener("load", () => resolve(carrier.module));
      carrier.addEventListener("error", () => reject(new Error(`${src} cannot be loaded`)));
      document.head.append(carrier);
    });
  }

  /** Draw a widget, then fold what stood in its place. */
  async function start(widget) {
    const el = Object.assign(document.createElement("div"), { className: "ped-stage" });
    try {
      const data = widget.querySelector(":scope > script[type='application/json']");
      const model = new Model(JSON.parse(data.textContent));
      const exported = (await load(widget.dataset.pedModule)).default;
      const figure = typeof exported === "function" ? await exported() : exported;
      const rest = [...widget.children].filter((child) => !child.matches(".ped-title, script"));
      data.after(el);
      await figure.initialize?.({ model });
      await figure.render({ model, el });
      if (rest.length) el.after(fold(rest, widget.dataset.pedStill));
    } catch (error) {
      el.remove();
      console.error(`The widget "${widget.dataset.pedModule}" failed; its static version stays.`, error);
    }
  }

  /** Put elements into a drawer, which is open if the page's address leads into it. */
  function fold(elements, name) {
    const summary = Object.assign(document.createElement("summary"), { className: "ped-title", textContent: name });
    const drawer = Object.assign(document.createElement("details"), { className: "ped ped-still" });
    drawer.append(summary, ...elements);
    drawer.open = drawer.querySelector(":target") !== null;
    return drawer;
  }

  document.querySelectorAll("[data-ped-module]").forEach(start);
})();
