"""What an operator is told when Slack could not be asked, or refused a token: the same at a start and by `doctor`."""

from __future__ import annotations

from bot.runtime.way_out import Bar, remedy
from bot.slack.desk import SlackBusyError, SlackError, SlackOutOfReachError


def why_not_asked(error: SlackBusyError | TimeoutError, api_url: str) -> str:
    """Say why Slack gave no answer that counts, and what to do, without a full stop."""
    match error:
        case SlackOutOfReachError(bar=Bar.NO_WAY):
            return f"{remedy(Bar.NO_WAY, api_url)}, or correct SLACK_API_URL"
        case SlackOutOfReachError(bar=bar):
            return remedy(bar, api_url)
        case SlackBusyError(code="unreadable"):
            return "what answers there is not Slack; look at the proxy, and at SLACK_API_URL"
        case SlackBusyError(code=code):
            return f"it does not serve now ({code}); try again later"
        case _:
            return remedy(Bar.LATE, api_url)


def why_refused(error: SlackError) -> str:
    """Say what to do about a token that Slack refused, without a full stop."""
    return f"({error.code}); copy the token from the app's page at Slack again"
