"""Slack's wire, both ways: calls out, payloads in. Knows neither the conversation nor what a payload is for."""
