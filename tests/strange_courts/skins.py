"""The strange courts. Drawn by another hand than the readers of pages, without a look at them; not one is tuned."""

from __future__ import annotations

from tests.strange_courts.skins_bankruptcy import BANKRUPTCY
from tests.strange_courts.skins_district import DISTRICT

SKINS = (*BANKRUPTCY, *DISTRICT)
BY_NAME = {skin.name: skin for skin in SKINS}
BY_COURT = {skin.court: skin for skin in SKINS}
assert len(BY_NAME) == len(BY_COURT) == len(SKINS)
