"""The client for what is elsewhere: polite, within limits, and never in a private network."""

from __future__ import annotations

from typing import Any

import pytest

from hearth.base.web import Web, WebError, WebLimits, is_open
from playing_server import Answer, packed, playing

SOON = {"Retry-After": "3", "Content-Type": "text/plain"}


def web(**limits: Any) -> Web:
    """A client that may ask this machine, and waits for nobody."""
    return Web(WebLimits(**{"private": True, "apart": 0.0, **limits}), wait=lambda seconds: None)


def wrong(client: Web, url: str) -> str:
    with pytest.raises(WebError) as failed:
        client.ask(url)
    return failed.value.code


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.168.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_the_open_internet(address: str, is_it: bool) -> None:
    """Addresses of private networks are known in every form they can be given in."""
    assert is_open(address) is is_it


def test_an_address_of_a_private_network_is_not_asked() -> None:
    """Neither at once nor by a redirect from one that may be asked."""
    with playing({"/": Answer()}) as server, Web() as client:
        assert wrong(client, server.url) == "refused"
        assert wrong(client, server.url.replace("127.0.0.1", "localhost")) == "refused"
        assert server.asked == []


def test_what_is_no_web_address_is_not_asked() -> None:
    """Also when a server leads there."""
    away = Answer(302, b"", {"Location": "file:///etc/passwd"})
    with playing({"/": away}) as server, web() as client:
        assert wrong(client, server.url + "/") == "wrong-address"
        assert wrong(client, "ftp://127.0.0.1/") == "wrong-address"


def test_redirects_are_followed_and_told() -> None:
    """Up to a number; a circle ends."""
    play = {
        "/a": Answer(301, b"", {"Location": "/b"}),
        "/b": Answer(302, b"", {"Location": "c?x=\u00e9"}),
        "/c?x=%C3%A9": Answer(200, b"there"),
        "/round": Answer(301, b"", {"Location": "/round"}),
    }
    with playing(play) as server, web() as client:
        reply = client.ask(f"{server.url}/a#part")
        assert (reply.status, reply.body) == (200, b"there")
        assert [hop.status for hop in reply.hops] == [301, 302]
        assert reply.url == f"{server.url}/c?x=%C3%A9"
        assert wrong(client, f"{server.url}/round") == "loop"


def test_limits_hold() -> None:
    """Of size, also of what is small until it is unpacked, and of time."""
    play = {
        "/big": Answer(200, b"x" * 5000),
        "/bomb": packed(b"x" * 5_000_000),
        "/small": packed(b"x" * 900),
        "/liar": Answer(200, b"no gzip", {"Content-Encoding": "gzip"}),
        "/slow": Answer(200, b"x" * 400, drip=0.02),
        "/slow-head": Answer(slow_head=0.02),
        "/cut": Answer(hang_up=True),
        "/half": Answer(200, packed(b"x" * 900).body[:-4], {"Content-Encoding": "gzip"}),
        "/brotli": Answer(200, b"x", {"Content-Encoding": "br"}),
        "/lost": Answer(302, b"", {"Location": "http://[x/"}),
    }
    with playing(play) as server, web(largest=1000) as client:
        assert wrong(client, f"{server.url}/big") == "too-large"
        assert wrong(client, f"{server.url}/bomb") == "too-large"
        assert client.ask(f"{server.url}/small").body == b"x" * 900
        assert wrong(client, f"{server.url}/liar") == "wrong-answer"
        assert wrong(client, f"{server.url}/cut") == "wrong-answer"
        assert wrong(client, f"{server.url}/half") == "wrong-answer"
        assert wrong(client, f"{server.url}/brotli") == "wrong-answer"
        assert wrong(client, f"{server.url}/lost") == "wrong-address"
        assert wrong(client, "http://a..b/") == "wrong-address"
        with web(altogether=0.2) as hurried:
            assert wrong(hurried, f"{server.url}/slow") == "timeout"
            assert wrong(hurried, f"{server.url}/slow-head") == "timeout"
    assert wrong(web(), server.url) == "no-way"


def test_who_is_asked_to_wait_waits_once() -> None:
    """As long as the server says, if that is not long; and no question follows before."""
    waits: list[float] = []
    play = {
        "/soon": lambda times: Answer(429, b"", SOON) if times == 1 else Answer(200, b"now"),
        "/never": Answer(429, b"", SOON),
        "/tomorrow": Answer(503, b"", {"Retry-After": "86400"}),
    }
    with playing(play) as server:
        client = Web(WebLimits(private=True, apart=0), clock=lambda: 0.0, wait=waits.append)
        assert client.ask(f"{server.url}/soon").body == b"now"
        assert waits == [3.0]
        assert client.ask(f"{server.url}/tomorrow").status == 503
        assert client.ask(f"{server.url}/never").status == 429
        assert server.count() == {"/soon": 2, "/never": 2, "/tomorrow": 1}


def test_a_host_is_asked_one_question_a_second() -> None:
    """By the client's own clock, which here only waiting moves on."""
    waits: list[float] = []
    with playing({"/": Answer()}) as server:
        client = Web(WebLimits(private=True), clock=lambda: sum(waits), wait=waits.append)
        for _ in range(4):
            client.ask(f"{server.url}/")
    assert waits == [1.0, 1.0, 1.0]


def test_it_says_who_it_is() -> None:
    """With a name and what it does; and what it was given beside."""
    with playing({"/": Answer()}) as server, web() as client:
        client.ask(f"{server.url}/", headers={"If-None-Match": '"a"'})
        _, _, headers = server.asked[0]
        assert headers["user-agent"].startswith("hearth/")
        assert headers["if-none-match"] == '"a"'
