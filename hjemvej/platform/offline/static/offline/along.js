/* What may be read without a line? A list that its reader took along by a press, sealed by a passphrase that is kept nowhere.
   It is gone after twelve hours, at sign-out, and when another user signs in. */
import { all, clear, put, remove } from "./shelf.js";

const LASTS = 12 * 60 * 60 * 1000, LEAST = 16, KINDS = 7;
const ROUNDS = 600000; // PBKDF2 with SHA-256, as OWASP advises since 2023; looked up in November 2026
const letters = (text) => new TextEncoder().encode(text);

/* Long enough that nobody guesses it from the phone's memory; a PIN never is. */
export const isLong = (phrase) => phrase.length >= LEAST && new Set(phrase).size >= KINDS && /\p{L}/u.test(phrase);

const keyOf = async (phrase, salt, rounds) => {
  const from = await crypto.subtle.importKey("raw", letters(phrase.normalize("NFKC").trim()), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, from, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

const bound = ({ user, taken, until }) => letters(`${user} ${taken} ${until}`); // else its hour could be moved

export const takeAlong = async (user, list, phrase) => {
  const iv = crypto.getRandomValues(new Uint8Array(12)), salt = crypto.getRandomValues(new Uint8Array(16));
  const kept = { user, taken: Date.now(), until: Date.now() + LASTS, iv, salt, rounds: ROUNDS };
  const key = await keyOf(phrase, salt, ROUNDS);
  kept.body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(kept) }, key, letters(JSON.stringify(list)));
  await clear("along"); // one list, of one user
  await put("along", kept);
};

/* What is over goes; so does what a clock that was turned back would keep. */
export const alongOf = async (user) => {
  const now = Date.now();
  for (const kept of await all("along")) {
    if (kept.until < now || kept.taken > now + 60000) await remove("along", kept.user);
    else if (kept.user === user) return kept;
  }
  return null;
};

export const openAlong = async (kept, phrase) => {
  const key = await keyOf(phrase, kept.salt, kept.rounds);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv, additionalData: bound(kept) }, key, kept.body);
  return JSON.parse(new TextDecoder().decode(text));
};

/* A form that takes a list along: the passphrase never leaves the page. */
export const startAlong = (user, say, token) => {
  const take = async (event) => {
    const form = event.target;
    if (!form.matches("form[data-take-along]")) return;
    event.preventDefault();
    const [first, again] = form.querySelectorAll("[data-phrase]"), tell = say(form);
    if (!isLong(first.value)) { tell(form.dataset.tooShort, true); return first.focus(); }
    if (first.value !== again.value) { tell(form.dataset.unlike, true); return again.focus(); }
    tell(form.dataset.taking);
    try {
      const headers = { "X-CSRFToken": token(form), "X-Requested-With": "XMLHttpRequest" };
      const answer = await fetch(form.action, { method: "POST", headers, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      await takeAlong(user, await answer.json(), first.value);
      form.reset();
      tell(form.dataset.taken);
    } catch { tell(form.dataset.notTaken, true); }
  };
  document.addEventListener("submit", take, true);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]") && !event.defaultPrevented) clear("along").catch(() => {});
  });
};
