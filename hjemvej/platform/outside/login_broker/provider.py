"""How does allauth talk to a MitID broker, Entra ID or Keycloak? As OpenID Connect, but keeping almost no claims."""

from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from . import claims


class LoginBroker(OpenIDConnectProvider):  # type: ignore[misc]
    """Replaces allauth's own OpenID Connect provider, which stores every claim, CPR number included, in clear."""

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        self.claims = claims.read(
            data,
            subject_claim=self.app.settings.get("uid_field", "sub"),
            trusts_email=bool(self.app.settings.get("trusts_email")),
        )
        return dict(claims.kept(data))


provider_classes = [LoginBroker]
