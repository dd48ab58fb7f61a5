/* What does the browser do where there is no line? It shows the kept shell, which is about nobody; no other page is kept.
   Version {{ version }}: when a file of it changes, so does this line, and the browser takes the new one. */
"use strict";
const KEPT = "hjemvej-{{ version }}", SHELL = "{{ shell|escapejs }}", FILES = new Set({{ files|safe }});
const HANGS = 20000; // then it is no line
const LEFT_ALONE = "/konto/tjeneste/"; // the broker's way back

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const kept = await caches.open(KEPT);
  await kept.put(SHELL, await fetch(SHELL, { credentials: "omit", cache: "no-store" })); // as nobody sees it
  await kept.addAll([...FILES]);
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await self.clients.claim();
})()));

const kept = async (what) => (await caches.match(what, { ignoreVary: true })) || Response.error();

const hangs = () => new Promise((_done, fail) => { setTimeout(fail, HANGS); });

self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith(LEFT_ALONE)) return;
  if (request.mode === "navigate") event.respondWith(Promise.race([fetch(request), hangs()]).catch(() => kept(SHELL)));
  else if (FILES.has(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});
