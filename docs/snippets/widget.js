/** What a softmax makes of some scores, at a temperature that the reader sets. */

/** Return a new element. */
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Return the probabilities of some scores. */
function softmax(scores, temperature) {
  const powers = scores.map((score) => Math.exp(score / temperature));
  const sum = powers.reduce((one, other) => one + other);
  return powers.map((power) => power / sum);
}

function render({ model, el }) {
  const slider = make("input", { type: "range", min: 0.2, max: 4, step: 0.1, value: 1 });
  const meters = model.get("names").map(() => make("meter", {}));
  const percents = meters.map(() => make("span", {}));

  const draw = () => {
    temperature.textContent = ` ${slider.valueAsNumber.toFixed(1)}`;
    softmax(model.get("scores"), slider.valueAsNumber).forEach((share, at) => {
      meters[at].value = share;
      percents[at].textContent = ` ${Math.round(100 * share)}%`;
    });
  };

  const temperature = make("span", {});
  el.append(make("p", {}, make("label", {}, "Temperature ", slider, temperature)));
  model.get("names").forEach((name, at) => {
    el.append(make("p", {}, make("label", {}, `${name} `, meters[at], percents[at])));
  });
  slider.addEventListener("input", draw);
  draw();
}

export default { render };
