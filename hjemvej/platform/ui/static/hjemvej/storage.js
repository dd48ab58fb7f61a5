/* What lies on this device, whose is it, and for how long? Own text only, at most a day, nothing after sign-out.
   It lies there sealed: the key comes with each page of its author's, and is kept nowhere on the device. */
const DAY = 24 * 60 * 60 * 1000;
export const NO_LINE_AFTER = 15000; // a line that hangs is none: what was sent is sent again, and taken once
const PREFIX = "hjemvej:";
const user = document.body.dataset.user;

const nameOf = (kind, key) => `${PREFIX}${user || "anyone"}:${kind}:${key}`;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const keys = (document.body.dataset.draftKeys || "").split(" ").filter(Boolean)
  .map((key) => self.crypto?.subtle?.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]));
const latest = new Map(); // of each text the last keystroke counts, whichever is sealed first

export const keep = async (kind, key, value) => {
  const name = nameOf(kind, key), turn = (latest.get(name) || 0) + 1;
  latest.set(name, turn);
  try {
    const iv = crypto.getRandomValues(new Uint8Array(12)), text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keys[0], text);
    const signs = Array.from([...iv, ...new Uint8Array(sealed)], (byte) => String.fromCharCode(byte)).join("");
    if (latest.get(name) === turn) localStorage.setItem(name, JSON.stringify({ at: Date.now(), sealed: btoa(signs) }));
    return true;
  } catch { return false; } // a full or forbidden storage, or no key: the caller says so
};

const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };

export const kept = async (kind, key) => {
  const entry = read(nameOf(kind, key));
  if (!entry?.sealed) return null;
  const raw = bytes(entry.sealed);
  for (const known of keys) {
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: raw.slice(0, 12) }, await known, raw.slice(12));
      return { at: entry.at, value: JSON.parse(new TextDecoder().decode(text)) };
    } catch { /* sealed with another */ }
  }
  return null;
};

export const drop = (kind, key) => {
  latest.set(nameOf(kind, key), (latest.get(nameOf(kind, key)) || 0) + 1); // what is being sealed just now comes too late
  try { localStorage.removeItem(nameOf(kind, key)); } catch { /* nothing there */ }
};

const names = () => { try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; } };

/* Text of a day ago, and text of whoever used this device before. Signed-out pages touch nobody's text. */
export const forgetOld = () => {
  for (const name of names()) {
    const entry = read(name);
    const isAnothers = user && !name.startsWith(`${PREFIX}${user}:`) && !name.startsWith(`${PREFIX}anyone:`);
    if (!entry?.sealed || Date.now() - entry.at > DAY || isAnothers) localStorage.removeItem(name);
  }
};

export const clearAtSignOut = () => {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    for (const name of names()) localStorage.removeItem(name);
  });
};

/* The words of this page's language, with clock and number put in. */
export const say = (word, values = {}) => {
  const words = document.getElementById("words")?.dataset[word] || "";
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const filled = { clock: clock.format(values.at || Date.now()), ...values };
  return words.replace(/\{(\w+)\}/g, (_whole, name) => filled[name] ?? "");
};

export const announce = (text) => {
  const place = document.getElementById("announce");
  if (place) place.textContent = text;
};

export const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) || "";

export const takeCookie = (name) => {
  const value = decodeURIComponent(cookie(name));
  if (value) document.cookie = `${name}=; Max-Age=0; path=/; SameSite=Lax`;
  return value;
};

/* The server has taken a form, and names its draft. */
export const letDraftGo = () => {
  const done = takeCookie("draft_done");
  if (done) drop("draft", done);
};

/* The token that holds now: signing in again in another tab makes the page's own too old. */
export const freshToken = (form) => {
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  const now = cookie("csrftoken");
  if (field && now) field.value = now;
  return now || field?.value || "";
};

/* Sends a form's fields; tells "sent", "refused", "signed-out" or "no-line", and where the answer leads. */
export const send = async (url, fields, token) => {
  try {
    const headers = { "X-CSRFToken": token, "X-Sent-By-Page": "1", "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await fetch(url, { method: "POST", headers, body: fields, credentials: "same-origin", signal: AbortSignal.timeout(NO_LINE_AFTER) });
    const leads = answer.headers.get("X-Leads-To") || "";
    const signIn = document.body.dataset.signIn;
    if (answer.status === 401 || answer.status === 403 || (signIn && leads.startsWith(signIn))) return { how: "signed-out" };
    if (answer.status >= 500) return { how: "no-line" };
    return { how: answer.status === 204 ? "sent" : "refused", leads };
  } catch { return { how: "no-line" }; }
};

/* A line under a form that says where its words are; made the first time there is something to say. */
export const stateOf = (form) => (text, waiting = false) => {
  let line = form.querySelector("[data-state]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.state = "";
    line.className = "hv-state";
    form.append(line);
  }
  line.textContent = text;
  line.classList.toggle("is-waiting", waiting);
  announce(text);
  return line;
};
