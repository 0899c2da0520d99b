/**
 * Points in the plane by settings: where a model's samples lie, and what that run has cost.
 *
 * Its data:
 *   settings  [{ name, values, at }, ...]: what can be chosen, and which value is chosen first
 *   reach     half the width of the picture; a point beyond it is drawn at the border
 *   rings     [[x, y, radius, group], ...]: where points should lie
 *   groups    [{ name, sign }, ...]
 *   group     the group of each point
 *   runs      [{ choice, points, told }, ...]: `choice` has one place among the values for each setting,
 *             `told` is a list of short sentences
 */

const COLOURS = ["--cloud-first", "--cloud-second", "--cloud-third"];
const SHAPES = [
  "M-.06 0a.06 .06 0 1 0 .12 0a.06 .06 0 1 0-.12 0z",
  "M-.055-.055h.11v.11h-.11z",
  "M0-.075L.07 .05H-.07z",
];
const MARKS = ["\u25cf", "\u25a0", "\u25b2"]; // the same shapes, in a line of text
const NAMESPACE = "http://www.w3.org/2000/svg";

const STYLE = `
  .cloud { --cloud-first: #2f6fb5; --cloud-second: #c46a00; --cloud-third: #1a8a63; display: grid; gap: 0.75rem }
  .cloud svg { block-size: auto; inline-size: 100%; max-inline-size: 24rem }
  .cloud text { dominant-baseline: central; fill: currentcolor; font-weight: 600; text-anchor: middle }
  .cloud-controls { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem }
  .cloud label { align-items: center; color: inherit; display: flex; flex: 1 1 14rem; gap: 0.5rem; margin: 0 }
  .cloud input { accent-color: var(--ped-accent); flex: 1; margin: 0; min-block-size: 2.75rem; min-inline-size: 0 }
  .cloud span { font-variant-numeric: tabular-nums; min-inline-size: 2ch }
  .cloud p { margin: 0 }
  .cloud ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0; padding: 0 }
  .cloud li { list-style: none; margin: 0 }
  @media (min-width: 50rem) {
    .cloud { gap: 0.75rem 1.75rem; grid-template: repeat(2, auto) 1fr / minmax(0, 24rem) minmax(0, 1fr) }
    .cloud svg { grid-column: 1; grid-row: 1 / 4 }
    .cloud > :not(svg) { grid-column: 2 }
    .cloud p { align-self: end }
  }
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

/** Return a point, or where the border is met on the way to it. */
function within([x, y], reach) {
  const most = 0.97 * reach;
  const size = Math.hypot(x, y);
  return size > most ? [(x * most) / size, (y * most) / size] : [x, y];
}

/** Return the drawing, and a function that puts the points of a run into it. */
function makePicture(model) {
  const reach = model.get("reach");
  const colour = (group) => `var(${COLOURS[group]})`;
  const rings = model.get("rings").flatMap(([x, y, radius, group]) => [
    draw("circle", { cx: x, cy: -y, r: radius, fill: "none", stroke: colour(group), "stroke-width": 0.05 }),
    draw("text", { x: 1.5 * x, y: -1.5 * y, "font-size": 0.4 }, model.get("groups")[group].sign),
  ]);
  const dots = model
    .get("group")
    .map((group) => draw("path", { d: SHAPES[group], fill: colour(group), "fill-opacity": 0.75 }));
  const box = [-reach, -reach, 2 * reach, 2 * reach].join(" ");
  const element = draw("svg", { viewBox: box, role: "img" }, ...rings, ...dots);
  const show = (run, words) => {
    dots.forEach((dot, at) => {
      const [x, y] = within(run.points[at], reach);
      dot.setAttribute("transform", `translate(${x.toFixed(3)} ${(-y).toFixed(3)})`);
    });
    element.setAttribute("aria-label", words);
  };
  return { element, show };
}

/** Return a slider over the values of a setting. */
function makeSlider({ name, values, at }, choose) {
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
  const picture = makePicture(model);
  const told = make("ul", {});
  const status = make("div", {}, told);
  status.setAttribute("role", "status");
  const update = () => {
    const run = runs.get(chosen.join());
    const words = settings.map(({ name, values }, at) => `${name} ${values[chosen[at]]}`).join(", ");
    picture.show(run, `${words}: ${run.told.join(", ")}`);
    told.replaceChildren(...run.told.map((text) => make("li", { textContent: text })));
  };
  const sliders = settings.map((setting, at) =>
    makeSlider(setting, (value) => {
      chosen[at] = value;
      update();
    }),
  );
  const named = model.get("groups").map(({ name, sign }, group) => name && `${MARKS[group]} ${name}, rings ${sign}`);
  const legend = make("p", { textContent: named.filter(Boolean).join(" \u00b7 ") });
  const controls = make("div", { className: "cloud-controls" }, ...sliders);
  el.append(make("div", { className: "cloud" }, controls, status, picture.element, legend));
  update();
}

export default { render };
