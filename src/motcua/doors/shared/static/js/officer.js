// The keyboard on officers' pages. An element with data-key answers to that key ("F8", "a", "/", "g i"): a field gets the focus,
// anything else is clicked. Ctrl+Enter presses the one button marked data-primary. "?" lists them all.
const TYPED_IN = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select';
const PATIENCE = 1200; // milliseconds between the two keys of "g i"

let earlier = "";
let since = 0;

function answersTo(keys) {
  const candidates = [...document.querySelectorAll("[data-key]")].filter((each) => each.dataset.key === keys);
  return candidates.find((each) => !each.disabled && each.getClientRects().length);
}

function press(element) {
  if (element.matches(TYPED_IN)) {
    element.focus();
    if (element.select) element.select();
  } else {
    element.focus();
    element.click();
  }
}

function keysOf(event) {
  const now = Date.now();
  const pair = earlier && now - since < PATIENCE ? `${earlier} ${event.key}` : "";
  earlier = event.key;
  since = now;
  return [pair, event.key];
}

// "[" and "]" open the file before, the file after; the one that stands open closes by itself.
function turnFile(step) {
  const files = [...document.querySelectorAll("details[data-file]")];
  if (!files.length) return false;
  const at = files.findIndex((each) => each.open);
  const next = at < 0 ? (step > 0 ? 0 : files.length - 1) : (at + step + files.length) % files.length;
  files.forEach((each, index) => { each.open = index === next; });
  files[next].scrollIntoView({ block: "start" });
  return true;
}

function onPrimary(event) {
  const primary = document.querySelector("[data-primary]:not([disabled])");
  if (!primary) return;
  event.preventDefault();
  primary.click();
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return onPrimary(event);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(TYPED_IN) && event.key.length === 1) return;
  if (event.key === "Escape" && event.target.matches(TYPED_IN)) return event.target.blur();
  if (document.querySelector("dialog[open]")) return;
  if ("[]".includes(event.key) && turnFile(event.key === "]" ? 1 : -1)) return event.preventDefault();
  const element = keysOf(event).map((keys) => keys && answersTo(keys)).find(Boolean);
  if (!element) return;
  event.preventDefault();
  earlier = "";
  press(element);
}

function nameOf(element) {
  const own = element.dataset.keyLabel || element.getAttribute("aria-label");
  if (own) return own;
  const labelled = element.labels && element.labels[0];
  const words = (labelled || element).cloneNode(true);
  words.querySelectorAll("kbd").forEach((each) => each.remove());
  return words.textContent.trim();
}

function line(keys, words) {
  const key = document.createElement("dt");
  const name = document.createElement("dd");
  keys.split(/(?<=.) (?=.)/).forEach((each, index) => {
    if (index) key.append(" rồi ");
    key.append(Object.assign(document.createElement("kbd"), { textContent: each }));
  });
  name.textContent = words;
  return [key, name];
}

function showKeys() {
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector("dl");
  const primary = document.querySelector("[data-primary]");
  const found = [...document.querySelectorAll("[data-key]")].filter((each) => each.getClientRects().length);
  list.replaceChildren(
    ...found.flatMap((each) => line(each.dataset.key, nameOf(each))),
    ...(primary ? line("Ctrl+Enter", nameOf(primary)) : []),
    ...line("Esc", "Rời ô đang gõ, đóng hộp thoại"),
  );
  dialog.showModal();
}

document.addEventListener("keydown", onKey);
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.method !== "dialog") document.documentElement.dataset.busy = "";
});
window.addEventListener("pageshow", () => delete document.documentElement.dataset.busy);

const opener = document.getElementById("keys-open");
opener.hidden = false;
opener.addEventListener("click", showKeys);
