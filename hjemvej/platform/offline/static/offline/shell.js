/* What does the page without a line say? What waits, and the list that was taken along, behind its passphrase. */
import { alongOf, openAlong } from "./along.js";
import { lastUser, waitingOf } from "./shelf.js";

const TRIES_AGAIN = 5000, LOCKS_AFTER = 5 * 60 * 1000;
const state = document.getElementById("waiting"), box = document.getElementById("along");
const form = box.querySelector("form"), phrase = form.querySelector("input"), told = form.querySelector("[role=status]");
const list = document.getElementById("list");
let locking = 0;

const show = async () => {
  const number = (await waitingOf(lastUser())).length;
  state.textContent = { 0: state.dataset.none, 1: state.dataset.one }[number] || state.dataset.many.replace("{number}", number);
  const kept = await alongOf(lastUser()).catch(() => null);
  box.hidden = !kept;
  if (!kept) return lock();
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const until = document.getElementById("until");
  until.textContent = until.dataset.says.replace("{taken}", clock.format(kept.taken)).replace("{until}", clock.format(kept.until));
};

const lock = () => {
  clearTimeout(locking);
  list.replaceChildren();
  list.hidden = true;
  form.hidden = false;
  phrase.value = told.textContent = "";
};

const row = ([name, where, more]) => {
  const made = document.createElement("li");
  for (const [text, kind] of [[name, "hv-task-name"], [[where, more].filter(Boolean).join(" · "), "hv-why"]]) {
    made.append(Object.assign(document.createElement("p"), { textContent: text, className: kind }));
  }
  return made;
};

const open = async (event) => {
  event.preventDefault();
  told.textContent = form.dataset.opening;
  const kept = await alongOf(lastUser());
  if (!kept) return show();
  let found;
  try { found = await openAlong(kept, phrase.value); } catch { told.textContent = form.dataset.wrong; return phrase.select(); }
  lock();
  const heading = Object.assign(document.createElement("h2"), { textContent: found.heading, tabIndex: -1 });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary", textContent: form.dataset.lock });
  const rows = document.createElement("ul");
  rows.className = "hv-plain-list";
  rows.append(...found.rows.map(row));
  button.addEventListener("click", lock);
  list.append(heading, rows, button);
  form.hidden = true;
  list.hidden = false;
  heading.focus();
  locking = setTimeout(lock, LOCKS_AFTER);
};

/* A browser's word for a line is not a line: ask, and go on only when somebody answers; never from under a reader. */
const isBack = async () => {
  try { return (await fetch(state.dataset.asks, { method: "HEAD", cache: "no-store" })).ok; } catch { return false; }
};
const goOn = async () => {
  if (!await isBack()) return;
  if (list.hidden && !phrase.value) location.reload(); else document.getElementById("back").hidden = false;
};

form.addEventListener("submit", open);
for (const again of document.querySelectorAll("[data-again]")) again.addEventListener("click", () => location.reload());
window.addEventListener("online", goOn);
document.addEventListener("visibilitychange", () => { if (document.hidden) lock(); else show(); });
window.addEventListener("pagehide", lock);
setInterval(() => { if (!document.hidden) goOn(); }, TRIES_AGAIN);
show();
