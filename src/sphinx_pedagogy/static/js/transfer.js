// -- Progress as a file: loaded when a reader saves, loads or clears it ------------------------------------------

/** Return what does so, made of what the script of the page gives it. */
function transfer({ make, parse, isRecord, memory, kindOf, shaped, formerNames, formerKeys, todaysName, schedule, FORMER, TODAY, WORDS }) {
  /** Save what is kept as a file. */
  function save() {
    const entries = Object.fromEntries(memory.entries().map((name) => [name, memory.read(name)]));
    const text = JSON.stringify({ format: "pedagogy-progress-2", entries }, null, 1);
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make("a", { href, download: `progress-${TODAY}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }

  /** Let the reader choose a file, and add what it holds to what is kept. */
  function load(status) {
    const field = make("input", { type: "file", accept: ".json,application/json" });
    field.addEventListener("change", async () => {
      const trouble = await take(field.files[0]).catch(() => WORDS.loadFailed);
      if (trouble) status.textContent = trouble;
      else location.reload();
    });
    field.click();
  }

  /** Keep what a file holds; return what to say if that is not possible. Anybody may have written the file. */
  async function take(file) {
    if (!file) return "";
    const found = file.size < 5_000_000 ? parse(await file.text()) : null;
    const former = found?.format === "pedagogy-progress-1";
    if ((!former && found?.format !== "pedagogy-progress-2") || !isRecord(found.entries)) return WORDS.loadFailed;
    const keys = former ? ((await formerKeys()) ?? {}) : {};
    const entries = Object.entries(found.entries).flatMap(([name, entry]) => {
      const today = former ? todaysName(name, keys) : name;
      const kind = today === null ? null : kindOf(today);
      return kind && kind !== "carried" ? [[today, withEarlier(memory.read(today), shaped(kind, entry))]] : [];
    });
    const isKept = entries.every(([name, entry]) => memory.write(name, entry));
    await schedule();
    return isKept ? "" : WORDS.notKept;
  }

  /** Return what a file says, with the reviews of both, and the first attempt that is kept here if that was the earlier one. */
  function withEarlier({ first, reviews }, entry) {
    const both = new Map([...(entry.reviews ?? []), ...(reviews ?? [])]); // of one day, what is kept here
    return {
      ...entry,
      ...(first?.on && !(entry.first?.on < first.on) && { first }),
      ...(both.size && { reviews: [...both].sort().slice(-200) }),
    };
  }

  /** Forget everything, if the reader means it; also what an earlier version kept. */
  function clear() {
    if (!confirm(WORDS.clearAsk)) return;
    for (const name of formerNames()) memory.forget(name, FORMER);
    for (const name of [...memory.entries(), "due"]) memory.forget(name);
    location.reload();
  }

  return { save, load, clear };
}

document.currentScript.data = { transfer };
