"""A practice court: PACER's sign-on and several courts, played by one loopback server that answers by Host.

It knows nothing of the product and may import nothing of it: any client that speaks to the real sites can be pointed
here. Where the real behaviour is public it is reproduced; where it is not, courts differ in skin so that no wording
can be relied on; where in doubt, this court is the stricter one.
"""

from bot.sandbox.court.server import RunningCourt, make_app, serve
from bot.sandbox.court.state import PracticeCourt

__all__ = ["PracticeCourt", "RunningCourt", "make_app", "serve"]
