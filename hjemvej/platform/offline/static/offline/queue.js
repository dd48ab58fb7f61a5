/* What if there is no line when one taps? It is sealed, kept, and sent once there is a line: once, in order, by its author. */
import { cookie, drop, freshToken, letDraftGo, NO_LINE_AFTER, say, send, stateOf } from "../hjemvej/storage.js";
import { seal } from "./seal.js";
import { put, remove, waitingOf } from "./shelf.js";

const line = document.getElementById("bad-line"), user = document.body.dataset.user;
const TRIES_AGAIN = 20000, GIVES_BACK_AFTER = 3, TO_SIGN_IN = [401, 403], AWAY = [502, 503, 504];
const behind = Number(line.dataset.at) - Date.now(); // how far this phone's clock is behind the site's
const SENT = "hjemvej-sent";
let waiting = [], dirty = false;

/* What a reader would read of the form: each visible field by its label, a choice by its heading. */
const isChoice = (field) => ["checkbox", "radio"].includes(field.type);
const word = (element) => element?.firstChild?.textContent.trim() || "";
const asRead = (form) => [...form.elements]
  .filter((field) => field.name && field.type !== "hidden" && field.labels?.length && field.value && (!isChoice(field) || field.checked))
  .map((field) => (isChoice(field)
    ? [word(field.closest("fieldset")?.querySelector("legend")), field.labels[0].textContent.trim()]
    : [word(field.labels[0]), field.selectedOptions?.[0]?.textContent.trim() || field.value]));

const entryOf = (form, button) => {
  const key = crypto.randomUUID();
  for (const name of ["key", "once"]) { const field = form.elements.namedItem(name); if (field) field.value = key; }
  freshToken(form);
  const to = new URL(button?.hasAttribute("formaction") ? button.formAction : form.action, location.href);
  const fields = new URLSearchParams(new FormData(form, button));
  fields.delete("csrfmiddlewaretoken");
  const pressed = (button?.textContent || "").replace(/\s+/g, " ").trim();
  const title = `${document.querySelector("h1")?.textContent.trim() || ""}: ${pressed}`;
  return {
    id: key, ticket: line.dataset.ticket, path: to.pathname + to.search, fields: fields.toString(), title,
    written: Date.now() + behind, said: asRead(form),
  };
};

/* What kind of thing waits may lie in clear beside the sealed: "Er kommet", never who. */
const kindOf = (form, button) => button?.dataset.waitsAs || form.dataset.offlineQueue || "";

const plainly = (form, to) => { form.action = to; HTMLFormElement.prototype.submit.call(form); }; // the page's own errors

const take = async (event) => {
  const form = event.target, button = event.submitter;
  if (!form.matches("form[data-offline-queue]") || event.defaultPrevented || !form.elements.namedItem("once")) return;
  event.preventDefault();
  if (form.dataset.taken) return;
  form.dataset.taken = "1";
  const entry = entryOf(form, button);
  let order;
  try {
    const sealed = await seal(entry, JSON.parse(line.dataset.key));
    order = await put("waiting", { user, at: entry.written, kind: kindOf(form, button), sealed, tries: 0 });
  } catch { return plainly(form, entry.path); } // a full or forbidden shelf: the browser sends it, or says that it cannot
  const others = (await waitingOf(user)).filter((other) => other.order !== order);
  if (!navigator.onLine || others.length) { letWait(form, order); return void flush(); }
  stateOf(form)(line.dataset.sending);
  const { how, leads } = await send(entry.path, entry.fields, freshToken(form));
  if (how === "sent") { await remove("waiting", order); letDraftGo(); return location.assign(leads || location.href); }
  if (how === "refused") { await remove("waiting", order); return plainly(form, entry.path); }
  letWait(form, order);
  if (how === "signed-out") askToSignIn();
};

/* It lies on the phone now: the form is empty for the next, its draft is gone, and a tap is not taken twice. */
const letWait = (form, order) => {
  const isTap = !form.querySelector("input:not([type=hidden]), select, textarea");
  if (form.dataset.draft) drop("draft", form.dataset.draft);
  form.reset();
  delete form.dataset.taken;
  if (isTap) for (const button of form.querySelectorAll("button")) button.disabled = true;
  form.dataset.waits = order;
  stateOf(form)(line.dataset.lies, true);
  dirty = false;
  show();
};

const post = async (entry, more = {}) => {
  const body = new URLSearchParams({ sealed: entry.sealed, ...more });
  const headers = { "X-CSRFToken": cookie("csrftoken"), "X-Sent-By-Page": "1" };
  try {
    const signal = AbortSignal.timeout(NO_LINE_AFTER);
    const answer = await fetch(line.dataset.send, { method: "POST", headers, body, credentials: "same-origin", signal });
    if (TO_SIGN_IN.includes(answer.status) || answer.status === 204) return "signed-out";
    if (AWAY.includes(answer.status)) return "no-line";
    return answer.ok ? (await answer.json()).how : "broken";
  } catch { return "no-line"; }
};

/* One after the other; in a single tab at a time. */
const sendAll = async () => {
  const told = { sent: 0, returned: 0, signedOut: false };
  for (const entry of await waitingOf(user)) {
    if (entry.unreadable) continue;
    let how = await post(entry);
    if (how === "broken") {
      entry.tries += 1;
      await put("waiting", entry);
      if (entry.tries < GIVES_BACK_AFTER) break;
      how = await post(entry, { give_back: "1" });
    }
    if (how === "signed-out") { told.signedOut = true; break; }
    if (how === "unreadable") await put("waiting", { ...entry, unreadable: true });
    else if (how === "sent" || how === "returned") { await remove("waiting", entry.order); told[how] += 1; } else break;
  }
  letDraftGo();
  await show();
  if (told.signedOut) askToSignIn();
  return told;
};

const flush = async () => {
  if (!navigator.onLine || !(await waitingOf(user)).some((entry) => !entry.unreadable)) return;
  await navigator.locks.request("hjemvej-send", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const told = await sendAll();
    if (told.returned) return location.assign(line.dataset.returned);
    if (!told.sent) return;
    try { sessionStorage.setItem(SENT, String(told.sent)); } catch { /* then it is not told again */ }
    if (dirty) tellSent(); else location.reload(); // what one is typing stays
  });
};

const place = (id) => {
  const found = document.getElementById(id);
  if (found) return found;
  const made = Object.assign(document.createElement("div"), { id, className: "hv-state" });
  made.setAttribute("role", "status");
  document.getElementById("messages")?.after(made);
  return made;
};

const tellSent = () => {
  let number = 0;
  try { number = Number(sessionStorage.getItem(SENT)); sessionStorage.removeItem(SENT); } catch { /* nothing told */ }
  if (number) place("sent").textContent = (number === 1 ? line.dataset.sentOne : line.dataset.sentMany).replace("{number}", number);
};

/* "1 ting venter på internettet", and which: what kind, and when. */
const show = async () => {
  waiting = await waitingOf(user);
  const box = waiting.length || document.getElementById("unsent") ? place("unsent") : null;
  if (!box) return;
  box.classList.toggle("is-waiting", waiting.length > 0);
  box.replaceChildren();
  if (!waiting.length) return;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const heading = document.createElement("p"), list = document.createElement("ul");
  heading.textContent = (waiting.length === 1 ? line.dataset.one : line.dataset.many).replace("{number}", waiting.length);
  for (const entry of waiting) {
    const row = document.createElement("li");
    row.textContent = [entry.kind, clock.format(entry.at), entry.unreadable ? line.dataset.unreadable : ""].filter(Boolean).join(" · ");
    if (entry.unreadable) {
      const button = Object.assign(document.createElement("button"), { className: "hv-plain", textContent: line.dataset.remove });
      button.addEventListener("click", async () => { await remove("waiting", entry.order); show(); });
      row.append(" ", button);
    }
    list.append(row);
  }
  box.append(heading, list);
};

const askToSignIn = () => {
  const link = document.createElement("a"), told = document.createElement("p");
  Object.assign(link, { href: document.body.dataset.signIn, target: "_blank", textContent: say("signIn") });
  told.append(`${say("signedOut")} `, link);
  const box = place("unsent");
  box.querySelector("[data-sign-in]")?.remove();
  told.dataset.signIn = "";
  box.append(told);
};

/* Any other form without a line: nothing is sent, and the page with what was written stays. */
const holdBack = (event) => {
  if (navigator.onLine || event.defaultPrevented || event.target.method !== "post") return;
  event.preventDefault();
  stateOf(event.target)(line.dataset.noLine, true);
};

const askAtSignOut = (event) => {
  if (!event.target.matches("[data-sign-out]") || !waiting.length) return;
  if (!window.confirm(line.dataset.signOut.replace("{number}", waiting.length))) event.preventDefault();
};

export const startQueue = () => {
  document.addEventListener("submit", take, true); // before what guards against a second click
  document.addEventListener("submit", askAtSignOut);
  document.addEventListener("submit", holdBack);
  document.addEventListener("input", () => { dirty = true; });
  window.addEventListener("online", flush);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-taken]")) delete form.dataset.taken;
    show();
    flush();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  setInterval(() => { if (!document.hidden && waiting.length) flush(); }, TRIES_AGAIN);
  tellSent();
  show().then(flush);
};
