/**
 * Pictures by settings: what each choice makes of them, and, if the data have one, where it lies on a chart.
 *
 * Its data:
 *   settings  [{ name, values, at, choose }, ...]: what can be set, and which value is set first; `choose`
 *             asks for a list to choose from in place of a slider
 *   pictures  [{ name, columns, colours }, ...]; three hex digits for each square, row by row; `colours` only
 *             where they are the same for each choice
 *   chart     if there is one: { x, y, xticks, yticks, dots: [[x, y, name], ...] }; `x` and `y` name the axes, the
 *             numbers are shares of their length. A dot is shown once it was visited
 *   runs      [{ choice, colours, cut, dot, told }, ...]: `choice` has one place among the values for each setting,
 *             `colours` one string for each picture, `cut` the side of a cell that a picture is cut into,
 *             `told` is a list of short sentences
 */

const NAMESPACE = "http://www.w3.org/2000/svg";
const SIDE = 192; // pixels of the longer side of a canvas, which styles make smaller

const STYLE = `
  .pictures { display: grid; gap: 0.75rem }
  .pictures-controls { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem }
  .pictures label { align-items: center; color: inherit; display: flex; flex: 1 1 14rem; gap: 0.5rem; margin: 0 }
  .pictures input { accent-color: var(--ped-accent); flex: 1; margin: 0; min-block-size: 2.75rem; min-inline-size: 0 }
  .pictures select {
    background: transparent; border: 1px solid var(--ped-edge); border-radius: 0.375rem; color: inherit; font: inherit;
    margin: 0; min-block-size: 2.75rem; padding-inline: 0.5rem;
  }
  .pictures option { background: Canvas; color: CanvasText }
  .pictures span { font-variant-numeric: tabular-nums; min-inline-size: 3ch }
  .pictures-row { align-items: end; display: flex; flex-wrap: wrap; gap: 0.75rem }
  .pictures figure { flex: 1 1 7rem; margin: 0; max-inline-size: 12rem; min-inline-size: 0; padding: 0 }
  .pictures figure.small { flex: 0 1 4rem }
  .pictures figure.wide { flex: 2 1 14rem; max-inline-size: 24rem }
  .pictures canvas, .pictures svg { block-size: auto; display: block; image-rendering: pixelated; inline-size: 100% }
  .pictures canvas { border: 1px solid var(--ped-edge) }
  .pictures figcaption { font-size: 0.875em; line-height: 1.4; margin: 0 0 0.25rem; overflow-wrap: normal; padding: 0; text-align: start }
  .pictures text { fill: currentcolor; font-size: 11px }
  .pictures ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0; padding: 0 }
  .pictures li { font-variant-numeric: tabular-nums; list-style: none; margin: 0 }
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

/** Return a new element of a drawing. */
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// -- Pictures ------------------------------------------------------------------------------------------------

/** Return a picture with its name, and a function that paints it. */
function makePicture({ name, columns, colours: fixed }) {
  const canvas = make("canvas", {});
  canvas.setAttribute("role", "img");
  const className = columns > 8 ? "" : "small";
  const element = make("figure", { className }, make("figcaption", { textContent: name }), canvas);
  const show = (colours, cut, words) => {
    const squares = (fixed ?? colours).match(/.../g);
    const rows = squares.length / columns;
    const size = Math.round(SIDE / columns);
    Object.assign(canvas, { width: columns * size, height: rows * size });
    const pen = canvas.getContext("2d");
    squares.forEach((colour, at) => {
      pen.fillStyle = `#${colour}`;
      pen.fillRect((at % columns) * size, Math.floor(at / columns) * size, size, size);
    });
    pen.fillStyle = "white";
    for (let at = cut; at < columns; at += cut) pen.fillRect(at * size - 1, 0, 2, canvas.height);
    for (let at = cut; at < rows; at += cut) pen.fillRect(0, at * size - 1, canvas.width, 2);
    canvas.setAttribute("aria-label", `${name}. ${words}`);
  };
  return { element, show };
}

// -- The chart -----------------------------------------------------------------------------------------------

const [WIDTH, HEIGHT, EDGE] = [300, 200, 34];

/** Return the chart, and a function that visits one of its dots. */
function makeChart({ x, y, xticks, yticks, dots }) {
  const across = (share) => EDGE + share * (WIDTH - EDGE - 44);
  const up = (share) => HEIGHT - EDGE - share * (HEIGHT - EDGE - 14);
  const axis = { fill: "none", stroke: "currentcolor" };
  const marks = [
    draw("path", { d: `M${EDGE} 10V${HEIGHT - EDGE}H${WIDTH - 6}`, ...axis }),
    ...xticks.map(([at, text]) => draw("text", { x: across(at), y: HEIGHT - 19, "text-anchor": "middle" }, text)),
    ...yticks.map(([at, text]) => draw("text", { x: EDGE - 5, y: up(at) + 4, "text-anchor": "end" }, text)),
    draw("text", { x: WIDTH - 6, y: HEIGHT - 4, "text-anchor": "end" }, x),
  ];
  const found = dots.map(([at, height]) => draw("circle", { cx: across(at), cy: up(height), r: 5, fill: "none" }));
  const label = draw("text", { "font-weight": 600 });
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" }, ...marks, ...found, label);
  const element = make("figure", { className: "wide" }, make("figcaption", { textContent: y }), picture);
  const visited = new Set();
  const show = (dot) => {
    visited.add(dot);
    found.forEach((circle, at) => {
      circle.setAttribute("stroke", visited.has(at) ? "currentcolor" : "none");
      circle.setAttribute("fill", at === dot ? "var(--ped-accent)" : "none");
    });
    const [at, height, name] = dots[dot];
    label.setAttribute("x", across(at) + 8);
    label.setAttribute("y", up(height) - 6);
    label.textContent = name;
    const names = [...visited].map((place) => dots[place][2]);
    picture.setAttribute("aria-label", `${y}, by ${x}. Chosen: ${name}. Seen so far: ${names.join(", ")}`);
  };
  return { element, show };
}

// -- The whole -----------------------------------------------------------------------------------------------

/** Return a slider, or a list to choose from, over the values of a setting. */
function makeControl({ name, values, at, choose: isList }, choose) {
  if (isList) {
    const options = values.map((text, value) => make("option", { value, selected: value === at }, String(text)));
    const list = make("select", { onchange: () => choose(Number(list.value)) }, ...options);
    return make("label", {}, name, list);
  }
  const shown = make("span", { textContent: values[at] });
  const input = make("input", { type: "range", min: 0, max: values.length - 1, step: 1 });
  input.value = at;
  const tell = () => input.setAttribute("aria-valuetext", String(values[input.valueAsNumber]));
  input.oninput = () => {
    shown.textContent = values[input.valueAsNumber];
    tell();
    choose(input.valueAsNumber);
  };
  tell();
  return make("label", {}, name, input, shown);
}

function render({ model, el }) {
  const settings = model.get("settings");
  const chosen = settings.map(({ at }) => at);
  const runs = new Map(model.get("runs").map((run) => [run.choice.join(), run]));
  const pictures = model.get("pictures").map(makePicture);
  const chart = model.get("chart") && makeChart(model.get("chart"));
  const told = make("ul", {});
  const status = make("div", {}, told);
  status.setAttribute("role", "status");
  const update = () => {
    const run = runs.get(chosen.join());
    pictures.forEach(({ show }, at) => show(run.colours?.[at], run.cut, run.told.join(", ")));
    if (chart) chart.show(run.dot);
    told.replaceChildren(...run.told.map((text) => make("li", { textContent: text })));
  };
  const controls = settings.map((setting, at) =>
    makeControl(setting, (value) => {
      chosen[at] = value;
      update();
    }),
  );
  const row = make("div", { className: "pictures-row" }, ...pictures.map(({ element }) => element));
  if (chart) row.append(chart.element);
  el.append(make("div", { className: "pictures" }, make("div", { className: "pictures-controls" }, ...controls), row, status));
  update();
}

export default { render };
