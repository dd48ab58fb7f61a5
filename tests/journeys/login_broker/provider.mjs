// Which identity does a MitID broker hand us? A real OpenID provider (npm oidc-provider) with its own sign-in page.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, callback] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const people = {
  karen: { email: "karen.proeve@example.org", email_verified: true, name: "Karen Koordinator Prøve", cpr: "010170-0001", loa: "substantial" },
  unverified: { email: "karen.proeve@example.org", email_verified: false, name: "Karen", cpr: "010170-0001", loa: "substantial" },
  stranger: { email: "fremmed@example.org", email_verified: true, name: "Fremmed", cpr: "020280-0002", loa: "substantial" },
  low: { email: "karen.proeve@example.org", email_verified: true, name: "Karen", cpr: "010170-0001", loa: "low" },
};
const provider = new Provider(issuer, {
  clients: [{ client_id: "hjemvej", client_secret: "kun-til-proever", redirect_uris: [callback], grant_types: ["authorization_code"] }],
  claims: { openid: ["sub", "loa", "cpr"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ["proeve"] },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id.replace("subject-", "")] }) }),
  ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
});

async function sign(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (request.method === "GET" && prompt.name === "login") {
    const buttons = Object.keys(people).map((id) => `<button name="who" value="${id}">${id}</button>`).join("");
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(`<!doctype html><title>Prøve-MitID</title><h1>Prøve-MitID</h1><form method="post">${buttons}</form>`);
  }
  if (prompt.name === "login") {
    let body = "";
    for await (const part of request) body += part;
    const login = { accountId: `subject-${new URLSearchParams(body).get("who")}` };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid email profile");
  grant.addOIDCClaims(["cpr", "loa"]);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

provider.on("server_error", (_context, error) => console.error(error));
const answer = provider.callback();
createServer((request, response) => {
  const handle = request.url.startsWith("/interaction/") ? sign : answer;
  Promise.resolve(handle(request, response)).catch((error) => { console.error(error); response.statusCode = 500; response.end(String(error)); });
}).listen(Number(port), "localhost", () => console.log("ready"));
