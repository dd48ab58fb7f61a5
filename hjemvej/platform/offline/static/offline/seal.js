/* How is it sealed so that this phone cannot open it? To the site's public key, with a key made for this once
   (ECDH on P-256, HKDF, AES-GCM); what made it is thrown away. Opened by platform/offline/keys.py. */
const PURPOSE = new TextEncoder().encode("hjemvej offline 1");
const EC = { name: "ECDH", namedCurve: "P-256" };

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => {
  const signs = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

export const seal = async (thing, site) => {
  const raw = bytes(site.key), theirs = await crypto.subtle.importKey("raw", raw, EC, false, []);
  const pair = await crypto.subtle.generateKey(EC, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
  const from = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = new Uint8Array([...point, ...raw]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: PURPOSE };
  const key = await crypto.subtle.deriveKey(how, from, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12)), said = new TextEncoder().encode(JSON.stringify(thing));
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: PURPOSE }, key, said);
  return [site.id, text(point), text(iv), text(body)].join(".");
};
