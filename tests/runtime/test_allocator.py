"""The environment in which freed memory is overwritten, made of any that the operator set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.allocator import overwriting

WHOLE = {"PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": "85", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ({}, WHOLE),
        (WHOLE, WHOLE),
        ({"PYTHONMALLOC": "pymalloc", "MALLOC_PERTURB_": "0"}, WHOLE),
        ({"PYTHONMALLOC": "", "MALLOC_PERTURB_": "256", "GLIBC_TUNABLES": ""}, WHOLE),
        (
            {"PYTHONMALLOC": "malloc_debug", "MALLOC_PERTURB_": "7"},
            {"PYTHONMALLOC": "malloc_debug", "MALLOC_PERTURB_": "7"},
        ),
        ({"MALLOC_PERTURB_": "all"}, {"MALLOC_PERTURB_": "85"}),
        (
            {"GLIBC_TUNABLES": "glibc.malloc.check=3:glibc.malloc.tcache_count=7"},
            {"GLIBC_TUNABLES": "glibc.malloc.check=3:glibc.malloc.tcache_count=0"},
        ),
    ],
)
def test_what_is_missing_is_set_and_what_does_the_same_is_kept(given_: dict[str, str], wanted: dict[str, str]) -> None:
    assert overwriting({"PATH": "/bin", **given_}, "linux") == {"PATH": "/bin", **WHOLE, **wanted}


def test_a_mac_has_its_own_word_for_it() -> None:
    assert overwriting({}, "darwin") == {"PYTHONMALLOC": "malloc", "MallocScribble": "1"}


def test_tls_keys_are_written_nowhere() -> None:
    assert "SSLKEYLOGFILE" not in overwriting({"SSLKEYLOGFILE": "/tmp/keys"}, "linux")  # noqa: S108 - never made


NAMES = st.sampled_from([*WHOLE, "MallocScribble", "SSLKEYLOGFILE", "PATH"])


@given(st.dictionaries(NAMES, st.text(":=.0123456789acghlmnopt_", max_size=40)), st.sampled_from(["linux", "darwin"]))
def test_no_program_begins_again_twice(environ: dict[str, str], platform: str) -> None:
    once = overwriting(environ, platform)
    assert overwriting(once, platform) == once
