// Which identity does a MitID broker hand us? A real OpenID provider (npm oidc-provider) with its own sign-in page.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, callback] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const people = {
  karen: { email: "karen.proeve@example.org", email_verified: true, name: "Karen Koordinator Prøve", cpr: "010170-0001", loa: "substantial" },
  unverified: { email: "karen.proeve@example.org", email_verified: false, name: "Karen", cpr: "010170-0001", loa: "substantial" },
  stranger: { email: "fremmed@example.org", email_verified: true, name: "Fremmed", cpr: "020280-0002", loa: "substantial" },
  low_acr: { email: "karen.proeve@example.org", email_verified: true, acr: "low", loa: "high" },
  no_level: { email: "karen.proeve@example.org", email_verified: true },
  second_karen: { email: "karen.proeve@example.org", email_verified: true, loa: "substantial" },
  no_id_token: { email: "karen.proeve@example.org", email_verified: true, loa: "substantial" },
  two_people: { email: "karen.proeve@example.org", email_verified: true, loa: "substantial" },
  token_is_a_list: { loa: "substantial" },
  token_is_a_page: { loa: "substantial" },
  token_lasts_a_while: { loa: "substantial" },
  userinfo_is_a_list: { loa: "substantial" },
  userinfo_is_a_page: { loa: "substantial" },
  email_is_a_list: { email: ["karen.proeve@example.org"], email_verified: true, loa: "substantial" },
  "010170 0001": { email: "karen.proeve@example.org", email_verified: true, loa: "substantial" },
  "urn:cpr:0101700001": { email: "karen.proeve@example.org", email_verified: true, loa: "substantial" },
  low: { email: "karen.proeve@example.org", email_verified: true, name: "Karen", cpr: "010170-0001", loa: "low" },
};
const nameOf = (id) => id.replace("subject-", "");
const subjectOf = (name) => (/\d{6}/.test(name) ? name : `subject-${name}`);
// What a broker set up wrongly, or a stranger in between, may answer: by the name of who signs in.
const oddAnswers = {
  token: {
    no_id_token: (body) => { delete body.id_token; return body; },
    token_is_a_list: () => ["token"],
    token_is_a_page: () => "<html>Log ind igen</html>",
    token_lasts_a_while: (body) => ({ ...body, expires_in: "a while" }),
  },
  userinfo: {
    two_people: (body) => ({ ...body, sub: "subject-karen" }),
    userinfo_is_a_list: () => ["userinfo"],
    userinfo_is_a_page: () => "<html>Log ind igen</html>",
  },
};
const provider = new Provider(issuer, {
  clients: [{ client_id: "hjemvej", client_secret: "kun-til-proever", redirect_uris: [callback], grant_types: ["authorization_code"] }],
  acrValues: ["low", "substantial", "high"],
  claims: { openid: ["sub", "loa", "acr", "cpr"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ["proeve"] },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[nameOf(id)] }) }),
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
    const login = { accountId: subjectOf(new URLSearchParams(body).get("who")) };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid email profile");
  grant.addOIDCClaims(["cpr", "loa"]);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

provider.use(async (context, next) => {
  await next();
  const odd = oddAnswers[context.oidc?.route]?.[nameOf(context.oidc?.account?.accountId ?? "")];
  if (odd && context.status === 200) context.body = odd(context.body);
});
provider.on("server_error", (_context, error) => console.error(error));
const answer = provider.callback();
createServer((request, response) => {
  const handle = request.url.startsWith("/interaction/") ? sign : answer;
  Promise.resolve(handle(request, response)).catch((error) => { console.error(error); response.statusCode = 500; response.end(String(error)); });
}).listen(Number(port), "localhost", () => console.log("ready"));
