"""What is counted and timed while the app runs, for Prometheus. No label names a person; knows no other part.

Names and units follow https://prometheus.io/docs/practices/naming/. What a database knows is asked at each look, and
not counted here. What an alert counts has no label: a series that is born at 1 has no increase that Prometheus sees.
"""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

REGISTRY: Final = CollectorRegistry()
"""All that this process measures; the library's own default registry is not used."""
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

_ACK_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds; Slack waits for three."""
_COURT_BUCKETS: Final = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0, 90.0, 120.0)
"""Seconds; the answer to a link request is waited for longest."""

RUNS_ENDED: Final = Counter(
    "link_pacer_runs_ended", "Runs that ended.", ("court", "outcome", "problem"), registry=REGISTRY
)
UNKNOWN_ENDS: Final = Counter("link_pacer_unknown_ends", "Runs whose end is not known.", registry=REGISTRY)
PAGES_NOT_READ: Final = Counter(
    "link_pacer_pages_not_read", "Runs that ended at a page that the app does not know.", registry=REGISTRY
)
COURT_SECONDS: Final = Histogram(
    "link_pacer_court_seconds",
    "Seconds that one piece of work at PACER and a court took.",
    ("work",),
    buckets=_COURT_BUCKETS,
    registry=REGISTRY,
)
ACK_SECONDS: Final = Histogram(
    "link_pacer_ack_seconds",
    "Seconds from a payload of Slack's to the answer to it.",
    buckets=_ACK_BUCKETS,
    registry=REGISTRY,
)
CONVERSATIONS: Final = Gauge("link_pacer_conversations", "Conversations by state.", ("state",), registry=REGISTRY)
OUTBOX: Final = Gauge("link_pacer_outbox_messages", "Messages not delivered yet.", ("given_up",), registry=REGISTRY)
OUTBOX_AGE: Final = Gauge(
    "link_pacer_outbox_age_seconds", "Seconds since the oldest message that waits was due first.", registry=REGISTRY
)
MENDABLE_AGE: Final = Gauge(
    "link_pacer_outbox_mendable_age_seconds",
    "Seconds since the oldest message began to wait for something that an operator can mend.",
    registry=REGISTRY,
)
SEALED: Final = Gauge("link_pacer_sealed_values", "Sealed values that are kept.", registry=REGISTRY)
SOCKET_CONNECTED: Final = Gauge(
    "link_pacer_slack_connected", "1 while Slack can reach the app, else 0.", registry=REGISTRY
)
DATABASE_UP: Final = Gauge(
    "link_pacer_database_up", "1 while the database can be read and written, else 0.", registry=REGISTRY
)
