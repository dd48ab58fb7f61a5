/* Where is the keyboard after a swap? On the same thing: same id, same data-focus, or the new part itself. */
let before = null;

const nameOf = (element) => element?.closest?.("[data-focus]")?.dataset.focus || "";

const restore = (target) => {
  if (!before) return;
  const { id, name, start, end } = before;
  before = null;
  const asked = target?.querySelector?.("[data-focus-first]");
  if (asked) return asked.focus();
  if (document.activeElement && document.activeElement !== document.body) return;
  const same = (id && document.getElementById(id)) || (name && document.querySelector(`[data-focus="${CSS.escape(name)}"]`));
  const next = same || (document.contains(target) ? target : document.getElementById("main"));
  if (!next) return;
  if (!same && !next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: Boolean(same) });
  if (same && start !== null && same.setSelectionRange) {
    try { same.setSelectionRange(start, end); } catch { /* fields without a caret */ }
  }
};

export const keepFocus = () => {
  document.addEventListener("htmx:beforeSwap", () => {
    const one = document.activeElement;
    if (!one || one === document.body) { before = null; return; }
    let start = null, end = null;
    try { start = one.selectionStart ?? null; end = one.selectionEnd ?? null; } catch { /* fields without a caret */ }
    before = { id: one.id, name: nameOf(one), start, end };
  });
  document.addEventListener("htmx:afterSettle", (event) => restore(event.detail.elt));
  document.querySelector("[data-error-summary]:not([data-example] *)")?.focus();
};
