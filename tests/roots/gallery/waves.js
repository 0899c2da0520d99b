export default {
  render({ model, el }) {
    const waves = model.get("waves");
    model.set("shown", 0);
    const button = document.createElement("button");
    Object.assign(button, { className: "ped-button", type: "button", textContent: "Next wave" });
    button.addEventListener("click", () => {
      model.set("shown", (model.get("shown") + 1) % waves.length);
      model.save_changes();
    });
    const line = document.createElement("p");
    line.setAttribute("role", "status");
    const draw = () => (line.textContent = `Wave ${model.get("shown") + 1} of ${waves.length}${model.get("tag")}`);
    model.on("change:shown", draw);
    draw();
    el.append(button, line);
  },
};
