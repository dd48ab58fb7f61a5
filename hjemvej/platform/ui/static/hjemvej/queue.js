/* What if there is no line when one taps? The tap is kept with its own key, and sent once there is signal. */
import { allOf, announce, drop, freshToken, keep, letDraftGo, say, send, stateOf } from "./storage.js";

const TRIES_AGAIN = 20000;
let sending = false;

const formOf = (key) => document.querySelector(`form[data-queued="${CSS.escape(key)}"]`);
const tell = (key, text, waiting) => {
  const form = formOf(key);
  if (form) stateOf(form)(text, waiting);
  announce(text);
};

const summary = () => {
  const waiting = allOf("queue").length;
  let line = document.getElementById("unsent");
  if (!line && waiting) {
    line = document.createElement("p");
    Object.assign(line, { id: "unsent", className: "hv-state is-waiting" });
    line.setAttribute("role", "status");
    document.getElementById("messages")?.after(line);
  }
  if (line) line.textContent = waiting ? say("waiting", { number: waiting }) : "";
};

/* One after the other, in the order they were tapped. */
const flush = async (fresh = "") => {
  if (sending) return;
  sending = true;
  for (const { key, value } of allOf("queue")) {
    const fields = key === fresh ? value.fields : `${value.fields}&waited=1`; // nobody is there to be asked any more
    const { how, leads } = await send(value.url, fields, freshToken(formOf(key) || document.createElement("form")));
    if (how === "no-line") { tell(key, say("queued"), true); break; }
    if (how === "signed-out") { tell(key, say("signedOut"), true); break; }
    drop("queue", key);
    if (how === "sent") {
      letDraftGo();
      tell(key, say("sent"));
      if (key === fresh || value.page === location.pathname) { location.assign(leads || location.href); break; }
    } else if (key === fresh) { HTMLFormElement.prototype.submit.call(formOf(key)); break; } // shows the page's own errors
    else { tell(key, say("refused"), true); }
  }
  sending = false;
  summary();
};

const take = (event) => {
  const form = event.target;
  if (!form.matches("form[data-offline-queue]") || event.defaultPrevented) return;
  const field = form.elements.namedItem("key");
  if (!field) return; // without a key the same tap could count twice: let the browser send it
  const key = form.dataset.queued || self.crypto.randomUUID?.() || `${Date.now()}-${Math.random()}`;
  field.value = key;
  form.dataset.queued = key;
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  fields.delete("csrfmiddlewaretoken");
  const url = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
  if (!keep("queue", key, { url, fields: fields.toString(), page: location.pathname })) return;
  event.preventDefault();
  if (!navigator.onLine) { tell(key, say("queued"), true); summary(); return; }
  flush(key);
};

export const startQueue = () => {
  document.addEventListener("submit", take);
  window.addEventListener("online", () => flush());
  setInterval(() => { if (!document.hidden && allOf("queue").length) flush(); }, TRIES_AGAIN);
  summary();
  if (allOf("queue").length) flush();
};
