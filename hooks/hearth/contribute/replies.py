"""Replies to an issue whose form was read: thanks, what to correct, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from hearth.base.problem_formats import printable
from hearth.base.problems import Problem, Problems
from hearth.base.reasons import reason
from hearth.base.words import ENGLISH, N_, Translations
from hearth.contribute.drafts import Draft, DraftError, LikeRemovedError
from hearth.kinds.form import Form, FormError

MOST = 20
"""Mistakes that are told; the others come to light when these are mended."""

LOOK = N_("Please look:")
"""What a line begins with, in bold, that the pull request repeats."""
_AGAIN = N_(
    "Edit the first post of this issue to mend it: it is read again at once. If you do not know "
    "how, say so here, and somebody does it with you."
)


def reply_with_record(draft: Draft, like: Sequence[str] = (), words: Translations = ENGLISH) -> str:
    """Thanks for a form that became a file; ``like`` are files of records of the same name."""
    thanks = words(
        "Thank you! Your form was read and nothing has to be mended. Somebody of the team looks at "
        "it next."
    )
    becomes = words(
        "It becomes the file `%(path)s`. You can still change what you wrote: edit the first post "
        "of this issue.",
        path=draft.path,
    )
    note = words(
        "there is a page of that name already: %(files)s. If it is yours, say so here, and that "
        "page is changed; else all is well.",
        files=", ".join(f"`{path}`" for path in like),
    )
    look = [f"**{words.noted(LOOK)}** {note}"] if like else []
    return "\n\n".join([thanks, becomes, *look])


def reply_with_change(
    path: str, told: str, of_sender: bool | None, words: Translations = ENGLISH
) -> str:
    """Thanks for a form that changes a page, with what changes in the words of `hearth diff`;
    ``of_sender`` says whether the account that sent it is the page's own."""
    thanks = words(
        "Thank you! Your form was read and nothing has to be mended. Somebody of the team looks at "
        "it next."
    )
    becomes = words("It changes the file `%(path)s`, and this is all that changes:", path=path)
    if of_sender:
        note = words("the account that sent this is the one that the page names.")
    elif of_sender is None:
        note = words("nobody can tell by the account who asks for this; ask before you publish it.")
    else:
        note = words(
            "the account that sent this is not the one that the page names; ask before you publish "
            "it."
        )
    return "\n\n".join([thanks, becomes, told.strip(), f"**{words.noted(LOOK)}** {note}"])


def reply_with_problems(form: Form, problems: Problems, words: Translations = ENGLISH) -> str:
    """What keeps a form from becoming a file, each with its cure, by the question it is about."""
    errors = problems.errors
    lines = [
        f"- {_about(form, problem)}{printable(words.told(problem.message))}"
        for problem in errors[:MOST]
    ]
    rest = len(errors) - MOST
    more = [f"- {words('… and %(number)s more.', number=rest)}"] if rest > 0 else []
    thanks = words(
        "Thank you! Your form was read. Before it can become a page, this must be mended:"
    )
    return "\n".join([thanks, "", *lines, *more, "", words.noted(_AGAIN)])


def _about(form: Form, problem: Problem) -> str:
    """The question whose answer a problem is about: the longest field that its field begins
    with."""
    where = problem.field.replace("[", ".")
    fitting = [one for one in form.questions if f"{where}.".startswith(f"{one.field}.")]
    question = max(fitting, key=lambda one: len(one.field), default=None)
    return f"**{question.label}**: " if question else ""


def reply_with_refusal(error: FormError | DraftError, words: Translations = ENGLISH) -> str:
    """What to do about a form that cannot be read, or whose record is there already; never that
    somebody was removed."""
    if isinstance(error, LikeRemovedError):
        return words(
            "Thank you! Your form was read. Somebody of the team looks at it by hand, and says "
            "here how it goes on."
        )
    thanks = words("Thank you! Your form could not become a page yet:")
    why = printable(words.told(reason(error)))
    return f"{thanks}\n\n- {why}\n\n{words.noted(_AGAIN)}"


def reply_to_removal(words: Translations = ENGLISH) -> str:
    """What happens to a request for removal; nothing of it is repeated."""
    thanks = words(
        "Thank you for saying so. Nothing has changed yet, and no machine changes anything: "
        "somebody of the team reads this and"
    )
    steps = (
        words("makes sure who asks; whoever is shown need not give reasons,"),
        words("hides, removes or corrects what you named, wherever it is shown,"),
        words("publishes the site anew, and says so here."),
    )
    note = words(
        "Everybody can read this issue. Private reasons belong in a message to the people named on "
        "the page Conduct. Older versions stay in the history of the files: say so if they must go "
        "too."
    )
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return f"{thanks}\n\n{listed}\n\n{note}"
