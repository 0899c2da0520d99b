// -- Checks ------------------------------------------------------------------------------------------

let count = 0; // of the elements that needed an id

/** Give a check its inputs, with what the reader left in them. */
function setUpCheck(check) {
  const { pedKey, pedFormer } = check.dataset;
  const name = `check:${pedKey}`;
  if (pedFormer !== undefined) memory.inherit(name, `check:${pedFormer}`);
  const answer = check.querySelector(":scope > details.ped-answer");
  const kept = memory.read(name);
  const today = kept.on === TODAY ? kept : {};
  const keep = (changes, attempt) => {
    const known = memory.read(name);
    // what was opened on another day is closed by now
    const closed = known.on !== TODAY && "opened" in known ? { opened: false } : {};
    const review = attempt && "right" in attempt ? reviewOf(known, attempt.right) : {};
    memory.write(name, { ...closed, ...changes, ...(attempt && firstOf(known, attempt)), ...review, on: TODAY });
    if (attempt) tellFirst(check, known.first);
    if (review.reviews) schedule();
  };
  nameGroup(check);
  if ("pedPredict" in check.dataset) addPrediction(check, answer, kept, keep);
  if ("pedRight" in check.dataset) addChoices(check, answer, today, keep);
  if ("pedNumber" in check.dataset) addNumber(check, answer, today, keep);
  if (answer) keepOpen(answer, today, keep, () => memory.read(name).prediction?.trim());
  if (answer && !memory.forgets && !("pedRight" in check.dataset || "pedNumber" in check.dataset)) askForRating(answer, name);
  if (kept.first?.on < TODAY) tellFirst(check, kept.first);
  check.classList.add("ped-live");
}

/** Say when a reader answered first and whether that was right, beside what they answer now. */
function tellFirst(check, { on, right } = {}) {
  const form = check.querySelector(":scope > form.ped-try");
  if (!form || !on || right === undefined) return;
  const day = new Date(on).toLocaleDateString(document.documentElement.lang || [], { dateStyle: "long", timeZone: "UTC" });
  const line = form.querySelector(".ped-first") ?? make("small", { className: "ped-tip ped-first" });
  line.textContent = (right ? WORDS.firstRight : WORDS.firstWrong).replace("{}", day);
  form.append(line);
}

/** Return what is said of a right answer: more than that it is right. Who was asked for a reason may compare it. */
function praise(answer, exactly = "") {
  const isAsked = "pedPredict" in (answer?.parentElement.dataset ?? {});
  return [WORDS.right, exactly, isAsked && !answer.open && WORDS.compare].filter(Boolean).join(" ");
}

/**
 * Return what to keep of an attempt if it is the first of its kind: that stays, with its day, whether it was right,
 * and whether the answer was opened before it.
 */
function firstOf(kept, attempt) {
  // of what an earlier version kept it is not known which attempt was the first
  const known = kept.first ? Object.keys(attempt).every((part) => part in kept.first) : "number" in kept || "picked" in kept;
  if (known) return {};
  return { first: { on: TODAY, ...("opened" in kept && { opened: true }), ...attempt, ...kept.first } };
}

/** Tell a screen reader which question the inputs belong to. */
function nameGroup(check) {
  const title = check.querySelector(":scope > .ped-title");
  if (!title) return;
  title.id ||= `ped-${++count}`;
  check.setAttribute("role", "group");
  check.setAttribute("aria-labelledby", title.id);
}

/** Leave the answer as the reader left it, for the rest of the day. What was predicted when it opens is an attempt. */
function keepOpen(answer, today, keep, predicted) {
  answer.open ||= Boolean(today.opened);
  answer.querySelector("summary")?.addEventListener("click", () => {
    const prediction = !answer.open && predicted();
    keep({ opened: !answer.open, ...(!answer.open && { shown: TODAY }) }, prediction ? { prediction } : null);
  });
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
  answer?.querySelector("summary")?.append(tip);
}

/** Add an input for a number, and say whether the number is right. */
function addNumber(check, answer, today, keep) {
  const id = `ped-${++count}`;
  const number = today.number ?? "";
  const field = make("input", { id, autocomplete: "off", spellcheck: false, value: number });
  const result = makeResult();
  const reader = loadData("numbers.js");
  const said = check.textContent; // before it has words of ours
  const judge = async () => {
    const { value } = field;
    const readNumber = (await reader)?.readNumber ?? readPlain;
    const { numbers, strange } = readNumber(value, check.dataset, said);
    const error = errorOf(numbers, check.dataset);
    const { pedNumber, pedPercent } = check.dataset;
    const exactly = isSame(numbers[0], Number(pedNumber)) ? "" : WORDS.exactly.replace("{}", pedNumber + (pedPercent === undefined ? "" : "%"));
    const trouble = strange ? WORDS.unit.replace("{}", () => strange) : WORDS.noNumber;
    show(result, error === "", error === null ? trouble : error || praise(answer, exactly));
    return error === null ? null : { number: value, right: error === "" };
  };
  const label = make("label", { htmlFor: id }, WORDS.number);
  const form = make("form", { className: "ped-try" }, label, field, makeButton(WORDS.check));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const attempt = await judge();
    if (attempt) keep({ number: attempt.number }, attempt);
  });
  check.insertBefore(form, answer);
  form.after(result);
  if (number) judge();
}

/** Read a number where the script that reads them is not there. */
function readPlain(text) {
  return { numbers: text.trim() && Number.isFinite(Number(text)) ? [Number(text)] : [] };
}

/** Whether two numbers differ only as computers round. */
function isSame(one, other) {
  return Math.abs(one - other) <= Math.abs(other) * 1e-9;
}

/**
 * Return what to say of a number that is not as near to the right one as the check asks for: nothing of one that is.
 * @param {number[]} numbers that the reader may mean; `null` comes back where there is none
 */
function errorOf(numbers, { pedNumber, pedTolerance }) {
  const right = Number(pedNumber);
  const distance = (number) => Math.abs(number - right);
  const [nearest] = numbers.sort((one, other) => distance(one) - distance(other));
  if (nearest === undefined) return null;
  const rounding = Math.abs(right) * 1e-9; // 0.1 + 0.2 is 0.3
  if (distance(nearest) <= Number(pedTolerance ?? 0) + rounding) return "";
  return `${nearest > right ? WORDS.tooHigh : WORDS.tooLow} ${sizeOf(nearest / right)}`.trim();
}

/** Return what to say of the size of a number, by how many times the right one it is. */
function sizeOf(times) {
  if (!times || !Number.isFinite(times)) return ""; // nothing is ten times zero
  if (times < 0) return WORDS.sign;
  const powers = Math.abs(Math.log10(times));
  return powers <= 0.5 ? WORDS.magnitude : powers > 1 ? WORDS.farOff : "";
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
    const attempt = { picked: picked(), right: judge() };
    if (attempt.picked.length) keep({ picked: attempt.picked }, attempt);
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

/** Show whether the choices are right, with the feedback that the author wrote for each; return whether they are. */
function showVerdicts(result, picked, rights, answer) {
  const sound = picked.every((place) => rights.includes(place));
  const right = sound && picked.length === rights.length;
  const feedback = picked.map((place) => feedbackFor(place, answer)).filter((found) => found);
  if (!picked.length) show(result, false, WORDS.choose);
  else if (rights.length === 1 && feedback.length) show(result, right, ...feedback);
  else {
    const mixed = picked.some((place) => rights.includes(place));
    show(result, right, right ? praise(answer) : sound ? WORDS.notAll : mixed ? WORDS.mixed : WORDS.wrong, ...feedback);
  }
  return right;
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
