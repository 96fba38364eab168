"""The code that the engine's templates become: Jinja's, without detours the engine has no use
for."""

from __future__ import annotations

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

from hearth.wording.safe import piece


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


class TemplateEnvironment(Environment):
    """An environment whose templates become such code."""

    code_generator_class = TemplateCode
    piece = staticmethod(piece)
