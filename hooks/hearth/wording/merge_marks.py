"""Marks that services for sending mail fill in, such as {{email}} or %EMAIL%: broken in what
contributors wrote, so that nothing but our own is filled in.

A reader's address in a contributor's link would reach a stranger.
"""

from __future__ import annotations

import re

from hearth.base.pattern import Pattern

JOINER = "\u2060"
"""An invisible joiner: the words look the same and are no mark any more."""

_FIELD = (
    "e-?mail|mail|name|first_?name|last_?name|full_?name|fname|lname|user|user_?name|user_?id|id|"
    "token|address|phone|recipient|subscriber|contact|unsub(?:scribe)?|subs?"
)
_IN_TEXT = Pattern(
    r"(?<=\{)(?=[{%]|[^{}\s\u2060][^{}\n]{0,80}\})"  # {{…}}, {%…%}, {…}: Brevo, Mautic
    rf"|(?<=\[)(?=[\[%]|(?:{_FIELD}|\w+:\w+)\])"  # [[…]], [%…%], [email]: Mailjet, MailPoet
    r"|(?<=\$)(?=[{\[]|[A-Z_]+\$)"  # ${…}, $[…]$, $NAME$: Acoustic, Zoho, dotdigital
    r"|(?<=\*)(?=\|)|(?<=\|)(?=\*)"  # *|…|*: Mailchimp
    r"|(?<=<)(?=[%<])|(?<=%)(?=>)"  # <%…%>, <<…>>: Adobe, Mail Merge
    r"|(?<=%)(?=%|[A-Za-z][\w.]*%)"  # %%…%%, %recipient.x%, %EMAIL%: Salesforce, Mailgun
    rf"|(?<=-)(?=(?:{_FIELD})-)"  # -email-: SendGrid
    r"|(?<=[@#|])(?=[A-Za-z_.]+[@#|])",  # @EMAIL@, #EMAIL#, |EMAIL|
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[{\[$*|<>%@#]|-[a-z_]+-", re.IGNORECASE)
"""What every mark in a text has: where there is none, nothing more is to be looked for."""
_NOT_IN_URLS = Pattern(r"[\[\]{}|*$<>^`\\\s]|%(?![0-9A-Fa-f]{2})")
_WORDS_IN_URLS = Pattern(
    rf"(?<=-)(?:{_FIELD})(?=-)"
    # Names of fields that begin like an escape: %DATE%, %ADDRESS%, %CAMPAIGN%.
    r"|(?<=%[0-9A-F]{2})(?:te|dress|mpaign|tegory|count|fault|scription|cebook|partment)[\w.]*(?=%)",
    re.IGNORECASE,
)


def broken(text: str) -> str:
    """The text without a mark to be filled in; it reads the same."""
    return _IN_TEXT.sub(JOINER, text) if _SIGNS.search(text) else text


def encoded(url: str) -> str:
    """The same address without a mark to be filled in."""
    coded = _NOT_IN_URLS.sub(_as_bytes, url)
    coded = _WORDS_IN_URLS.sub(lambda found: _coded(found[0][0]) + found[0][1:], coded)
    # Of several @ or # the first alone has a meaning, and only before it is a name or a fragment.
    return _later(_later(coded, "@"), "#")


def _as_bytes(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _coded(char: str) -> str:
    return f"%{ord(char):02X}"


def _later(url: str, sign: str) -> str:
    first, *rest = url.split(sign)
    return first + (sign + _coded(sign).join(rest) if rest else "")
