"""The state diagram of the README, made by probing `flow.advance` with a sample of every state and event."""

from __future__ import annotations

from collections import defaultdict

from bot import flow
from bot.flow import events as ev
from bot.flow import states as st
from tools.samples import NOW, events, states

_EVERYWHERE = (ev.Started, ev.AskedToStartOver, ev.AskedToCancel, ev.ToBeForgotten, ev.AskedHelpDesk)
"""What is possible at nearly every step; drawn once."""
_MOST_EVENTS = 3


def edges() -> dict[tuple[str, str], list[str]]:
    """Give the names of the events that lead from one state to another."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for state in states():
        for event in events():
            step = flow.advance(state, event, NOW, rehearsal=state.run.rehearsal)
            if step and type(step.state) is not type(state) and not isinstance(event, _EVERYWHERE):
                found[type(state).__name__, type(step.state).__name__].add(type(event).__name__)
    return {pair: sorted(names) for pair, names in found.items()}


def mermaid() -> str:
    """Give the diagram as Mermaid text; GitHub and most editors draw it."""
    order = {kind.__name__: number for number, kind in enumerate(type(state) for state in states())}
    lines = ["stateDiagram-v2", "    [*] --> ChoosingCourt: Started", "    [*] --> GettingReady: Started with a court"]
    for (before, after), names in sorted(edges().items(), key=lambda edge: (order[edge[0][0]], order[edge[0][1]])):
        label = ", ".join(names[:_MOST_EVENTS]) + (", ..." if len(names) > _MOST_EVENTS else "")
        lines.append(f"    {before} --> {after}: {label}")
    lines += [
        '    state "any step before Linking" as Before',
        "    Before --> Cancelled: AskedToCancel, ToBeForgotten",
        "    Before --> ChoosingCourt: AskedToStartOver",
    ]
    ends = (st.Linked, st.AlreadyLinked, st.Refused, st.Cancelled, st.Expired, st.Rehearsed)
    lines += [f"    {end.__name__} --> [*]" for end in ends]
    return "\n".join(lines)
