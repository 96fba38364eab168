"""What each service takes: the same digest in its markup, within its sizes, and how it is handed
over.

Every text is escaped for where it lands, and nobody is called by what a contributor wrote.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from hearth.model.hub import Hub
from hearth.model.settings import NotifyChannel
from hearth.papers.newsletter import MOST, Item, parts_of
from hearth.papers.notify.digest import Digest, TellingLine, in_words
from hearth.papers.notify.notices import Matter, Notice
from hearth.papers.social import MEDIUM, fitted, sentences
from hearth.wording.document import entry, heading, written
from hearth.wording.merge_marks import JOINER
from hearth.wording.safe import SafeHtml, html, joined, text


@dataclass(frozen=True)
class Handover:
    """What is handed to a server."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    method: str = "POST"


@dataclass(frozen=True)
class ChannelMessage:
    """One message of a channel."""

    draft: bytes
    """As a person looks at it, or posts it by hand."""
    fields: Mapping[str, Any]
    """What the service is told."""
    matters: tuple[Matter, ...]
    """What the channel knows once it has it."""

    @property
    def name(self) -> str:
        """The same for the same message, so that a service can tell that it has it already."""
        said = json.dumps(self.fields, sort_keys=True, ensure_ascii=False)
        states = " ".join(f"{each.key} {each.told.state}" for each in self.matters)
        return sha256(f"{said}\0{states}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class ChannelForm:
    """What a service takes, and how."""

    fields: Callable[[NotifyChannel, Digest], Mapping[str, Any]]
    """The message of a digest that is short enough."""
    hand_over: Callable[[NotifyChannel, str, str, ChannelMessage], Handover] | None
    """What is sent to an address with a token (empty for a webhook); None where only drafts are
    made."""
    most: int
    """Lines in one message."""
    size: int
    """Characters of the lines of one message, markup aside."""
    ending: str = "json"
    draft: Callable[[Mapping[str, Any]], bytes] | None = None
    """What a draft says, where it is not the message itself."""
    needs: tuple[str, ...] = ()
    """What must be set beside the address."""
    is_open: bool = False
    """Whether everybody can read what is told there."""
    at_once: int | None = None
    """How many things are told at most in one go, where each is a message of its own; the rest
    waits for the next time."""


def messages(channel: NotifyChannel, hub: Hub, notices: Sequence[Notice]) -> list[ChannelMessage]:
    """All that a channel is told, in as many messages as the service needs for it; ``hub`` is the
    public one."""
    service = SERVICES[str(channel.service)]
    digest = in_words(hub, notices[: service.at_once], service.at_once or MOST)
    found = []
    for lines in _parted(digest.lines, service.most, service.size):
        fields = service.fields(channel, replace(digest, lines=tuple(lines)))
        draft = service.draft(fields) if service.draft else _json(fields, indent=2)
        matters = tuple(matter for line in lines for matter in line.matters)
        found.append(ChannelMessage(draft, fields, matters))
    return found


def _parted(lines: Sequence[TellingLine], most: int, size: int) -> Iterator[list[TellingLine]]:
    part: list[TellingLine] = []
    taken = 0
    for line in lines:
        length = sum(map(len, (line.heading, *_texts(line.item), line.item.url)))
        if part and (len(part) >= most or taken + length > size):
            yield part
            part, taken = [], 0
        part.append(line)
        taken += length
    if part:
        yield part


def _texts(item: Item) -> tuple[str, str, str, str]:
    return item.mark, item.title, item.fact, item.words


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


_JSON = {"Content-Type": "application/json"}


def _webhook(channel: NotifyChannel, address: str, token: str, message: ChannelMessage) -> Handover:
    return Handover(address, _json(message.fields), _JSON)


def uncalled(words: str) -> str:
    """Words by which nobody is called: an invisible joiner parts the sign from the name."""
    return words.replace("@", f"@{JOINER}")


def _by_heading(digest: Digest) -> Iterator[tuple[str, list[TellingLine]]]:
    return ((said, list(lines)) for said, lines in groupby(digest.lines, lambda line: line.heading))


# -- Slack -----------------------------------------------------------------------------------------


def _mrkdwn(words: str) -> str:
    """Three signs are written as entities, and with them every mention and link is words."""
    return uncalled(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _slack(channel: NotifyChannel, digest: Digest) -> Mapping[str, Any]:
    title = _mrkdwn(digest.title)
    said = [f"*<{digest.site}|{title}>*"]
    for about, lines in _by_heading(digest):
        first = f"*{_mrkdwn(about)}*\n"
        for line in lines:
            said.append(first + _slack_line(line.item))
            first = ""
    if digest.sample:
        said.append(f"_{_mrkdwn(digest.sample)}_")
    blocks = [
        # Verbatim: no name of a channel or a person in it becomes a link.
        {"type": "section", "text": {"type": "mrkdwn", "text": words, "verbatim": True}}
        for words in said
    ]
    return {"text": title, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _slack_line(item: Item) -> str:
    mark = f"*{_mrkdwn(item.mark)}:* " if item.mark else ""
    lead = f"{mark}<{item.url.replace('&', '&amp;')}|{_mrkdwn(item.title)}>"
    return "\n".join(filter(None, (lead, _mrkdwn(item.fact), _mrkdwn(item.words))))


# -- Discord ---------------------------------------------------------------------------------------


def _discord(channel: NotifyChannel, digest: Digest) -> Mapping[str, Any]:
    embeds = []
    before = ""
    for line in digest.lines:
        item = line.item
        lead = f"{item.mark}: {item.title}" if item.mark else item.title
        said = written([entry(part) for part in (item.fact, item.words) if part]).markdown
        embed = {"title": uncalled(lead), "url": item.url}
        if said:
            embed["description"] = re.sub(r"^- ", "", said, flags=re.MULTILINE)
        if line.heading != before:
            embed["author"] = {"name": line.heading}  # type: ignore[assignment]
        before = line.heading
        embeds.append(embed)
    words = f"**{written([entry(digest.title)]).markdown[2:]}**"
    sample = f"\n{written([entry(digest.sample)]).markdown[2:]}" if digest.sample else ""
    return {"content": words + sample, "embeds": embeds, "allowed_mentions": {"parse": []}}


# -- Matrix ----------------------------------------------------------------------------------------


def _matrix(channel: NotifyChannel, digest: Digest) -> Mapping[str, Any]:
    plain = uncalled(_plain(digest))
    parts = [html('<p><strong><a href="%s">%s</a></strong></p>', digest.site, digest.title)]
    for said, lines in _by_heading(digest):
        parts.append(html("<h4>%s</h4><ul>%s</ul>", said, joined(map(_matrix_line, lines))))
    if digest.sample:
        parts.append(html("<p><em>%s</em></p>", digest.sample))
    formatted = str(joined(parts))
    if channel.token is None:  # a bridge's webhook
        return {"text": plain, "html": formatted}
    return {
        "msgtype": "m.notice",
        "body": plain,
        "format": "org.matrix.custom.html",
        "formatted_body": formatted,
        "m.mentions": {},
    }


def _matrix_line(line: TellingLine) -> SafeHtml:
    item = line.item
    mark = html("<strong>%s:</strong> ", item.mark) if item.mark else text("")
    said = [html("<br>%s", uncalled(words)) for words in (item.fact, item.words) if words]
    link = html('<a href="%s">%s</a>', item.url, uncalled(item.title))
    return html("<li>%s%s%s</li>", mark, link, joined(said))


def _to_matrix(
    channel: NotifyChannel, address: str, token: str, message: ChannelMessage
) -> Handover:
    if not token:
        return _webhook(channel, address, token, message)
    room = quote(channel.to or "", safe="")
    path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/hearth-{message.name}"
    headers = {**_JSON, "Authorization": f"Bearer {token}"}
    return Handover(address.rstrip("/") + path, _json(message.fields), headers, "PUT")


# -- Zulip -----------------------------------------------------------------------------------------

# Its Markdown knows no backslash before a sign, so each sign that begins something is parted.
_ZULIP = re.compile(r"[@#*_`~$<>|!]|\](?=[(\[:])|:(?=//)|^[/+-]", re.MULTILINE)


def _unmarked(words: str) -> str:
    return _ZULIP.sub(f"\\g<0>{JOINER}", words)


def _zulip(channel: NotifyChannel, digest: Digest) -> Mapping[str, Any]:
    said = [f"**[{_label(digest.title)}]({digest.site})**"]
    for about, lines in _by_heading(digest):
        said.append(f"\n**{_unmarked(about)}**\n")
        said += [_zulip_line(line.item) for line in lines]
    if digest.sample:
        said.append(f"\n{_unmarked(digest.sample)}")
    fields = {"type": "stream", "to": channel.to or "", "topic": channel.topic}
    return {**fields, "content": "\n".join(said)}


def _label(words: str) -> str:
    return _unmarked(words).replace("[", "(").replace("]", ")")


def _zulip_line(item: Item) -> str:
    mark = f"**{_unmarked(item.mark)}:** " if item.mark else ""
    address = item.url.replace("(", "%28").replace(")", "%29")
    rest = [f"  {_unmarked(words)}" for words in (item.fact, item.words) if words]
    return "\n".join([f"- {mark}[{_label(item.title)}]({address})", *rest])


def _to_zulip(
    channel: NotifyChannel, address: str, token: str, message: ChannelMessage
) -> Handover:
    """``token`` is the address of a bot, a colon, and its key."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": f"Basic {b64encode(token.encode()).decode()}",
    }
    body = urlencode(dict(message.fields)).encode()
    return Handover(f"{address.rstrip('/')}/api/v1/messages", body, headers)


# -- Mastodon --------------------------------------------------------------------------------------


def _mastodon(channel: NotifyChannel, digest: Digest) -> Mapping[str, Any]:
    (line,) = digest.lines
    item = line.item
    lead = f"{item.mark}: {item.title}" if item.mark else item.title
    status = fitted(
        _unmentioned(lead),
        sentences(_unmentioned(item.words)),
        _unmentioned(item.fact),
        item.url,
        line.tags,
        MEDIUM,
    )
    return {"status": status, "language": digest.language}


def _unmentioned(words: str) -> str:
    """Words in which nobody is mentioned and nothing is a hashtag; tags stand below."""
    return uncalled(words).replace("#", f"#{JOINER}")


def _to_mastodon(
    channel: NotifyChannel, address: str, token: str, message: ChannelMessage
) -> Handover:
    headers = {**_JSON, "Authorization": f"Bearer {token}", "Idempotency-Key": message.name}
    return Handover(f"{address.rstrip('/')}/api/v1/statuses", _json(message.fields), headers)


# -- mail ------------------------------------------------------------------------------------------


def _mail(channel: NotifyChannel, digest: Digest) -> Mapping[str, Any]:
    paper = digest.paper
    return {
        "to": channel.to or "",
        "subject": digest.title,
        "text": paper.plain_text,
        "html": str(paper.html),
    }


def _eml(fields: Mapping[str, Any]) -> bytes:
    """A draft that mail programs open ready to be sent; it has no sender yet and no date."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = fields["subject"]
    if fields["to"]:
        mail["To"] = fields["to"]
    mail["X-Unsent"] = "1"
    mail.set_content(fields["text"], cte="base64")
    mail.add_alternative(fields["html"], subtype="html", cte="base64")
    mail.set_boundary(f"hearth-{sha256(fields['text'].encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def _plain(digest: Digest) -> str:
    """As plain text; each address stands behind what it leads to."""
    blocks = [heading(digest.title, 1)]
    for said, lines in _by_heading(digest):
        blocks += [heading(said), *(entry(*parts_of(line.item)) for line in lines)]
    return written(blocks).plain_text


def _said(name: str) -> Callable[[Mapping[str, Any]], bytes]:
    return lambda fields: f"{fields[name]}\n".encode()


SERVICES: Mapping[str, ChannelForm] = {
    # Slack refuses blocks of some 13,000 characters together, Matrix events of 64 KB,
    # Discord embeds of more than 6,000 and Zulip messages of more than 10,000.
    "slack": ChannelForm(_slack, _webhook, most=40, size=6000),
    "discord": ChannelForm(_discord, _webhook, most=10, size=4000),
    "matrix": ChannelForm(_matrix, _to_matrix, most=40, size=8000),
    "zulip": ChannelForm(
        _zulip, _to_zulip, 40, 5000, "md", draft=_said("content"), needs=("token", "to")
    ),
    "mastodon": ChannelForm(
        _mastodon, _to_mastodon, 1, 1, "txt", _said("status"), ("token",), True, at_once=5
    ),
    "mail": ChannelForm(_mail, None, most=60, size=60_000, ending="eml", draft=_eml),
}
"""By their names in the settings."""
