"""Replies to an issue whose form was read: thanks, what to correct, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from hearth.base.problem_formats import printable
from hearth.base.problems import Problem, Problems
from hearth.contribute.drafts import Draft, DraftError, LikeRemovedError
from hearth.contribute.forms import FormError
from hearth.kinds.form import Form

MOST = 20
"""Mistakes that are told; the others come to light when these are mended."""

LOOK = "**Please look:**"
"""What a line begins with that the pull request repeats."""
_AGAIN = (
    "Edit the first post of this issue to mend it: it is read again at once. If you do not know "
    "how, say so here, and somebody does it with you."
)


def reply_with_record(draft: Draft, like: Sequence[str] = ()) -> str:
    """Thanks for a form that became a file; ``like`` are files of records of the same name."""
    files = ", ".join(f"`{path}`" for path in like)
    note = (
        f"\n\n{LOOK} there is a page of that name already: {files}. If it is yours, say so "
        "here, and that page is changed; else all is well."
    )
    return (
        "Thank you! Your form was read and nothing has to be mended. Somebody of the team looks "
        "at it next.\n\n"
        f"It becomes the file `{draft.path}`. You can still change what you wrote: edit the first "
        "post of this issue."
    ) + (note if like else "")


def reply_with_problems(form: Form, problems: Problems) -> str:
    """What keeps a form from becoming a file, each with its cure, by the question it is about."""
    errors = problems.errors
    lines = [f"- {_about(form, problem)}{printable(problem.message)}" for problem in errors[:MOST]]
    more = [f"- … and {len(errors) - MOST} more."] if len(errors) > MOST else []
    return "\n".join(
        [
            "Thank you! Your form was read. Before it can become a page, this must be mended:",
            "",
            *lines,
            *more,
            "",
            _AGAIN,
        ]
    )


def _about(form: Form, problem: Problem) -> str:
    """The question whose answer a problem is about: the longest field that its field begins
    with."""
    where = problem.field.replace("[", ".")
    fitting = [one for one in form.questions if f"{where}.".startswith(f"{one.field}.")]
    question = max(fitting, key=lambda one: len(one.field), default=None)
    return f"**{question.label}**: " if question else ""


def reply_with_refusal(error: FormError | DraftError) -> str:
    """What to do about a form that cannot be read, or whose record is there already; never that
    somebody was removed."""
    if isinstance(error, LikeRemovedError):
        return (
            "Thank you! Your form was read. Somebody of the team looks at it by hand, and says "
            "here how it goes on."
        )
    return (
        f"Thank you! Your form could not become a page yet:\n\n- {printable(str(error))}\n\n"
        f"{_AGAIN}"
    )


def reply_to_removal() -> str:
    """What happens to a request for removal; nothing of it is repeated."""
    return (
        "Thank you for saying so. Nothing has changed yet, and no machine changes anything: "
        "somebody of the team reads "
        "this and\n\n"
        "1. makes sure who asks; whoever is shown need not give reasons,\n"
        "2. hides, removes or corrects what you named, wherever it is shown,\n"
        "3. publishes the site anew, and says so here.\n\n"
        "Everybody can read this issue. Private reasons belong in a message to the people named "
        "on the page Conduct. "
        "Older versions stay in the history of the files: say so if they must go too."
    )
