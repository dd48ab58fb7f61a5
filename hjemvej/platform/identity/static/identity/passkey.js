/* Which passkey form is on this page? Joins it to allauth's script; the ids stand as data on an empty element. */
for (const form of document.querySelectorAll("[data-passkey]")) {
  const { passkey, ...ids } = form.dataset;
  window.allauth.webauthn.forms[passkey]({ ids });
}
