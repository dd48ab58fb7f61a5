"""How does allauth talk to a MitID broker, Entra ID or Keycloak? As OpenID Connect, believing and keeping little."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.utils.translation import gettext as _
from requests import RequestException

from . import claims

LONGEST_SUBJECT = 191
ODD_ANSWERS = (
    OAuth2Error, RequestException, LookupError, TypeError, ValueError, AttributeError, RecursionError,
)  # fmt: skip


class BrokerRefused(OAuth2Error):  # type: ignore[misc]
    """The broker's answer is not believed; the message says what to do."""


@contextmanager
def _answers_understood() -> Iterator[None]:
    """Refuse an answer that is none: a page instead of JSON, a list instead of an object, a word for a number."""
    try:
        yield
    except BrokerRefused:
        raise
    except (
        OAuth2Error,
        RequestException,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
    ) as problem:
        raise BrokerRefused(_("Login-tjenesten svarede ikke, som den skulle. Prøv igen om lidt.")) from problem


class BrokerAnswers(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes an ID token of the very issuer in the settings, and of its userinfo only what is about the same."""

    @property
    def openid_config(self) -> dict[str, Any]:
        with _answers_understood():
            config: dict[str, Any] = super().openid_config
            issuer = self.get_provider().app.settings["server_url"].partition("/.well-known/")[0]
            if config["issuer"].rstrip("/") != issuer.rstrip("/"):
                raise BrokerRefused(
                    _("Login-tjenesten er en anden end den, der er sat op her. Sig det til jeres administrator.")
                )
        return config

    def get_access_token_data(self, *arguments: Any, **more: Any) -> dict[str, Any]:
        with _answers_understood():
            data: dict[str, Any] = super().get_access_token_data(*arguments, **more)
            if not data.get("id_token"):
                raise BrokerRefused(
                    _("Login-tjenesten sagde ikke, hvem du er. Prøv igen, eller sig det til jeres administrator.")
                )
        return data

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        with _answers_understood():
            return super().parse_token(data)

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, *, response: dict[str, Any], **_more: Any
    ) -> SocialLogin:
        with _answers_understood():
            told = self._decode_id_token(app, response["id_token"])
            more = (
                self._fetch_user_info(token.token)
                if "userinfo_endpoint" in self.openid_config
                else {"sub": told["sub"]}
            )
            if more["sub"] != told["sub"]:
                raise BrokerRefused(
                    _("Login-tjenesten svarede om to forskellige personer. Log ud hos den, og prøv igen.")
                )
            return self.get_provider().sociallogin_from_response(request, {"id_token": told, "userinfo": more})


class LoginBroker(OpenIDConnectProvider):  # type: ignore[misc]
    """Replaces allauth's own OpenID Connect provider, which stores every claim, CPR number included, in clear."""

    oauth2_adapter_class = BrokerAnswers

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:  # noqa: ARG002
        """Ask for what the settings say, whatever a link adds."""
        return dict(self.get_auth_params())

    def extract_uid(self, data: dict[str, Any]) -> str:
        subject = self._read(data).subject
        if not subject or len(subject) > LONGEST_SUBJECT or not subject.isprintable():
            raise BrokerRefused(_("Login-tjenesten sendte intet brugbart kendetegn. Sig det til jeres administrator."))
        return subject

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        self.claims = self._read(data)
        return dict(claims.kept(data))

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Take no name and no address: nobody signs up."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002
        return []

    def _read(self, data: dict[str, Any]) -> claims.Claims:
        return claims.read(
            data,
            subject_claim=self.app.settings.get("uid_field", "sub"),
            trusts_email=bool(self.app.settings.get("trusts_email")),
        )


provider_classes = [LoginBroker]
