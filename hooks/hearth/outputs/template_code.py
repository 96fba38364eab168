"""The code that the engine's templates become: Jinja's, without detours the engine has no use
for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

from hearth.base.words import Translations
from hearth.read.templates import TRANSLATING
from hearth.wording.safe import SafeHtml, message_html, piece


class TemplateCode(CodeGenerator):
    """Calls functions and macros as they are, and escapes values to plain text, not to objects that
    would only be joined."""

    def write_commons(self) -> None:
        super().write_commons()
        # Stands before the function of this name that Jinja imports in each template.
        self.writeline("escape = environment.piece")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call without Jinja's look at the function: none of ours asks for the template's
        context."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class TemplateContext(Context):
    """Does not ask which of its names all templates know: each include would gather them one by
    one, for imports that get names of their own, of which there are none."""

    def __init__(self, *given: Any, **_: Any) -> None:
        super().__init__(*given)


class TemplateEnvironment(Environment):
    """An environment whose templates become such code."""

    code_generator_class = TemplateCode
    context_class = TemplateContext
    piece = staticmethod(piece)

    def __init__(self, *, words: Translations | None = None, **options: Any) -> None:
        super().__init__(extensions=TRANSLATING, **options)
        self.newstyle_gettext = True
        self.policies["ext.i18n.trimmed"] = True
        # Looked up when a page is made: the code of a template is the same in every language.
        words = words or Translations()
        self.globals.update(_=words, **tags_of(words))


def tags_of(words: Translations) -> dict[str, Callable[..., SafeHtml]]:
    """What the tag ``trans`` becomes: messages that are HTML, with values that are escaped."""

    def gettext(message: str, **values: object) -> SafeHtml:
        return message_html(words.noted(message), values)

    def ngettext(one: str, several: str, many: int, **values: object) -> SafeHtml:
        values["num"] = words.number(many)
        return message_html(words.plural(one, several, many), values)

    def pgettext(context: str, message: str, **values: object) -> SafeHtml:
        return message_html(words.inside(context, message), values)

    return {"gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}
