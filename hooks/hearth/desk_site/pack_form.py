"""The form that adds a pack to the hub, as `hearth pack` does."""

from __future__ import annotations

from collections.abc import Mapping

from hearth.base.reasons import reason
from hearth.base.words import N_
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import DeskForm, Field, FormResult
from hearth.manage.private.folder import NotPrivateError, private_folder
from hearth.manage.private.writing import NotWrittenError, append
from hearth.starter.packs import pack, pack_names, pack_plan, write_texts

TITLE = N_("Place in the organisation")
INTRO = N_(
    "Add what goes with a community's place in an organisation: stakeholders with what they care "
    "about, goals with their figures, and words."
)


def pack_form(desk: ManagerDesk, steps: tuple[str, ...], _: Mapping[str, str]) -> DeskForm | None:
    """``pack``: what goes with a place, added to what the hub has."""
    if steps:
        return None
    words, language = desk.words, desk.hub.community.language
    places = tuple((name, pack(name, language).about) for name in pack_names())
    asked = Field("pack", words.noted(TITLE), "select", True, places)

    def take(sent: Mapping[str, str]) -> FormResult:
        if sent.get("pack") not in pack_names():
            return FormResult(wrong={"pack": words("Choose one.")})
        return _added(desk, sent["pack"])

    return DeskForm(words.noted(TITLE), words.noted(INTRO), (asked,), take)


def _added(desk: ManagerDesk, name: str) -> FormResult:
    """Write what the hub does not have of a pack, and tell how much that was."""
    words = desk.words
    plan = pack_plan(desk.hub, desk.notes, pack(name, desk.hub.community.language))
    try:
        folder = private_folder(desk.hub)
        for why in write_texts(desk.hub.root, plan):
            return FormResult(wrong={"": words.told(why)})
        for note in plan.stakeholders:
            append(folder, note)
    except (NotWrittenError, NotPrivateError) as error:
        return FormResult(wrong={"": words.told(reason(error))})
    added = [item.name for item in plan.items if not item.left]
    if not added:
        return FormResult(words("All of it is there already."))
    return FormResult(words("Added: %(names)s.", names=words.listed(added)))
