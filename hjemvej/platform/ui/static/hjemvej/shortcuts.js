/* Which keys lead where? data-shortcut="n" on a link, button or field; its hint stands on the page in <kbd>. */
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

export const startShortcuts = () => {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const open = document.querySelector("details.hv-more[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (typing(event.target)) return;
    const wanted = document.querySelector(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted || !wanted.checkVisibility()) return;
    event.preventDefault();
    if (wanted.matches("input, textarea, select")) { wanted.focus(); wanted.select?.(); } else wanted.click();
  });
};
