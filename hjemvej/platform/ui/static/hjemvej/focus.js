/* Where is the keyboard after a swap? On the same thing (same id, address, or form), or on the new part itself. */
let before = null;

const quoted = (value) => `"${CSS.escape(value)}"`;

/* How is this thing found again among what came instead? The first that fits, of what does not change with the page. */
const waysTo = (one) => {
  const ways = [], form = one.form?.getAttribute("action");
  if (one.id) ways.push(`#${CSS.escape(one.id)}`);
  if (one.matches("a[href]")) ways.push(`a[href=${quoted(one.getAttribute("href"))}]`);
  if (one.matches("summary") && one.parentElement.id) ways.push(`#${CSS.escape(one.parentElement.id)} > summary`);
  if (form && one.name) ways.push(`form[action=${quoted(form)}] [name=${quoted(one.name)}]`);
  if (form) ways.push(`form[action=${quoted(form)}] ${one.localName}:not([type=hidden])`);
  return ways;
};

const restore = (target) => {
  if (!before) return;
  const { ways, start, end } = before;
  before = null;
  const asked = target?.querySelector?.("[data-focus-first]");
  if (asked) return asked.focus();
  if (document.activeElement && document.activeElement !== document.body) return;
  const same = [target, document].flatMap((where) => ways.map((way) => where.querySelector(way))).find(Boolean);
  const next = same || (document.contains(target) ? target : document.getElementById("main"));
  if (!next) return;
  if (!same && !next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: Boolean(same) });
  if (same && start !== null && same.setSelectionRange) {
    try { same.setSelectionRange(start, end); } catch { /* fields without a caret */ }
  }
};

/* A page whose task is a form begins in its first field, where that is in sight; after an error, at the summary. */
const begin = () => {
  const summary = document.querySelector("[data-error-summary]:not([data-example] *)");
  if (summary) return summary.focus();
  if (location.hash || document.activeElement !== document.body) return;
  const forms = "main[data-begins-in-form] form[method=post]:not(.hv-search)";
  const fields = document.querySelectorAll(`${forms} :is(input, select, textarea)`);
  const first = [...fields].find((one) => one.type !== "hidden" && !one.disabled && one.getClientRects().length);
  if (!first || first.getBoundingClientRect().top > innerHeight) return;
  (first.form.querySelector(`[name=${quoted(first.name)}]:checked`) || first).focus();
};

export const keepFocus = () => {
  document.addEventListener("htmx:beforeSwap", () => {
    const one = document.activeElement;
    if (!one || one === document.body) { before = null; return; }
    let start = null, end = null;
    try { start = one.selectionStart ?? null; end = one.selectionEnd ?? null; } catch { /* fields without a caret */ }
    before = { ways: waysTo(one), start, end };
  });
  document.addEventListener("htmx:afterSettle", (event) => restore(event.detail.elt));
  begin();
};
