"""A kind of record that the engine does not know: model, descriptor and two templates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from hearth.base.locale_data import COUNTRIES
from hearth.kinds import Kind, Record, registered
from hearth.kinds.descriptor import (
    Asking,
    Filter,
    Importing,
    KindFeed,
    Listing,
    Matching,
    RecordBlock,
    Searching,
)
from hearth.kinds.fields import Country, Day, Line, MemberId, Summary, Url, one_of
from hearth.kinds.form import Form, Question
from hubs import write


class Job(Record):
    """Paid work that somebody offers."""

    KIND: ClassVar[str] = "job"

    title: Line
    """What the work is called."""
    summary: Summary
    """What it is about, in a sentence."""
    organisation: MemberId
    """Who offers it."""
    hours: one_of("full-time", "part-time") = "full-time"  # type: ignore[valid-type]
    """full-time or part-time."""
    country: Country | None = None
    """Where it is done."""
    closes: Day | None = None
    """The last day to apply."""
    apply: Url
    """Where to apply."""
    agreed_by: Line | None = None
    """Who of the team looked at it."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        return self.summary


JOB = Kind(
    name="job",
    plural="jobs",
    model=Job,
    folder="content/jobs",
    section="jobs",
    example=(
        "title: Gardener of threads\nsummary: Keep the archive in order.\n"
        "organisation: lantern\napply: https://example.org/apply\n"
    ),
    noun="vacancy",
    plurals={"vacancy": "vacancies"},
    schema_type="JobPosting",
    private=frozenset({"agreed_by"}),
    asking=Asking(
        fields=("title", "summary", "organisation", "hours", "apply"),
        hints=("closes",),
        form=Form(
            "Offer a job",
            "Tell members about paid work.",
            "New job: ",
            "Say who offers it and where to apply.",
            questions=(
                Question("title", "What the work is called", required=True),
                Question("summary", "What it is about", "textarea", True),
                Question("organisation", "Who offers it", required=True),
                Question("hours", "How much of it", "dropdown"),
                Question("apply", "Where people apply", required=True),
            ),
        ),
    ),
    importing=Importing(
        columns={"title": ("position",), "apply": ("link",)}, matching=Matching(address="apply")
    ),
    searching=Searching(
        headings={"job": "Paid work"}, texts=lambda job: (job.summary, job.hours), rank=1
    ),
    feed=KindFeed(
        name="jobs",
        title="jobs",
        purpose="Paid work that members offer",
        under=frozenset({"topic"}),
    ),
    listing=Listing(
        name="Jobs",
        title="Work for people like us",
        purpose="Paid work that members offer.",
        filters=(
            Filter("hours", "How much", lambda job: (job.hours,)),
            Filter("country", "Where", lambda job: (job.country,), COUNTRIES.get),
            Filter("topic", "About", lambda job: job.topics, refers="topic"),
        ),
        text=lambda job: (job.closes and job.closes.strftime("%B"),),
    ),
    blocks=(RecordBlock("organisation", "Jobs here"),),
)

TEMPLATES: dict[str, str | bytes | None] = {
    "job.html": """\
{% extends "page.html" %}
{% block content %}
<h1>{{ job.title }}</h1>
<p>Until <b class="t-closes">{{ job.closes | long_day }}</b> at \
<a href="{{ url(person(job.organisation)) }}">{{ person(job.organisation).name }}</a></p>
{{ prose(job) }}
{% endblock %}
""",
    "cards/job-card.html": """\
<article class="hb-card t-job"><h3><a href="{{ url(job) }}">{{ job.title }}</a></h3></article>
""",
}

FILES: dict[str, str | bytes | None] = {
    "content/jobs/gardener.md": """\
---
title: Gardener of <threads>
summary: Keep the archive in order.
organisation: lantern
hours: part-time
country: KE
closes: 2026-12-24
apply: https://example.org/apply
agreed_by: Somebody of the team
added: 2026-11-20
topics: [metrics]
---
Whoever **likes** order will like this.
""",
    "content/jobs/host.yml": """\
title: A host for evenings
summary: Open the hall and close it again.
organisation: lantern
apply: https://example.org/host
closes: 2026-12-01
added: 2026-11-21
""",
}
"""Two records of the kind."""


@contextmanager
def jobs(templates: Path | None = None) -> Iterator[Kind]:
    """Let the engine know the kind for a while; its own templates are written to ``templates``."""
    if templates:
        write(templates, TEMPLATES)
    kind = replace(JOB, templates=templates)
    with registered(kind):
        yield kind
