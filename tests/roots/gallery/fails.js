export default {
  render({ el }) {
    el.append("half of it");
    throw new Error("on purpose");
  },
};
