/* What does the page without a line say? What waits, and that it goes by itself; once there is a line, the page comes. */
import { lastUser, waitingOf } from "./shelf.js";

const TRIES_AGAIN = 5000;
const state = document.getElementById("waiting");

const show = async () => {
  const number = (await waitingOf(lastUser())).length;
  state.textContent = { 0: state.dataset.none, 1: state.dataset.one }[number] || state.dataset.many.replace("{number}", number);
};

/* A browser's word for a line is not a line: ask, and go on only when somebody answers. */
const isBack = async () => {
  try { return (await fetch(location.origin + state.dataset.asks, { method: "HEAD", cache: "no-store" })).ok; } catch { return false; }
};
const goOn = async () => { if (await isBack()) location.reload(); };

document.getElementById("again").addEventListener("click", () => location.reload());
window.addEventListener("online", goOn);
setInterval(() => { if (!document.hidden) goOn(); }, TRIES_AGAIN);
show();
