"""How good the choice of introductions is, against the exact optimum, and what it costs; and a draw
of coffee for everybody.

    python benchmarks/introductions.py [--members 2000] [--topics 60] [--seed 1] [--time-only]

The optimum is found by a linear programme (HiGHS in SciPy), which has a whole-numbered solution
because one side asks and the other helps. SciPy is needed for that alone; install it beside Hearth
in an environment of its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from hearth.manage.desk.assignment import Edge, auction  # noqa: E402, RUF100
from hearth.manage.desk.candidates import find_candidates  # noqa: E402, RUF100
from hearth.manage.desk.coffee import draw  # noqa: E402, RUF100
from hearth.manage.desk.introductions import (
    ASKER_MOST,
    KEPT,
    OFFERER_MOST,
    ExchangeTable,
    assign,
    scored_pairs,
    suggest,
)
from hearth.manage.figures import MetricContext  # noqa: E402, RUF100
from hearth.model.hub import load_hub  # noqa: E402, RUF100
from hearth.model.settings import Settings  # noqa: E402, RUF100

AS_OF = date(2026, 11, 23)
ZONES = ["Europe/Berlin"] * 4 + [
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Africa/Nairobi",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "America/Sao_Paulo",
    "Australia/Sydney",
]
Answer = TypeVar("Answer")


def write_hub(root: Path, members: int, topics: int, seed: int) -> None:
    """Members who ask and offer, some topics far more often than others; four of five speak
    English."""
    chance = random.Random(seed)
    names = [f"topic-{number}" for number in range(topics)]
    often = [1 / (1 + number) ** 0.8 for number in range(topics)]
    parts = {
        name: chance.choice(names[: topics // 4])
        for name in names[topics // 4 :]
        if chance.random() < 0.5
    }

    def some(most: int) -> str:
        chosen = dict.fromkeys(chance.choices(names, often, k=chance.randint(0, most)))
        return ", ".join(f"{{topic: {name}}}" for name in chosen)

    def some_groups() -> str:
        chosen = chance.sample(range(20), chance.randint(0, 2))
        return ", ".join(f"group-{number}" for number in chosen)

    (root / "content" / "groups").mkdir(parents=True)
    (root / "members").mkdir()
    (root / "content" / "community.yml").write_text(
        "name: Many\nheadline: Many people\npurpose: To be measured.\n"
    )
    (root / "content" / "topics.yml").write_text(
        "".join(
            (
                f"- {{id: {name}, label: {name.title()}, description: A "
                f"subject.{f', parent: {parts[name]}' if name in parts else ''}}}\n"
            )
            for name in names
        )
    )
    for number in range(20):
        (root / "content" / "groups" / f"group-{number}.yml").write_text(
            f"name: Group {number}\npurpose: To meet.\n"
        )
    for number in range(members):
        spoken = [
            *(["en"] if chance.random() < 0.8 else []),
            *chance.sample(["de", "es", "pt", "sw", "hi", "ja"], chance.randint(0, 1)),
        ]
        (root / "members" / f"m{number}.yml").write_text(
            f"name: Member {number}\njoined: "
            f"{2020 + chance.randrange(7)}-0{chance.randint(1, 9)}-01\n"
            f"languages: [{', '.join(spoken)}]\n"
            f"timezone: {chance.choice(ZONES)}\n"
            f"groups: [{some_groups()}]\n"
            f"asks: [{some(2)}]\noffers: [{some(3)}]\n"
            f"open_to: [{'introductions, coffee' if chance.random() < 0.8 else 'speaking'}]\n"
        )


def timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def optimum(
    weights: Mapping[Edge, float], left: Mapping[str, int], right: Mapping[str, int]
) -> float:
    """The highest sum there is."""
    try:
        from scipy.optimize import linprog
        from scipy.sparse import coo_array
    except ModuleNotFoundError:
        sys.exit(
            "The optimum needs SciPy. Install it in an environment of its own, so that Hearth's "
            "stays as it is:\n"
            "  python -m venv --system-site-packages .cache/bench-venv && "
            ".cache/bench-venv/bin/pip install scipy\n"
            "and run this with .cache/bench-venv/bin/python."
        )
    rows: dict[tuple[str, str], int] = {}
    cells = [
        (rows.setdefault((side, name), len(rows)), column)
        for column, edge in enumerate(weights)
        for side, name in zip("lr", edge, strict=True)
    ]
    most = [max(0, (left if side == "l" else right)[name]) for side, name in rows]
    table = coo_array(
        ([1.0] * len(cells), tuple(zip(*cells, strict=True))), shape=(len(rows), len(weights))
    ).tocsr()
    found = linprog(
        [-weight for weight in weights.values()],
        A_ub=table,
        b_ub=most,
        bounds=(0, 1),
        method="highs",
    )
    return float(-found.fun)


def greedy(weights: Mapping[Edge, float]) -> float:
    """The sum of taking the best pair that is left, again and again."""
    asked: Counter[str] = Counter()
    helped: Counter[str] = Counter()
    total = 0.0
    for (asker, offerer), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if asked[asker] < ASKER_MOST and helped[offerer] < OFFERER_MOST:
            asked[asker] += 1
            helped[offerer] += 1
            total += weight
    return total


def peak() -> float:
    """MiB this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--members", type=int, default=2000)
    options.add_argument("--topics", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kept", type=int, default=KEPT, help="candidates kept for each asker")
    options.add_argument(
        "--time-only", action="store_true", help="no comparison with the optimum, and no SciPy"
    )
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_hub(Path(folder), given.members, given.topics, given.seed)
        hub, problems = load_hub(Path(folder), Settings(), AS_OF, 1, {})
    if problems.errors:
        sys.exit(f"The hub that was made up is not right: {problems.errors[0]}")
    context = MetricContext.of(hub)
    before = peak()
    best, seconds = timed(lambda: suggest(context))
    print(
        f"suggest: {len(best)} shown, {seconds:.2f} s of processor, peak memory {before:.0f} "
        f"MiB before, {peak():.0f} MiB after"
    )
    cups, seconds = timed(lambda: draw(context))
    print(
        f"coffee: {sum(map(len, cups.cups))} people in {len(cups.cups)} cups, "
        f"{len(cups.alone)} left over, {seconds:.2f} s, peak {peak():.0f} MiB"
    )
    if given.time_only:
        return
    table = ExchangeTable(find_candidates(context, "introductions"))
    weights, looked = timed(lambda: scored_pairs(table, kept=given.kept))
    choice, chosen = timed(lambda: assign(table, weights))
    everything = scored_pairs(table, given.members, given.members)
    people = table.candidates.people
    left, right = dict.fromkeys(people, ASKER_MOST), dict.fromkeys(people, OFFERER_MOST)
    known, all_of_them = optimum(weights, left, right), optimum(everything, left, right)
    whole = auction(everything, left, right)
    print(
        f"{len(people)} people open to introductions, {len(table.wants)} of them ask; "
        f"{len(everything):,} pairs possible, {len(weights):,} kept"
    )
    print(f"candidates {looked:.2f} s, choice {chosen:.2f} s, {len(choice.pairs)} introductions")
    print(
        "| choice | value | of the optimum of its pairs | of the optimum of all |\n"
        "|---|---|---|---|"
    )
    for name, value, best_known in (
        ("Hearth", choice.value, known),
        ("Hearth's own proof: at most", choice.bound, known),
        ("Hearth, among all pairs", whole.value, all_of_them),
        ("greedy", greedy(weights), known),
    ):
        print(f"| {name} | {value:,.2f} | {value / best_known:.4%} | {value / all_of_them:.4%} |")


if __name__ == "__main__":
    main()
