// A button on each block of code that copies it, where the browser lets a page do that.
(() => {
  "use strict";
  const { copy, copied, selected } = document.currentScript.dataset;
  if (!navigator.clipboard) return;
  const ICON = '<svg viewBox="0 0 24 24" aria-hidden="true"><path class="sheets" d="M8 8h12v12H8zM16 8V4H4v12h4"/><path class="tick" d="m5 13 5 5 9-11"/></svg>';
  const status = document.createElement("p");
  status.className = "copy-status";
  status.setAttribute("role", "status");
  document.body.append(status);

  /** Return the code alone: no numbers of lines, no prompts, and not what they were answered. */
  function codeOf(pre) {
    const code = pre.cloneNode(true);
    const isSession = code.querySelector(".gp");
    for (const part of code.querySelectorAll(isSession ? ".linenos, .gp, .go, .gt, .gr" : ".linenos")) part.remove();
    const text = code.textContent.replace(/\n+$/, "");
    return isSession ? text.replace(/\n{2,}/g, "\n").trim() : text;
  }

  let waiting;

  /** Say what happened, to eyes and to ears, for a while. */
  function tell(button, words) {
    clearTimeout(waiting);
    for (const other of document.querySelectorAll(".copy-button.is-done")) other.classList.remove("is-done");
    if (button) button.classList.add("is-done");
    status.textContent = words;
    waiting = setTimeout(() => tell(null, ""), 2500);
  }

  for (const block of document.querySelectorAll("main div.highlight")) {
    const pre = block.querySelector("td.code pre") ?? block.querySelector("pre");
    if (!pre || block.closest(".cell_output, .output_area")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button copy-button";
    button.title = copy;
    button.setAttribute("aria-label", copy);
    button.innerHTML = ICON;
    button.addEventListener("click", () =>
      navigator.clipboard.writeText(codeOf(pre)).then(
        () => tell(button, copied),
        () => {
          getSelection().selectAllChildren(pre);
          tell(null, selected);
        },
      ),
    );
    block.append(button);
  }
})();
