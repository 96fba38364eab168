"""Towns: who is where, no nearer than a town, and a map of any number of them."""

from __future__ import annotations

from pathlib import Path

import hubs
from hearth.views import towns

AT_HOME = "place: {city: Berlin, country: DE, lat: 52.51632, lon: 13.37771}\n"


def member(name: str, more: str) -> str:
    return f"name: {name}\njoined: 2026-01-05\n{more}"


def found(tmp_path: Path, files: dict[str, str]) -> tuple[list[towns.Town], hubs.Hub]:
    hub = hubs.load(hubs.minimal_hub(tmp_path, dict(files)))[0].public()
    return towns.towns(hub), hub


def test_a_town_is_one_however_it_is_written(tmp_path: Path) -> None:
    """And its place is told to a tenth of a degree, whatever a profile says."""
    files = {
        "members/a.yml": member("A", AT_HOME),
        "members/b.yml": member("B", "place: {city: São Paulo, country: BR}\n"),
        "members/c.yml": member("C", "place: {city: Sao  Paulo, country: BR}\n"),
        "members/d.yml": member("D", "place: {country: BR}\n"),
    }
    told = {town.id: town for town in found(tmp_path, files)[0]}
    assert told["de-berlin"].point == (52.5, 13.4)
    assert {one.id for one in told["br-sao-paulo"].members} == {"b", "c"}
    assert told["br-sao-paulo"].point is None
    assert told["br-sao-paulo"].answer == "São-Paulo"


def test_whoever_does_not_say_where_is_in_no_town(tmp_path: Path) -> None:
    """Neither a place kept back nor a member who is hidden or gone."""
    files = {
        "members/a.yml": member("A", f"{AT_HOME}not_public: [place]\n"),
        "members/b.yml": member("B", f"{AT_HOME}visible: hidden\n"),
        "members/c.yml": member("C", f"{AT_HOME}status: alumni\n"),
    }
    made, hub = found(tmp_path, files)
    assert "de-berlin" not in {town.id for town in made}
    assert all(town.id != "de-berlin" for view in towns.views(hub) for town in placed(view))


def placed(view: towns.WorldView) -> list[towns.Town]:
    return [town for dot in view.map.dots for town in dot.places]


def test_thousands_of_towns_fit_on_the_page(tmp_path: Path) -> None:
    """Dots are gathered, the largest towns have cards, of others each country says how many."""
    files = {
        f"members/m{n}.yml": member(
            f"M{n}",
            f"place: {{city: Town {n}, country: {'KE' if n % 2 else 'FR'}, "
            f"lat: {-1 if n % 2 else 46}.{n:03}, lon: {36 if n % 2 else 2}.{n * 7 % 1000:03}}}\n",
        )
        for n in range(400)
    }
    made, hub = found(tmp_path, files)
    shown, more = towns.largest(made)
    assert len(shown) == towns.LISTED and sum(more.values()) == len(made) - len(shown)
    drawn = list(towns.views(hub))
    assert [view.code for view in drawn] == ["002", "150", ""]
    assert all(len(view.map.dots) <= towns.MARKS for view in drawn)
    assert len(placed(drawn[-1])) == sum(1 for town in made if town.point)
