// -- What an earlier version kept -----------------------------------------------------------------------
//
// A lesson's progress was kept under its number, `<prefix>:lesson:<number>`, and all courses of a host had
// the prefix `pedagogy` unless their authors chose another. It is carried over once, for all lessons at the
// same time: when a number means another lesson one day, nobody asks for it any more. What has the shared
// prefix is copied, because it may belong to another course of the host, too.

/** Whether the author chose the prefix: all that has it is of this course. */
const OWN = "own" in script.dataset;
const FORMER = OWN ? memory.prefix : "pedagogy:";

/** Return the names of what an earlier version kept for this course. */
function formerNames() {
  return memory.names(FORMER).filter((name) => name.startsWith("lesson:") || (!OWN && kindOf(name) === "check"));
}

/** Return the key of each lesson by its former one, from the file that the build made of the course. */
const formerKeys = () => loadData("former.js");

/** Return today's name of what was kept under *name*; nothing if that is no lesson of this course. */
function todaysName(name, keys) {
  if (!name.startsWith("lesson:")) return name;
  const former = name.slice("lesson:".length);
  return Object.hasOwn(keys, former) ? `progress:${keys[former]}` : null;
}

/** Carry over what an earlier version kept; return a promise if that takes a while. */
function carryOver() {
  if (memory.forgets || memory.read("carried").on) return null;
  const names = formerNames();
  if (names.length) return carry(names);
  memory.write("carried", { on: TODAY });
  return null;
}

/** Copy what is kept under former *names*; what is there already wins. */
async function carry(names) {
  const keys = await formerKeys();
  if (!keys) return; // perhaps the next page gets the file
  for (const name of names) {
    const today = todaysName(name, keys);
    if (today) memory.write(today, { ...memory.read(name, kindOf(today), FORMER), ...memory.read(today) });
    if (OWN) memory.forget(name);
  }
  memory.write("carried", { on: TODAY });
}
