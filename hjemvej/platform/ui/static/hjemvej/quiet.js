/* What should not happen behind one's back? Polling in a hidden tab, and leaving a form that is kept nowhere. */
const isPoll = (elt, cause) => /every /.test(elt.getAttribute("hx-trigger") || "") && !cause;

export const pausePolling = () => {
  let missed = new Set();
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, headers, triggeringEvent } = event.detail;
    if (isPoll(elt, triggeringEvent)) headers["X-Background"] = "1"; // nobody stays signed in by a page left open
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, requestConfig } = event.detail;
    if (document.hidden && isPoll(elt, requestConfig.triggeringEvent)) { event.preventDefault(); missed.add(elt); }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    for (const elt of missed) if (document.contains(elt)) window.htmx?.trigger(elt, "refresh");
    missed = new Set();
  });
};

export const guardUnsaved = () => {
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => document.contains(form))) event.preventDefault();
  });
};
