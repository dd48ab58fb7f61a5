/* A press on the button prints the page. Without script the button stays hidden, and the browser's own menu prints. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
