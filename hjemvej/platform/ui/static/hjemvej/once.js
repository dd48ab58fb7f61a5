/* What if a button is clicked twice? The second click sends nothing while the first is on its way. */
const STILL_ON_ITS_WAY = 8000; // then the line is bad, and one may try again

const sendOnce = (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return; // the queue and htmx see to their own
  if (form.dataset.onItsWay) { event.preventDefault(); return; }
  form.dataset.onItsWay = "1";
  setTimeout(() => delete form.dataset.onItsWay, STILL_ON_ITS_WAY);
};

export const startOnce = () => {
  document.addEventListener("submit", sendOnce);
  window.addEventListener("pageshow", () => { // come back to with the browser's arrow: it may be sent anew
    for (const form of document.querySelectorAll("form[data-on-its-way]")) delete form.dataset.onItsWay;
  });
};
