"""Whoever uses an old name is told the new one in one line; every new name is there."""

import importlib

import pytest

from microsim.model import Market
from microsim.moved import ATTRIBUTES, MODULES


@pytest.mark.parametrize("old", sorted(MODULES))
def test_an_old_module_tells_the_new_one(old):
    with pytest.raises(ModuleNotFoundError) as error:
        importlib.import_module(f"microsim.{old}")
    package = old.partition(".")[0]  # Python asks for it first; that of kernels and phases is gone
    told = old if package not in MODULES else package
    assert str(error.value) == f"microsim.{told} is microsim.{MODULES[told]} now."


@pytest.mark.parametrize("new", sorted(new for new in MODULES.values() if " " not in new))
def test_every_new_module_is_there(new):
    importlib.import_module(f"microsim.{new}")


@pytest.mark.parametrize("old", sorted(ATTRIBUTES))
def test_an_old_attribute_of_a_market_tells_the_new_one(old, classroom):
    with Market(classroom("scale=0.1")) as market:
        with pytest.raises(AttributeError, match=f"Market has no attribute {old}: it is market.{ATTRIBUTES[old]} now."):
            getattr(market, old)
        part, name = ATTRIBUTES[old].split(".")
        assert hasattr(getattr(market, part), name)
