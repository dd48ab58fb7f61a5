/* A press on the button copies a field. Where the browser cannot, the field is marked, so that one can copy it oneself. */
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.querySelector(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      document.querySelector("[data-copy-said]").textContent = button.dataset.copied;
    } catch {
      /* no right to the clipboard: the marked text can be copied by hand */
    }
  });
}
