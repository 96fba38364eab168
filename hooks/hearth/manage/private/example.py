"""An invented private folder for a hub, so that its desk can be seen before anybody has written a
note: everything in it is made up, and says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from random import Random
from typing import Any

from hearth.edit.record_files import to_yaml
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.manage.ledger import held
from hearth.manage.private.activity import ActivityRow, settled, written
from hearth.manage.private.writing import as_text
from hearth.manage.programmes import PROGRAMME
from hearth.model.hub import Hub
from hearth.views.cohorts import ProgrammeTerm, terms

INVENTED = "# Invented, to show what the desk does with notes. Nobody said or did any of this.\n"
README = """\
# An example

Everything in this folder is invented by `hearth example`: thanks, talks, cases, answers and counts.
It names members of the hub, and none of them said or did any of it. Delete the folder before you
write notes of your own.
"""
NEWCOMER = 60
"""Days for which somebody counts as new here."""
_THANKS = (
    "the minutes, again on the same evening",
    "staying until the last chair was stacked",
    "the question nobody else dared to ask",
    "showing two newcomers around",
    "captions for the recording",
    "saying openly what went wrong",
    "the lift home for three people",
    "a kind answer at midnight",
)
_LESSONS = (
    (
        "Newcomers who get an answer within a day come back",
        "Welcome calls",
        "Every call is answered",
    ),
    ("Evenings with one speaker leave more time to talk", "Feedback", None),
    ("Half of us have never looked into the library", "Survey", None),
)
_TRIES = (
    (
        "A buddy in the first week",
        "first",
        "More newcomers come to a second event",
        "Who had one came again sooner",
    ),
    ("Short events at lunch", "second", "Parents can come, and stay to help", None),
)
_PLANS = (
    (-9, "The date of the next gathering", "newsletter"),
    (-2, "Thanks to those who spoke", "forum"),
    (3, "Call for topics", "mailing list"),
    (8, "What the library gained", "newsletter"),
    (16, "A portrait of a newcomer", "news"),
)
_STAKEHOLDERS = (
    (
        "Head of the house",
        "What would be missing without the community, in one sentence and one figure.",
        ("active_180", "stories"),
        90,
    ),
    (
        "Editor of the letter",
        "Stories with a person in them who agreed to be named.",
        ("stories", "followup"),
        30,
    ),
    (
        "Law and data protection",
        "Who may see what, and that nobody hears of a case from a newspaper.",
        ("conduct_coverage",),
        180,
    ),
)
_TOLD = (
    (0, -31, "The quarter on one page", "How many of them are from our house?"),
    (1, -52, "The story of the kitchen table", None),
    (1, -84, "Three dates for the next letter", "Gladly, with a picture"),
)
_DEEDS = (
    ("Spoke at another community's evening", "Two of those who listened came to ours"),
    ("Brought a venue", "Free for three evenings"),
    ("Wrote for a magazine", None),
)
_STRANGERS = ("Ilka Sandberg", "Bemba Traoré")
"""Names of nobody, for those who have no profile."""
_WHY = (
    "I would like to help the next ones not to be as lost as I was.",
    "I can give an hour every three weeks, mostly in the evening.",
    "My team has nobody who does this; I would like to learn from somebody who has.",
    "I have done this for six years and would like to pass it on.",
    "I am curious, and have no time before summer.",
)
_PROMISES = (
    "A talk with the other side of the pair, half-way",
    "One hour for newcomers' questions",
    "A short note on what was learned",
    "Bring one person to the next evening",
)
_SPENT = (
    ("Talks with everybody who takes part", 6, 0),
    ("Evening for all pairs", 4.5, 120),
    ("Reading applications", 2, 0),
)
_SAID = (
    "I stayed because somebody remembered my name the second time.",
    "I read everything and never know whether I may just write.",
    "The calendar is the one page I open every week.",
    "I would help, if somebody told me that an hour is enough.",
)


def example_notes(hub: Hub, seed: int) -> dict[str, str]:
    """The files of an invented private folder by their paths in it: the same for the same hub on
    the same day with the same seed. Nobody who may not be seen is named."""
    return dict(_Inventor(hub.public(), Random(seed)).files())  # noqa: S311 - nothing is kept secret


class _Inventor:
    """Draws people, days and words for notes."""

    def __init__(self, hub: Hub, draw: Random) -> None:
        self.hub, self.draw, self.day = hub, draw, hub.as_of

    def files(self) -> Iterator[tuple[str, str]]:
        yield "README.md", README
        for name, entries in self._lists():
            if entries:
                yield f"{name}.yml", INVENTED + to_yaml(as_text(entries))
        for path, note in self._alone():
            yield path, INVENTED + to_yaml(as_text(note))
        yield from self._sheets()
        yield "activity/slack.csv", written(settled(self._acts()))

    # -- drawing ----------------------------------------------------------------------------------

    @cached_property
    def people(self) -> list[Member]:
        """Active people, in order of their ids."""
        found = (one for one in self.hub.members.values() if one.is_person)
        return sorted((one for one in found if one.status == "active"), key=lambda one: one.id)

    def some(self, number: int, among: Sequence[Member] | None = None) -> list[str]:
        """The ids of so many people, or of all there are."""
        found = self.people if among is None else among
        return [one.id for one in self.draw.sample(found, min(number, len(found)))]

    def ago(self, days: int) -> str:
        return (self.day - timedelta(days=days)).isoformat()

    @cached_property
    def team(self) -> list[str]:
        """Who holds an office."""
        now = (hat for hat in self.hub.community.team if hat.runs_on(self.day) and hat.member)
        return list(dict.fromkeys(str(hat.member) for hat in now))

    @cached_property
    def topics(self) -> list[str]:
        return sorted(self.hub.topics)

    # -- lists ------------------------------------------------------------------------------------

    def _lists(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        yield "people", self._people()
        yield "thanks", self._thanks()
        yield (
            "featured",
            [
                {"date": self.ago(20 + 30 * place), "member": who, "where": "newsletter"}
                for place, who in enumerate(self.some(4))
            ],
        )
        yield "introductions", self._introductions()
        yield "mentoring", self._pairs()
        yield "ambassadors", self._deeds()
        yield "applications", self._applications()
        yield "commitments", self._commitments()
        yield "renewals", self._talks()
        yield "efforts", self._efforts()
        yield "checklists", self._checklists()
        yield "onboarding", self._onboarding()
        yield "insights", self._insights()
        yield "experiments", self._experiments()
        yield (
            "newsletters",
            [{"number": 4 + place, "date": self.ago(95 - 30 * place)} for place in range(3)],
        )
        year = self.day.year
        yield (
            "moderation",
            [
                {"year": year - 2, "reports": 3, "median_days": 6, "measures": 1},
                {"year": year - 1, "reports": 5, "median_days": 4, "measures": 1},
            ],
        )
        yield "plans", self._plans()
        yield "stakeholders", self._stakeholders()
        yield "told", self._told()
        quarter = (self.day.month + 2) // 3
        yield (
            "report",
            [
                {
                    "period": f"{year}-Q{quarter}",
                    "foreword": "A quarter in which more people helped each other than asked us.",
                    "asks": ["Two hours a week for somebody who welcomes newcomers."],
                }
            ],
        )

    def _people(self) -> list[dict[str, Any]]:
        found = [{"member": who, "paused_until": self.ago(-40)} for who in self.some(1)]
        asked = self.some(3, [one for one in self.people if one.id not in found[0].values()])
        found += [{"member": who, "checked_in": self.ago(25)} for who in asked]
        return found

    def _thanks(self) -> list[dict[str, Any]]:
        found = []
        for place, reason in enumerate(_THANKS):
            if len(pair := self.some(2)) == 2:
                when = self.ago(4 + 9 * place)
                found.append({"date": when, "to": pair[0], "by": pair[1], "reason": reason})
        return found

    def _introductions(self) -> list[dict[str, Any]]:
        """One in each state: suggested, approved, accepted, met, declined."""
        steps = ("approved", "accepted", "met")
        found = []
        for place in range(5):
            if len(pair := self.some(2)) < 2:
                break
            first = 12 + 14 * place
            note: dict[str, Any] = {"people": pair, "topics": self.draw.sample(self.topics, 1)}
            note["suggested"] = self.ago(first)
            for step, name in enumerate(steps[:place]):
                note[name] = self.ago(first - 3 * (step + 1))
            if place == 4:
                note = {name: note[name] for name in ("people", "topics", "suggested")}
                note["declined"] = self.ago(first - 3)
            elif place == 3:
                note["useful"] = "yes"
            found.append(note)
        return found

    def _pairs(self) -> list[dict[str, Any]]:
        four = self.some(4)
        pairs = zip(four[::2], four[1::2], strict=False)
        return [
            {"mentor": mentor, "mentee": mentee, "since": self.ago(60 + 50 * place)}
            for place, (mentor, mentee) in enumerate(pairs)
        ]

    @cached_property
    def programme(self) -> Group | None:
        """A programme at work, if there is one."""
        found = (group for group in self.hub.groups.values() if group.type == PROGRAMME)
        return min(
            (one for one in found if one.status == "active"), key=lambda one: one.id, default=None
        )

    @cached_property
    def terms(self) -> list[ProgrammeTerm]:
        """Who takes part in it."""
        if self.programme is None:
            return []
        return [one for one in terms(self.hub, self.programme) if one.runs_on(self.day)]

    def _deeds(self) -> list[dict[str, Any]]:
        part = {"programme": self.programme.id} if self.programme else {}
        among = [one.member for one in self.terms] or self.people
        found = []
        for place, who in enumerate(self.some(len(_DEEDS), among)):
            what, result = _DEEDS[place]
            note = {"member": who, "date": self.ago(15 + 20 * place), "what": what, **part}
            found.append(note | ({"result": result} if result else {}))
        return found

    def _applications(self) -> list[dict[str, Any]]:
        """One in each state; two of people who have no profile."""
        if self.programme is None:
            return []
        taking = {one.member.id for one in self.terms} | set(self.team)
        taking |= {lead.member for lead in self.programme.leads}
        others = self.some(3, [one for one in self.people if one.id not in taking])
        whose = [*({"member": who} for who in others), *({"name": name} for name in _STRANGERS)]
        found = []
        for place, (who, why) in enumerate(zip(whose, _WHY, strict=False)):
            first = 3 + 4 * place
            note: dict[str, Any] = {"programme": self.programme.id, **who}
            note |= {"received": self.ago(first), "why": why}
            if place:
                note["answered"] = self.ago(first - 1)
            if place > 2:
                decision = "accepted" if place == 3 else "declined"
                note |= {"decision": decision, "decided": self.ago(2)}
            if place > 3:
                note["told"] = self.ago(1)
            found.append(note)
        return found

    def _commitments(self) -> list[dict[str, Any]]:
        if self.programme is None:
            return []
        found = []
        for place, term in enumerate(self.terms):
            what = _PROMISES[place % len(_PROMISES)]
            first = max(self.day - timedelta(days=60), term.since or self.day)
            note: dict[str, Any] = {"member": term.member.id, "programme": self.programme.id}
            note |= {"what": what, "since": first.isoformat(), "due": self.ago(12 - 5 * place)}
            found.append(note | ({"done": self.ago(14)} if place % 3 == 0 else {}))
        return found

    def _talks(self) -> list[dict[str, Any]]:
        ending = [one for one in self.terms if one.until]
        return [
            {
                "date": self.ago(6),
                "member": one.member.id,
                "programme": self.programme.id,
                "until": str(one.until),
                "answer": ("goes-on", "changes", "stops")[place % 3],
            }
            for place, one in enumerate(ending[:3])
            if self.programme
        ]

    def _efforts(self) -> list[dict[str, Any]]:
        if self.programme is None:
            return []
        return [
            {"date": self.ago(8 + 19 * place), "programme": self.programme.id, "what": what}
            | {"hours": hours}
            | ({"cost": cost} if cost else {})
            for place, (what, hours, cost) in enumerate(_SPENT)
        ]

    def _checklists(self) -> list[dict[str, Any]]:
        steps = ["A call", "A buddy", "A first question answered", "Asked what they would like"]
        return [{"new_as": "person", "within": NEWCOMER, "steps": steps}]

    def _onboarding(self) -> list[dict[str, Any]]:
        first = self.day - timedelta(days=NEWCOMER)
        new = [one for one in self.people if first < one.joined <= self.day]
        return [
            {
                "member": one.id,
                "step": "A call",
                "date": min(one.joined + timedelta(days=3), self.day).isoformat(),
            }
            for one in new[::2]
        ]

    def _insights(self) -> list[dict[str, Any]]:
        found = []
        for place, (lesson, source, outcome) in enumerate(_LESSONS):
            note: dict[str, Any] = {"date": self.ago(80 - 25 * place), "insight": lesson}
            note["source"] = source
            if self.team:
                note["owner"] = self.team[place % len(self.team)]
            if outcome:
                note |= {"outcome": outcome, "closed": self.ago(20)}
            else:
                note["due"] = self.ago(5 - 20 * place)
            found.append(note)
        return found

    def _experiments(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "step": step, "expects": expects}
            | {"started": self.ago(90 - 60 * place), "due": self.ago(10 - 60 * place)}
            | ({"outcome": outcome} if outcome else {})
            for place, (title, step, expects, outcome) in enumerate(_TRIES)
        ]

    def _plans(self) -> list[dict[str, Any]]:
        found = []
        for days, what, where in _PLANS:
            note: dict[str, Any] = {"due": self.ago(-days), "what": what, "where": where}
            if self.team:
                note["who"] = self.draw.choice(self.team)
            if days == min(plan[0] for plan in _PLANS):
                note["done"] = self.ago(-days)
            found.append(note)
        return found

    def _stakeholders(self) -> list[dict[str, Any]]:
        return [
            {"role": role, "cares": cares, "figures": list(figures), "every": every}
            for role, cares, figures, every in _STAKEHOLDERS
        ]

    def _told(self) -> list[dict[str, Any]]:
        """One was told lately, one longer ago than they want, and one never."""
        found = []
        for place, days, what, answer in _TOLD:
            note: dict[str, Any] = {"date": self.ago(-days), "stakeholder": _STAKEHOLDERS[place][0]}
            note["what"] = what
            found.append(note | ({"answer": answer} if answer else {}))
        return found

    # -- what is a file by itself -----------------------------------------------------------------

    def _alone(self) -> Iterator[tuple[str, dict[str, Any]]]:
        year = self.day.year
        seen = {"may_see": self.team[:2]} if self.team else {}
        yield (
            f"cases/{year}-1.yml",
            {
                "received": self.ago(70),
                "what": "A remark about somebody's accent, twice, in the forum.",
                "reporter": "A",
                "about": ["B"],
                **seen,
                "answered": self.ago(69),
                "steps": [{"date": self.ago(66), "what": "Talked with B, who saw it."}],
                "outcome": "talk",
                "closed": self.ago(64),
            },
        )
        yield (
            f"cases/{year}-2.yml",
            {
                "received": self.ago(3),
                "what": "Messages after an event that were not wanted.",
                "reporter": "A",
                "about": ["B"],
                **seen,
                "answered": self.ago(2),
            },
        )
        for place, said in enumerate(_SAID[: len(self.topics)]):
            topic = self.topics[place * 7 % len(self.topics)]
            yield (
                f"interviews/example-{place + 1}.yml",
                {
                    "date": self.ago(12 + 15 * place),
                    "consent": "topics" if place == 1 else "quotes",
                    "quotes": [{"topic": topic, "said": said}],
                },
            )
        yield "surveys/example-belonging.yml", self._survey()

    def _survey(self) -> dict[str, Any]:
        questions = [
            {"id": name, "text": text, "measures": "belonging", "low": 0, "high": 10}
            for name, text in (
                ("belonging-feel", "I feel a sense of belonging."),
                ("belonging-member", "I feel that I am a member."),
                ("belonging-part", "I see myself as part of it."),
            )
        ]
        answered = max(12, len(self.people) // 2)
        answers = {}
        for question in questions:
            counts: dict[str, int] = {}
            for _ in range(answered):
                step = str(min(10, max(0, round(self.draw.gauss(7, 2)))))
                counts[step] = counts.get(step, 0) + 1
            answers[question["id"]] = dict(sorted(counts.items(), key=lambda pair: int(pair[0])))
        result = {"version": 1, "since": self.ago(40), "until": self.ago(30)}
        return {
            "title": "How we belong",
            "versions": [{"version": 1, "since": self.ago(60), "questions": questions}],
            "results": [
                {**result, "asked": 2 * answered, "answered": answered, "answers": answers}
            ],
        }

    # -- tables -----------------------------------------------------------------------------------

    @cached_property
    def strangers(self) -> list[str]:
        """Pseudonyms of nobody."""
        return [f"~{self.draw.getrandbits(48):012x}" for _ in range(40)]

    def _sheets(self) -> Iterator[tuple[str, str]]:
        for item in list(held(self.hub))[-6:]:
            came = sorted(self.draw.sample(self.strangers, self.draw.randint(8, 24)))
            rows = [f"{who},{'yes' if self.draw.random() < 0.8 else 'no'}" for who in came]
            yield f"attendance/{item.name}.csv", "\n".join(["person,attended", *rows]) + "\n"

    def _acts(self) -> Iterator[ActivityRow]:
        for number in range(60):
            day = self.day - timedelta(days=self.draw.randint(1, 170))
            talk = f"{self.draw.getrandbits(48):012x}"
            asks, *others = self.draw.sample(self.strangers, 3)
            yield ActivityRow(day, "ask" if number % 3 else "message", asks, talk)
            if number % 5:
                later = min(day + timedelta(days=self.draw.randint(0, 4)), self.day)
                yield ActivityRow(later, "reply", others[0], talk)
