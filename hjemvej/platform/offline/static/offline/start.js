/* What does a signed-in page do about a bad line? It keeps what is written, and lets the browser keep the page that says so. */
import { freshToken, stateOf } from "../hjemvej/storage.js";
import { alongOf, startAlong } from "./along.js";
import { startQueue } from "./queue.js";
import { clear, lastUser, rememberUser } from "./shelf.js";

const line = document.getElementById("bad-line"), user = document.body.dataset.user;

if (lastUser() && lastUser() !== user) clear("along").catch(() => {}); // another signs in: what was taken along is gone
rememberUser(user);
alongOf(user).catch(() => {}); // what is over is gone
if (window.isSecureContext) { // without TLS the browser has no keys: forms are sent plainly
  startQueue();
  startAlong(user, stateOf, freshToken);
}
navigator.serviceWorker?.register(line.dataset.worker, { scope: "/" }).catch(() => {}); // forbidden, or not over TLS
