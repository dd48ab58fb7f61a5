/* What lies on this phone? Sealed things alone: what waits for a line, in the order it was written, and what was taken along. */
const NAME = "hjemvej";

const opened = () => new Promise((done, fail) => {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("waiting", { keyPath: "order", autoIncrement: true });
    asked.result.createObjectStore("along", { keyPath: "user" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

/* Answers when it lies on the disk, not before: a phone may go dark in the next second. */
const within = async (store, mode, ask) => {
  const shelf = await opened();
  try {
    return await new Promise((done, fail) => {
      const change = shelf.transaction(store, mode, { durability: "strict" });
      const asked = ask(change.objectStore(store));
      change.oncomplete = () => done(asked.result);
      change.onabort = change.onerror = () => fail(change.error);
    });
  } finally { shelf.close(); }
};

export const put = (store, thing) => within(store, "readwrite", (shelf) => shelf.put(thing));
export const all = (store) => within(store, "readonly", (shelf) => shelf.getAll());
export const remove = (store, key) => within(store, "readwrite", (shelf) => shelf.delete(key));
export const clear = (store) => within(store, "readwrite", (shelf) => shelf.clear());

/* Whose phone is it now? The last who was signed in; what others left is neither opened nor counted. */
const LAST = "hjemvej-last";
export const rememberUser = (user) => { try { localStorage.setItem(LAST, user); } catch { /* then nobody's */ } };
export const lastUser = () => { try { return localStorage.getItem(LAST) || ""; } catch { return ""; } };
export const waitingOf = async (user) => {
  try { return (await all("waiting")).filter((entry) => entry.user === user); } catch { return []; }
};
