"""Invented names, words and sentences: the same seed gives the same text."""

# ruff: noqa: SIM905 - a list of words is read more easily as a text

from __future__ import annotations

import random
import re

FIRST = (
    "Amara Bastien Chidi Dalia Eero Farida Goran Hana Idris Jolanta Kofi Leila Mateo Nadia Oskar "
    "Pilar Quentin Rania Sanna Tariq Ulla Viktor Wanjiru Ximena Yusuf Zofia Aroha Bohdan Carmen "
    "Dimitra Emeka Freya Gita Hugo Ines Jamal Katya Lior Mila Nils Olena Priya Rafael Saoirse "
    "Tomas Uma Veda Wim Yara Zeno Abla Bruno Citra Daan Elif Fumiko Giulia Henrik Ilse Jun"
).split()
LAST = (
    "Abara Brandt Castellano Drozd Ekström Ferreira Gruber Haddad Ivanova Jansen Kimani Lindqvist "
    "Moreau Novak Okoye Petrov Quispe Rossi Sato Tamm Usman Varga Weber Xavier Yildiz Zieliński "
    "Achterberg Belmonte Cissé Delacroix Engel Falk Gunawan Hollis Ibarra Jokinen Kaur Larsen "
    "Mwangi Nakamura Olsen Pereira Rahman Santos Tanaka Ueda Vela Whitlock Yamada Zhou Adeyemi "
    "Barros Costa Duarte Emmerich Farouk Galloway Hartono Ishikawa Juhász Kowalska Lemaire "
    "Marchetti Ndiaye"
).split()
THINGS = (
    "agenda archive assembly balcony bench budget calendar call chapter charter circle clinic "
    "corner court courtyard craft dialogue draft evening exchange farewell festival forum garden "
    "gathering guide habit handbook harbour invitation kitchen ledger lesson letter library "
    "listening map market meadow meeting mentor method mirror notice notebook office orchard page "
    "pantry pause picnic plan porch practice promise question recipe record rehearsal report room "
    "round rule schedule season shelf signal sketch square story stream studio survey table "
    "threshold toolbox trail translation valley visit voice walk welcome window workshop yard"
).split()
KINDS = (
    "active annual bilingual bright calm careful civic common curious early first friendly gentle "
    "hidden honest hybrid large late local lively long modest narrow neighbourly new open patient "
    "plain practical quiet regional remote rural second shared short slow small steady sudden tidy "
    "unhurried urban useful visiting warm weekly wide young"
).split()
DEEDS = (
    "answers arranges asks began brings builds carries changed chooses clears collects compares "
    "counts describes edits explains finds gathers gives grows hands helps holds invites joins "
    "keeps leads leaves links listens maintains meets mends moves names notes offers opens plans "
    "prints proposes publishes reads records repairs rewrites runs shares shows starts supports "
    "teaches tells tends translates tries visits waits watches welcomes writes"
).split()
WHO = (
    "Everybody who helps;The person at the door;A group of neighbours;One of the hosts;Our oldest "
    "volunteer;Half of the room;"
    "The team of the week;A new member;Someone from the coast;The night shift;Every chapter;The "
    "evening course"
).split(";")
ENDS = (
    "before anybody has to ask;at the end of every month;in two languages;with a list that fits "
    "on one page;"
    "although the budget is small;because somebody once did it for us;when the first train is late;"
    "and nobody minds the silence;without a single slide;so that newcomers see how it is done;"
    "and writes down what did not work;for people who cannot come in person"
).split(";")
_SYLLABLES = (
    "bra dun kel mor tas vin lor pel sun gar nim rok tha ves wil zan fer hol jun quil".split()
)

_SLUG = re.compile(r"[^a-z0-9]+")
_ASCII = str.maketrans("éöńáłé", "eonale")


class Writer:
    """Makes text from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.pick = chance.choice

    def word(self) -> str:
        """A word of no language, as names of projects and places often are."""
        return "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 3)))

    def name(self) -> str:
        """A person's name."""
        return f"{self.pick(FIRST)} {self.pick(LAST)}"

    def phrase(self) -> str:
        """A few words without a verb."""
        return f"{self.pick(KINDS)} {self.pick(THINGS)}"

    def title(self) -> str:
        """A title, which two records may share."""
        form = self.chance.random()
        if form < 0.4:
            return f"The {self.phrase()} and the {self.phrase()}"
        if form < 0.7:
            return (
                f"{self.word().capitalize()}: {self.pick(KINDS)} {self.pick(THINGS)} for a "
                f"{self.phrase()}"
            )
        return f"How a {self.phrase()} {self.pick(DEEDS)} the {self.pick(THINGS)}"

    def sentence(self) -> str:
        """One sentence of ten to twenty words."""
        text = f"{self.pick(WHO)} {self.pick(DEEDS)} a {self.phrase()}"
        if self.chance.random() < 0.6:
            text += f" from the {self.word()} {self.pick(THINGS)}"
        return f"{text} {self.pick(ENDS)}."

    def sentences(self, count: int) -> str:
        """Several sentences."""
        return " ".join([self.sentence() for _ in range(count)])

    def markdown(self, words: int) -> str:
        """About as many words of Markdown, with emphasis, now and then a list, a heading and
        links."""
        blocks, written = [], 0
        while written < words:
            form = self.chance.random()
            if form < 0.2 and blocks:
                block = "\n".join(
                    f"- {self.pick(DEEDS).capitalize()} **{self.phrase()}** {self.pick(ENDS)}"
                    for _ in range(3)
                )
            elif form < 0.27 and blocks:
                block = f"## {self.phrase().capitalize()}\n\n{self.sentence()}"
            else:
                block = self.sentences(2)
            if form > 0.7:
                block += (
                    " See [the "
                    f"{self.phrase()}](https://example.org/{self.word()}/{self.word()}) and "
                    f"*{self.phrase()}*."
                )
            blocks.append(block)
            written += block.count(" ") + 1
        return "\n\n".join(blocks)


def slug(text: str) -> str:
    """The text in the letters of an id, at most 50 of them."""
    return _SLUG.sub("-", text.lower().translate(_ASCII)).strip("-")[:50].strip("-")
