// Light and dark, print, and the order in which the page comes together.
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const remembered = {
  get() { try { return localStorage.getItem("bitsweep-theme"); } catch { return null; } },
  set(theme) { try { localStorage.setItem("bitsweep-theme", theme); } catch { /* A page from a file may not have any. */ } }
};

function apply(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  document.getElementById("theme").setAttribute("aria-pressed", String(theme === "dark"));
  redraw(entry => entry.instance !== null);
}

apply(remembered.get() ?? (prefersDark.matches ? "dark" : "light"));
document.getElementById("theme").addEventListener("click", () => {
  apply(state.theme === "dark" ? "light" : "dark");
  remembered.set(state.theme);
});
prefersDark.addEventListener("change", event => remembered.get() ?? apply(event.matches ? "dark" : "light"));

// Paper is white, and charts are drawn anew for its width.
let before = null;
function onPaper(paper, theme) {
  document.documentElement.classList.toggle("paper", paper);
  apply(theme);
}
window.addEventListener("beforeprint", () => {
  before = state.theme;
  onPaper(true, "light");
});
window.addEventListener("afterprint", () => onPaper(false, before));

head();
whatWasRun();
measures();
runTable();
failures();
foot();
drawAll().then(() => { state.ready = true; });
