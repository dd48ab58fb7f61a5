/* What does a signed-in page do about a bad line? It keeps what is written, and lets the browser keep the page that says so. */
import { startQueue } from "./queue.js";
import { clear, lastUser, rememberUser } from "./shelf.js";

const line = document.getElementById("bad-line"), user = document.body.dataset.user;

if (lastUser() && lastUser() !== user) clear("along").catch(() => {}); // another signs in: what was taken along is gone
rememberUser(user);
if (window.isSecureContext) startQueue(); // without TLS the browser has no keys: forms are sent plainly
navigator.serviceWorker?.register(line.dataset.worker, { scope: "/" }).catch(() => {}); // forbidden, or not over TLS
