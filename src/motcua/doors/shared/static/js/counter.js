// The counter: what a page from the server says can be had without leaving the page. Without this file every button works as well.
const PATIENCE = 220; // milliseconds of quiet before the server is asked
let asked = 0;

// Send the form of `source` as if its button `doing` had been pressed, and take the part `target` of the answer.
async function refresh(source, target, doing) {
  const form = source.form;
  const body = new FormData(form);
  if (doing) body.set("do", doing);
  body.set("live", "1");
  const turn = ++asked;
  const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body });
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(target);
  const stale = document.querySelector(target);
  if (!fresh || !stale || turn !== asked) return;
  fresh.querySelectorAll("[autofocus]").forEach((each) => each.removeAttribute("autofocus"));
  stale.replaceWith(document.adoptNode(fresh));
}

// From a live field the arrow down goes into what was found, and on from there up and down.
function step(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const field = document.querySelector("input[data-live]:focus");
  const list = field ? document.querySelector(field.dataset.live) : event.target.closest(".options, .people");
  if (!list) return;
  const choices = [...list.querySelectorAll(".option, .person")];
  const next = choices.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (!choices[next]) return;
  event.preventDefault();
  choices[next].focus();
}

document.addEventListener("keydown", step);

function live(field) {
  let timer = 0;
  const soon = (event) => {
    clearTimeout(timer);
    if (event.type === "input" && field.value.trim().length < 2) return;
    timer = setTimeout(() => refresh(field, field.dataset.live, field.dataset.liveDo).catch(() => {}), event.type === "input" ? PATIENCE : 0);
  };
  field.addEventListener(field.matches("select") ? "change" : "input", soon);
  if (field.form) field.form.addEventListener("submit", () => { clearTimeout(timer); asked += 1; });
}

document.querySelectorAll("[data-live]").forEach(live);

document.querySelectorAll("[data-tick-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const boxes = [...document.querySelectorAll("[data-paper]:not([disabled])")];
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  });
});
