/**
 * Samplers side by side: what each has made of a picture after every step, and what that cost.
 *
 * Its data:
 *   rows, columns  size of the picture
 *   values         what the numbers in a frame mean: [{ name, colour }, ...]; -1 is a cell that is still hidden
 *   samplers       [{ name, unit, share, runs: [{ seed, frames, evaluations, valid }, ...] }, ...]
 *   budgets        instead of `samplers`, to choose from: [{ name, samplers }, ...]
 * A frame is a list of cells, row by row. `evaluations` says for each frame how often the model was asked so
 * far, in `unit`s; `share`, if there is one, how many of many runs were valid. All samplers have runs of the same
 * seeds, and each budget has the same samplers. A sampler that is done early waits for the others.
 */

const MILLISECONDS_PER_STEP = 700;
const HIDDEN = -1;

const STYLE = `
  .samplers { display: grid; gap: 1rem }
  .samplers-controls { align-items: center; display: flex; flex-wrap: wrap; gap: 0.5rem }
  .samplers .ped-button:not(#_) { min-inline-size: 4.25rem; padding-inline: 0.5rem }
  .samplers .ped-button[aria-disabled="true"] { cursor: default; opacity: 0.55 }
  .samplers label { align-items: center; color: inherit; display: flex; gap: 0.5rem; margin: 0 }
  .samplers select, .samplers input { accent-color: var(--ped-accent); font: inherit; margin: 0; min-block-size: 2.75rem }
  .samplers select {
    background: transparent; border: 1px solid var(--ped-edge); border-radius: 0.375rem; color: inherit; padding-inline: 0.5rem;
  }
  .samplers option { background: Canvas; color: CanvasText }
  .samplers-step { flex: 1 1 16rem }
  .samplers-step input { flex: 1; min-inline-size: 0 }
  .samplers-step span { font-variant-numeric: tabular-nums; white-space: nowrap }
  .samplers-panels { display: grid; gap: 0 0.75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 6.25rem), 1fr)) }
  .samplers-panel { display: grid; grid-row: span 6; grid-template-rows: subgrid; margin-block-end: 0.75rem }
  .samplers-panel p { font-size: 0.875em; font-variant-numeric: tabular-nums; line-height: 1.5; margin: 0 }
  .samplers-panel p.samplers-name { font-size: 1em; align-self: end; font-weight: 600; margin-block-end: 0.25rem }
  .samplers-picture { align-self: start; display: grid; gap: 2px; margin-block-end: 0.5rem; max-inline-size: 12rem }
  .samplers-cell {
    align-items: center; aspect-ratio: 1; border: 1px solid var(--ped-edge); border-radius: 3px; display: flex;
    font-size: 0.875rem; font-weight: 600; justify-content: center; line-height: 1;
  }
  .samplers-cell.samplers-hidden { border-style: dashed; font-weight: 400 }
  .samplers-cell.fresh { outline: 2px solid currentcolor; outline-offset: -4px }
  .samplers-result { font-weight: 600; min-block-size: 3em }
  .samplers-result.valid { color: color-mix(in oklab, var(--ped-success) var(--ped-strength), currentcolor) }
  .samplers-result.invalid { color: color-mix(in oklab, var(--ped-danger) var(--ped-strength), currentcolor) }
  .samplers-legend { display: flex; flex-wrap: wrap; font-size: 0.875em; gap: 0.25rem 1rem }
  .samplers-legend > span { align-items: center; display: flex; gap: 0.4rem }
  .samplers-legend .samplers-cell { inline-size: 2rem }
  .samplers-status { block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute }
`;

// a strict policy of a server forbids <style> in a page, and allows this
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets.push(sheet);

/** Return a new element with some properties and children. */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// -- What is shown at a step ---------------------------------------------------------------------------------

/** Return what a run has reached after some steps: its last frame, if it is done by then. */
function stateOf(run, step) {
  const last = run.frames.length - 1;
  const at = Math.min(step, last);
  return {
    at,
    last,
    cells: run.frames[at],
    before: step > last ? null : run.frames[at - 1],
    evaluations: run.evaluations[at],
    done: at === last,
    valid: run.valid,
  };
}

/** Return the verdict on a state, with a sign that needs no colour. */
function verdictOn({ done, valid }) {
  if (!done) return "";
  return valid ? "\u2713 Done: valid" : "\u2717 Done: not one of the world\u2019s pictures";
}

/** Return the shortest beginnings of names that tell them apart, to be written into cells. */
function initials(names) {
  const longest = Math.max(...names.map((name) => name.length));
  for (let length = 1; length < longest; length += 1) {
    const found = names.map((name) => name.slice(0, length).toUpperCase());
    if (new Set(found).size === names.length) return found;
  }
  return names.map((_name, value) => String(value));
}

/** Return black or white, whichever is easier to read on a colour such as `#2a6fb0`. */
function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "black" : "white";
}

// -- Cells ---------------------------------------------------------------------------------------------------

/** Return a function that paints a cell with a value: its colour, and a sign for who does not see that. */
function makePainter(values) {
  const signs = initials(values.map(({ name }) => name));
  return (cell, value) => {
    const known = values[value];
    cell.className = known ? "samplers-cell" : "samplers-cell samplers-hidden";
    cell.textContent = known ? signs[value] : "?";
    cell.style.background = known ? known.colour : "";
    cell.style.color = known ? inkOn(known.colour) : "";
  };
}

/** Return what the cells mean. */
function makeLegend(values, paint) {
  const entry = (name, value) => {
    const cell = make("span", {});
    paint(cell, value);
    cell.setAttribute("aria-hidden", "true");
    return make("span", {}, cell, name);
  };
  const entries = values.map(({ name }, value) => entry(name, value));
  return make("div", { className: "samplers-legend" }, ...entries, entry("hidden", HIDDEN));
}

// -- The panel of one sampler --------------------------------------------------------------------------------

/** Return an element that shows one sampler, and a function that brings it to a state. */
function makePanel(sampler, model, paint) {
  const [rows, columns] = [model.get("rows"), model.get("columns")];
  const cells = Array.from({ length: rows * columns }, () => make("span", {}));
  const picture = make("div", { className: "samplers-picture" }, ...cells);
  picture.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
  picture.setAttribute("role", "img");
  const progress = make("p", {});
  const cost = make("p", {});
  const result = make("p", { className: "samplers-result" });
  const share = make("p", {});
  const name = make("p", { className: "samplers-name" }, sampler.name);
  const element = make("div", { className: "samplers-panel" }, name, picture, progress, cost, result, share);

  const show = (state, ofMany) => {
    cells.forEach((cell, at) => {
      paint(cell, state.cells[at]);
      cell.classList.toggle("fresh", Boolean(state.before) && state.cells[at] !== state.before[at]);
    });
    picture.setAttribute("aria-label", `${sampler.name}: ${inWords(state.cells, columns, model.get("values"))}`);
    progress.textContent = `Step ${state.at} of ${state.last}`;
    cost.textContent = `${capital(sampler.unit)}: ${state.evaluations}`;
    share.textContent = ofMany ?? "";
    result.textContent = verdictOn(state);
    result.className = `samplers-result ${state.valid ? "valid" : "invalid"}`;
  };
  return { element, show };
}

/** Return a word as it begins a line. */
function capital(word) {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Return a picture as words, row by row. */
function inWords(cells, columns, values) {
  const words = cells.map((value) => (value === HIDDEN ? "hidden" : values[value].name));
  const rows = [];
  for (let at = 0; at < words.length; at += columns) rows.push(words.slice(at, at + columns).join(", "));
  return rows.map((row, at) => `row ${at + 1}: ${row}`).join("; ");
}

// -- The controls --------------------------------------------------------------------------------------------

/** Return the element with all controls, and a function that brings them to the state of the model. */
function makeControls(model, actions) {
  const button = (text, onclick) => make("button", { type: "button", className: "ped-button", textContent: text, onclick });
  const play = button("Play", actions.play);
  const [back, step] = [button("Back", actions.back), button("Step", actions.step)];
  const reset = button("Reset", actions.reset);

  const options = (names) => names.map((name, value) => make("option", { value }, String(name)));
  const seeds = options(budgetsOf(model)[0].samplers[0].runs.map(({ seed }) => seed));
  const seed = make("select", { onchange: () => actions.choose(Number(seed.value)) }, ...seeds);
  const names = budgetsOf(model).map(({ name }) => name);
  const budget = make("select", { onchange: () => actions.spend(Number(budget.value)) }, ...options(names));
  const slider = make("input", { type: "range", min: 0, value: 0, oninput: () => actions.go(slider.valueAsNumber) });
  slider.addEventListener("change", actions.tell);
  const count = make("span", {}); // an `output` would be read out at every step
  const element = make(
    "div",
    { className: "samplers-controls" },
    ...[play, back, step, reset],
    ...(names.length > 1 ? [make("label", {}, "Budget", budget)] : []),
    make("label", {}, "Seed", seed),
    make("label", { className: "samplers-step" }, "Step", slider, count),
  );

  const update = (last) => {
    const at = model.get("step");
    play.textContent = model.get("playing") ? "Pause" : "Play";
    // not `disabled`: that would take the focus from who steps to the end by keyboard
    back.setAttribute("aria-disabled", at === 0);
    step.setAttribute("aria-disabled", at === last);
    slider.max = last;
    slider.value = at;
    count.textContent = `${at} of ${last}`;
  };
  return { element, update };
}

// -- The whole -----------------------------------------------------------------------------------------------

/** Return what can be chosen from: one budget, if the data have no choice. */
function budgetsOf(model) {
  return model.get("budgets") ?? [{ name: "", samplers: model.get("samplers") }];
}

function render({ model, el }) {
  const samplers = () => budgetsOf(model)[model.get("budget")].samplers;
  const states = () => samplers().map((sampler) => stateOf(sampler.runs[model.get("run")], model.get("step")));
  const last = () => Math.max(...samplers().map(({ runs }) => runs[model.get("run")].frames.length - 1));
  const status = make("p", { className: "samplers-status" });
  status.setAttribute("role", "status");

  /** Say where all samplers are: when the reader moved, not while it plays. */
  const tell = () => {
    const said = states().map((state, at) => {
      const verdict = verdictOn(state).slice(2);
      const { name, unit } = samplers()[at];
      return `${name}, ${unit}: ${state.evaluations}${verdict && `, ${verdict}`}`;
    });
    status.textContent = `Step ${model.get("step")}. ${said.join(". ")}.`;
  };

  let timer = 0;
  const pause = () => {
    clearInterval(timer);
    model.set("playing", false);
  };
  const go = (step) => {
    pause();
    model.set("step", Math.max(0, Math.min(step, last())));
  };
  const goAndTell = (step) => {
    go(step);
    tell();
  };
  const advance = () => {
    model.set("step", model.get("step") + 1);
    if (model.get("step") >= last()) goAndTell(last());
  };
  const play = () => {
    if (model.get("playing")) return goAndTell(model.get("step"));
    if (model.get("step") >= last()) model.set("step", 0);
    model.set("playing", true);
    timer = setInterval(advance, MILLISECONDS_PER_STEP);
  };
  const choose = (run) => {
    model.set("run", run);
    goAndTell(0);
  };

  const spend = (budget) => {
    model.set("budget", budget);
    goAndTell(0);
  };

  model.set("budget", 0);
  model.set("run", 0);
  model.set("step", 0);
  model.set("playing", false);
  const paint = makePainter(model.get("values"));
  const panels = samplers().map((sampler) => makePanel(sampler, model, paint));
  const controls = makeControls(model, {
    play,
    choose,
    spend,
    go,
    tell,
    back: () => goAndTell(model.get("step") - 1),
    step: () => goAndTell(model.get("step") + 1),
    reset: () => goAndTell(0),
  });
  const draw = () => {
    states().forEach((state, at) => panels[at].show(state, samplers()[at].share));
    controls.update(last());
  };
  model.on("change", draw);
  draw();

  const row = make("div", { className: "samplers-panels" }, ...panels.map(({ element }) => element));
  const legend = makeLegend(model.get("values"), paint);
  el.append(make("div", { className: "samplers" }, controls.element, row, legend, status));
  return pause;
}

export default { render };
