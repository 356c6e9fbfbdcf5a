"""The guards of `conftest.py` hear what they are there to hear."""

from __future__ import annotations

import logging
import socket
import warnings

import pytest

from tests.conftest import Noise


def test_a_record_that_was_announced_is_no_surprise(noise: Noise) -> None:
    noise.expect("the disk is full")
    logging.getLogger("cpdesk").warning("the disk is full")


def test_unannounced_and_unheard_records_are_both_told() -> None:
    announced = Noise()
    announced.expect("never said")
    assert announced.unexpected(["cpdesk: a surprise"]) == ["heard: cpdesk: a surprise", "not heard: never said"]


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("look out", UserWarning, stacklevel=1)


def test_no_other_machine_is_called() -> None:
    with pytest.raises(PermissionError, match="stay on this machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(PermissionError, match="stay on this machine"):
        socket.getaddrinfo("example.invalid", 80)
