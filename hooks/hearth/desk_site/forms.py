"""Every form of the desk, by the first step of its address below ``do/``.

A new form is a function that makes a DeskForm of a ManagerDesk, the further steps of the address
and what was given along with it, and one entry here.
"""

from __future__ import annotations

from hearth.desk_site.form import Opening
from hearth.desk_site.note_forms import change_form, note_form, step_form
from hearth.desk_site.pack_form import pack_form
from hearth.desk_site.programme_forms import accept_form, let_go_form, renew_form
from hearth.desk_site.record_forms import add_form, done_form, set_form

FORMS: dict[str, Opening] = {
    "accept": accept_form,
    "add": add_form,
    "change": change_form,
    "done": done_form,
    "let-go": let_go_form,
    "note": note_form,
    "pack": pack_form,
    "renew": renew_form,
    "set": set_form,
    "step": step_form,
}
