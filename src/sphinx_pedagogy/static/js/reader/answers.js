// -- Answers for the authors ---------------------------------------------------------------------------------

const NUMBER = /^[\s\d.,'%·×*^/eE+−-]{1,40}$/; // what cannot hold a name

/**
 * Return what a reader may hand in: of each check that a script judged, the first answer, and whether it was right.
 * An answer that came after the right one was shown says nothing. No name, no day, no words.
 */
function answersOf({ graph, memory }) {
  return Object.keys(graph.checks).sort().flatMap((key) => {
    const { right, opened, picked, number } = memory.read(`check:${key}`).first ?? {};
    if (right === undefined || opened) return [];
    return [{ check: key, right, ...(picked && { picked }), ...(NUMBER.test(number ?? "") && { number }) }];
  });
}

/** Save something as a file of JSON. */
function saveAs({ make }, name, content) {
  const href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** Show what is kept, and what can be done with it. */
function showRecord(view, context) {
  const { make, makeButton, words } = context;
  const said = () => {
    const status = make("p", { className: "ped-reader-said" });
    status.setAttribute("role", "status");
    return status;
  };
  const [status, handedIn] = [said(), said()]; // each below its buttons
  const handIn = () => {
    const answers = answersOf(context);
    if (!answers.length) return void (handedIn.textContent = words.answersNone);
    saveAs(context, "answers.json", { format: "pedagogy-answers-1", course: context.memory.prefix.slice(0, -1), answers });
    handedIn.textContent = answers.length === 1 ? words.answersOne : words.answersSaved.replace("{}", answers.length);
  };
  const buttons = [
    makeButton(words.save, context.save),
    makeButton(words.load, () => context.load(status)),
    makeButton(words.clear, context.clear),
  ];
  view.replaceChildren(
    make("p", {}, words.progressNote),
    make("div", { className: "ped-buttons" }, ...buttons),
    status,
    make("p", {}, words.answersNote),
    make("div", { className: "ped-buttons" }, makeButton(words.answersSave, handIn)),
    handedIn,
  );
}
