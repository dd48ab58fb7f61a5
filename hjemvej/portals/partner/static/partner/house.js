/* How many are free? Minus and plus move the number; nothing is sent before yes. Without script one types it. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const field = button.form?.elements.namedItem("free");
  if (!field) return;
  const most = Number(field.max || 999);
  field.value = Math.min(most, Math.max(0, Number(field.value || 0) + Number(button.dataset.step)));
  button.form.classList.add("is-changed");
});
