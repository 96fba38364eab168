"""derived: what is worked out of a value once, and goes with it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, replace
from pathlib import Path

from hearth.base.derived import Deriving, once
from hearth.manage.figures import MetricContext
from hearth.manage.figures.ties import ties
from hearth.views.counts import counts
from hubs import small_hub


@dataclass(frozen=True, eq=False)
class Basket(Deriving):
    apples: int


@once
def counted(basket: Basket) -> list[int]:
    """How many apples there are."""
    return [basket.apples]


@once
def doubled(basket: Basket) -> list[int] | None:
    return None


def test_a_view_is_worked_out_once_for_each_value() -> None:
    """The very same answer comes again, and another value has its own."""
    one, other = Basket(1), Basket(1)
    assert counted(one) is counted(one)
    assert counted(one) == counted(other) and counted(one) is not counted(other)


def test_an_answer_of_none_is_an_answer() -> None:
    """It is kept like any other, beside what other views gave."""
    basket = Basket(2)
    assert (counted(basket), doubled(basket), len(basket.derived)) == ([2], None, 2)


def test_a_copy_begins_with_nothing() -> None:
    """What was true of the one need not be true of the other."""
    basket = Basket(1)
    assert counted(basket) == [1] and counted(replace(basket, apples=2)) == [2]


def test_a_view_keeps_its_name_and_words() -> None:
    """So that documentation and profiles tell which it is."""
    assert (counted.__name__, counted.__doc__) == ("counted", "How many apples there are.")


def test_a_hub_and_its_views_go_together(tmp_path: Path) -> None:
    """No module holds a hub, or a context of figures, that nobody uses any more."""
    hub = small_hub(tmp_path)
    context = MetricContext.of(hub)
    assert counts(hub) is counts(hub) and ties(context) is ties(context)
    gone = weakref.ref(hub), weakref.ref(context)
    gc.unfreeze()  # reading a hub keeps the collector from looking at it
    del hub, context
    gc.collect()
    assert [ref() for ref in gone] == [None, None]
