/* Is what was written still there? Every keystroke is kept on the device, and sent to the server when it rests.
   A draft is let go when the server has taken the form: it then sets the cookie "draft_done" (ui/middleware.py). */
import { drop, freshToken, keep, kept, letDraftGo, say, send, stateOf, takeCookie } from "./storage.js";

const RESTS = 2000, TRIES_AGAIN = 20000;
const leftOut = (field) => !field.name || field.name === "csrfmiddlewaretoken" || field.name === "_draft"
  || ["password", "file", "hidden", "submit", "button"].includes(field.type);
const fieldsOf = (form) => [...form.elements].filter((field) => !leftOut(field));
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

const written = (form) => fieldsOf(form).map((field) =>
  [field.name, isChoice(field) ? `${field.value}:${field.checked}` : field.value]);

const fill = (form, values) => {
  const left = values.slice();
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name
      && (!isChoice(field) || value === `${field.value}:true` || value === `${field.value}:false`));
    if (at < 0) continue;
    const [[, value]] = left.splice(at, 1);
    if (isChoice(field)) field.checked = value.endsWith(":true"); else field.value = value;
  }
};

const watch = (form) => {
  if (form.dataset.draftStarted) return;
  form.dataset.draftStarted = "1";
  const key = form.dataset.draft, url = form.dataset.draftUrl;
  const show = stateOf(form), asServed = JSON.stringify(written(form));
  let timer = 0, leaving = false;

  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "_draft", value: key });
  form.append(mark);

  const askToSignIn = () => {
    const line = show(`${say("signedOut")} `, true), link = document.createElement("a");
    Object.assign(link, { href: document.body.dataset.signIn, target: "_blank", textContent: say("signIn") });
    line.append(link);
    const back = () => { if (!document.hidden) { document.removeEventListener("visibilitychange", back); deliver(); } };
    document.addEventListener("visibilitychange", back);
  };

  const deliver = async () => {
    clearTimeout(timer);
    if (!url || leaving || !document.contains(form)) return;
    const { how } = await send(url, new URLSearchParams(new FormData(form)), freshToken(form));
    if (leaving) return;
    if (how === "sent") show(say("saved"));
    else if (how === "signed-out") askToSignIn();
    else if (how === "refused") show(say("savedHere"), true); // too long for the server, say: trying again helps nobody
    else { show(say("keptHere"), true); timer = setTimeout(deliver, TRIES_AGAIN); }
  };

  const remember = async () => {
    if (!await keep("draft", key, written(form))) { show(say("notKept"), true); return; }
    if (url && !navigator.onLine) show(say("keptHere"), true);
    else if (!url) show(say("savedHere"));
    clearTimeout(timer);
    timer = setTimeout(deliver, RESTS);
  };

  const bringBack = async () => {
    const before = await kept("draft", key), served = written(form);
    if (!before || form.querySelector("[data-error-summary]") || JSON.stringify(before.value) === asServed) return;
    if (JSON.stringify(served) !== asServed) return; // somebody was quicker and writes already
    fill(form, before.value);
    const line = show(`${say("broughtBack", { at: before.at })} `), button = document.createElement("button");
    Object.assign(button, { type: "button", className: "hv-plain", textContent: say("discard") });
    button.addEventListener("click", () => { fill(form, served); drop("draft", key); show(say("discarded")); });
    line.append(button);
  };
  bringBack();
  form.addEventListener("input", remember);
  form.addEventListener("change", remember);
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); freshToken(form); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", async () => { if (await kept("draft", key)) deliver(); });
  form.addEventListener("htmx:afterRequest", (event) => {
    leaving = false;
    if (event.detail.elt !== form) return;
    if (event.detail.successful && takeCookie("draft_done") === key) drop("draft", key);
    else if (!event.detail.successful) show(say("keptHere"), true);
  });
};

export const startDrafts = () => {
  letDraftGo();
  const look = () => document.querySelectorAll("form[data-draft]").forEach(watch);
  look();
  document.addEventListener("htmx:afterSettle", look);
};
