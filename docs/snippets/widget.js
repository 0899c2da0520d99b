/** What a softmax makes of some scores, at a temperature that the reader sets. */

const STYLE = `
  .softmax { align-items: center; display: grid; gap: 0.5rem 1rem; grid-template-columns: auto 1fr 3em }
  .softmax label { display: contents }
  .softmax input { accent-color: var(--ped-accent) }
  .softmax :is(input, meter) { inline-size: 100%; margin: 0 }
`;

// a strict policy of a server forbids <style> in a page, and allows this
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets.push(sheet);

/** Return a new element. */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Return the probabilities of some scores. */
function softmax(scores, temperature) {
  const powers = scores.map((score) => Math.exp(score / temperature));
  const sum = powers.reduce((one, other) => one + other);
  return powers.map((power) => power / sum);
}

function render({ model, el }) {
  const slider = make("input", { type: "range", min: 0.2, max: 4, step: 0.1, value: 1 });
  const temperature = make("span", {});
  const rows = model.get("names").map((name) => ({ name, meter: make("meter", {}), percent: make("span", {}) }));

  const draw = () => {
    temperature.textContent = slider.valueAsNumber.toFixed(1);
    softmax(model.get("scores"), slider.valueAsNumber).forEach((share, at) => {
      rows[at].meter.value = share;
      rows[at].percent.textContent = `${Math.round(100 * share)}%`;
    });
  };

  const labels = rows.map(({ name, meter, percent }) => make("label", {}, name, meter, percent));
  labels.unshift(make("label", {}, "temperature", slider, temperature));
  el.append(make("div", { className: "softmax" }, ...labels));
  slider.addEventListener("input", draw);
  draw();
}

export default { render };
