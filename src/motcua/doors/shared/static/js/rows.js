// Work lists: j goes to the next row, k to the one before; Enter opens it, because the focus stands on its link.
const links = () => [...document.querySelectorAll("[data-rows] [data-row]")];

function step(by) {
  const all = links();
  const here = all.indexOf(document.activeElement);
  const there = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  if (there) there.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "j") step(document.activeElement.matches("[data-row]") ? 1 : 0 - links().length);
  if (event.key === "k") step(-1);
});

document.querySelectorAll("[data-tick-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll('input[type="checkbox"]')];
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  });
});
