"""Link PACER: a Slack app that links an attorney's court e-filing account to their upgraded PACER account."""

__version__ = "0.1.0"
