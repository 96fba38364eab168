"""What lets people into a meeting is found wherever it stands, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.base.meetings import listed_details, meeting_service, without_meetings

DOORS = {
    "Zoom": (
        "https://us02web.zoom.us/j/81234567890?pwd=T3BlbiBzZXNhbWU.1",
        "https://zoom.us/my/ada.example",
        "https://example.zoomgov.com/wc/join/81234567890",
        "https://example.zoom-x.de/s/81234567890",
        "https://zoom.us/w/81234567890?tk=abc",
        "zoommtg://zoom.us/join?confno=81234567890",
    ),
    "Microsoft Teams": (
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_X%40thread.v2/0?context=%7b%7d",
        "https://teams.live.com/meet/9312345678901?p=AbCd",
        "https://teams.cloud.microsoft/meet/1234567890123",
        "https://teams.microsoft.com/meetingOptions/?organizerId=1",
        "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com"
        "%2Fl%2Fmeetup-join%2F19%253ameeting_X&data=05",
    ),
    "Google Meet": (
        "https://meet.google.com/abc-defg-hij",
        "https://meet.google.com/lookup/example?authuser=1",
        "https://tel.meet/abc-defg-hij?pin=1234567890123",
        "https://www.google.com/url?q=https://meet.google.com/abc-defg-hij&sa=D",
    ),
    "Webex": (
        "https://example.webex.com/meet/ada",
        "https://example.webex.com/example/j.php?MTID=m0123456789abcdef",
    ),
    "Jitsi": ("https://meet.jit.si/OurRoom", "https://jitsi.example.org/our-room"),
    "BigBlueButton": (
        "https://bbb.example.org/b/ada-1ab-2cd",
        "https://rooms.example.org/rooms/ada-1ab-2cd-3ef/join",
        "https://lecture.senfcall.de/ada-1ab-2cd",
    ),
    "GoTo": ("https://global.gotomeeting.com/join/123456789", "https://meet.goto.com/123456789"),
    "Whereby": ("https://whereby.com/our-room", "https://example.whereby.com/our-room"),
    "Skype": ("https://join.skype.com/AbCdEf123", "https://meet.lync.com/example/ada/ABC123"),
    "Discord": ("https://discord.gg/AbCdEf", "https://discord.com/channels/1/2"),
    "Gather": ("https://app.gather.town/app/AbCdEf123456/our-room",),
    "WhatsApp": ("https://chat.whatsapp.com/AbCdEf",),
    "Signal": ("https://signal.group/#CjQKIAbc",),
    "Telegram": ("https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf"),
    "StreamYard": ("https://streamyard.com/abcdefghij",),
    "Zoho Meeting": ("https://meeting.zoho.eu/join?key=1234567890",),
    "RingCentral": ("https://v.ringcentral.com/join/123456789",),
    "BlueJeans": ("https://bluejeans.com/123456789/1234",),
    "Amazon Chime": ("https://chime.aws/1234567890",),
    "Lifesize": ("https://call.lifesizecloud.com/1234567",),
    "Around": ("https://meet.around.co/r/abcdef",),
    "Butter": ("https://app.butter.us/example/room",),
    "Hopin": ("https://hopin.com/backstage/abc",),
    "": (
        "https://meet.example.org/OurRoom",
        "https://cloud.example.org/call/ab3cd5ef",
        "https://cloud.example.org/index.php/call/ab3cd5ef",
        "https://example.org/webinar?id=7&pwd=tulip",
        "https://video.example.org/webapp/conference/ada",
        "https://example.adobeconnect.com/our-room",
    ),
}
OPEN = (
    "https://us02web.zoom.us/webinar/register/WN_AbCdEf",
    "https://us02web.zoom.us/meeting/register/tZ0abc",
    "https://zoom.us/pricing",
    "https://meet.google.com/",
    "https://meet.jit.si/",
    "https://teams.microsoft.com/",
    "https://example.webex.com/webappng/sites/example/webinar/register/1",
    "https://help.webex.com/article/1",
    "https://attendee.gotowebinar.com/register/123456789",
    "https://www.youtube.com/watch?v=abc",
    "https://whereby.com/information/security",
    "https://t.me/our_channel",
    "https://example.org/call/for/papers",
    "https://example.org/2026/meet-the-team",
    "https://zoomable.example.org/j/",
)


@pytest.mark.parametrize(
    ("service", "url"), [(name, url) for name, urls in DOORS.items() for url in urls]
)
def test_a_door_is_known_by_its_service(service: str, url: str) -> None:
    """Wrapped by a mail filter or not, of a known service or run by people themselves."""
    assert meeting_service(url) == service
    assert url not in without_meetings(f"Come in: {url} at six.")[0]


@pytest.mark.parametrize("url", OPEN)
def test_what_is_meant_for_everybody_stays(url: str) -> None:
    """Pages to register at, recordings, home pages."""
    assert meeting_service(url) is None
    assert without_meetings(f"See {url}.") == (f"See {url}.", ())


@pytest.mark.parametrize(
    "text",
    ["Zoom ID 812 3456 7890 PW geheim", "Zoom-ID: 812 3456 7890, pw tulip", "Teams nr 941234567"],
)
def test_short_words_for_numbers_and_passcodes_are_known(text: str) -> None:
    """As people write them in a hurry."""
    assert without_meetings(text)[0] == ""


@pytest.mark.parametrize(
    "text", ["The PW of the wiki is shown", "Zoom number of people", "pw reset"]
)
def test_what_only_sounds_alike_stays(text: str) -> None:
    """Without a number no meeting is meant."""
    assert without_meetings(text) == (text, ())


INVITATIONS = {
    "of Zoom": """Our monthly call.

Join Zoom Meeting
https://us02web.zoom.us/j/81234567890?pwd=T3BlbiBzZXNhbWU.1

Meeting ID: 812 3456 7890
Passcode: WormTulip
One tap mobile
+16465550108,,81234567890#,,,,*424242# US (New York)
+493023125000,,81234567890# Germany

Dial by your location
        • +1 646 555 0108 US (New York)
        • +49 30 23125 000 Germany
Find your local number: https://us02web.zoom.us/u/kAbCdEf

Join by SIP
81234567890@zoomcrc.com

Join by H.323
192.0.2.37 (US West)
Meeting ID: 812 3456 7890

Bring tea.""",
    "of Zoom, in German": """Our monthly call.

Ada Example lädt Sie zu einem geplanten Zoom-Meeting ein.

Zoom-Meeting beitreten
https://example.zoom.us/j/81234567890

Meeting-ID: 812 3456 7890
Kenncode: 424242
Schnelleinwahl mobil
+493023125000,,81234567890# Deutschland

Einwahl nach aktuellem Standort
        +49 30 23125 000 Deutschland
Ortseinwahl suchen: https://example.zoom.us/u/kAbCdEf

Bring tea.""",
    "of Teams": """Our monthly call.
________________________________________________________________________________
Microsoft Teams meeting
Join on your computer, mobile app or room device
Click here to join the meeting<https://teams.microsoft.com/l/meetup-join/19%3ameeting_X/0>
Meeting ID: 393 410 478 838
Passcode: dT6Sf7
Download Teams<https://www.microsoft.com/download> | Join on the web<https://www.microsoft.com/join>
Join with a video conferencing device
example@t.plcm.vc<mailto:example@t.plcm.vc>
Video Conference ID: 126 085 103 8
Alternate VTC instructions<https://dialin.plcm.vc/teams/?key=1&conf=1>
Or call in (audio only)
+1 646-555-0108,,353854704#<tel:+16465550108,,353854704#>   United States, New York
Phone Conference ID: 353 854 704#
Find a local number<https://dialin.teams.microsoft.com/1?id=1> | Reset PIN<https://mysettings.lync.com/x>
Learn More<https://aka.ms/JoinTeamsMeeting> | Meeting options<https://teams.microsoft.com/meetingOptions/?a=1>
________________________________________________________________________________
Bring tea.""",
    "of Meet": """Our monthly call.
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Join with Google Meet: https://meet.google.com/abc-defg-hij
Or dial: \u202a(US) +1 646-555-0108\u202c PIN: \u202a123 456 789\u202c#
More phone numbers: https://tel.meet/abc-defg-hij?pin=1234567890123
Please do not edit this section.
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Bring tea.""",
    "of Webex": """Our monthly call.
Meeting number (access code): 2436 810 9909
Meeting password: CdmBJEcA683
Join by video system
Dial 24368109909@example.webex.com
You can also dial 192.0.2.68 and enter your meeting number.
Join by phone
1-646-555-0108 Call-in toll number (US/Canada)
Access code: 243 681 09909
Bring tea.""",
    "of GoTo": """Our monthly call.
Please join my meeting from your computer, tablet or smartphone.
https://global.gotomeeting.com/join/123456789
You can also dial in using your phone.
United States (Toll Free): 1 866 555 0179
Germany: +49 30 23125 000
Access Code: 123-456-789
Joining from a video-conferencing room or system?
Dial: 192.0.2.2##123456789
Cisco devices: 123456789@192.0.2.2
Bring tea.""",
}
SECRETS = (
    "812 3456",
    "81234567890",
    "WormTulip",
    "424242",
    "555",
    "23125",
    "zoomcrc",
    "192.0.2",
    "393 410",
    "dT6Sf7",
    "plcm",
    "126 085",
    "353 854",
    "abc-defg",
    "123 456 789",
    "123456789",
    "123-456",
    "2436 810",
    "CdmBJ",
    "243 681",
    "https://",
)


@pytest.mark.parametrize("text", INVITATIONS.values(), ids=INVITATIONS)
def test_of_an_invitation_the_words_of_people_stay(text: str) -> None:
    """What the program added goes, every line of it."""
    left, found = without_meetings(text)
    assert left.replace("\n\n", "\n") == "Our monthly call.\nBring tea." and found
    assert [secret for secret in SECRETS if secret in left] == []


@pytest.mark.parametrize(
    ("text", "left", "what"),
    [
        (
            "Call (Zoom 812 3456 7890, pw 424242)",
            "Call",
            "the number of a meeting, a passcode",
        ),
        (
            "We meet in [our room](https://whereby.com/our-room), with tea.",
            "We meet in our room, with tea.",
            "the address of a Whereby meeting",
        ),
        (
            "Tea.\\\n[Join Zoom Meeting](https://zoom.us/j/8123456789)\\\nMeeting ID: 812 345 6789",
            "Tea.",
            "the address of a Zoom meeting, the number of a meeting",
        ),
        ("Mot de passe : tulipe7", "", "a passcode"),
        ("Contraseña: tulipán", "", "a passcode"),
        ("会议号：123 456 789 密码：123456", "", "the number of a meeting, a passcode"),
        ("Dial-in: +49 30 23125 000", "", "a number to dial in"),
        ("tel:+493023125000,,1234567#", "", "a number to dial in"),
        ("sip:room7@example.org", "", "the address of a meeting for video systems"),
        (
            "Entry: https://www.google.com/calendar/event?eid=YWJj",
            "Entry",
            "the address of an entry in somebody's own calendar",
        ),
    ],
)
def test_what_is_taken_out_is_told(text: str, left: str, what: str) -> None:
    """Each kind once, in words; what surrounded it does not stay as a torso."""
    found = without_meetings(text)
    assert (found[0], listed_details(found[1])) == (left, what)


@pytest.mark.parametrize(
    "text",
    [
        "The password is sent to those who register. Password: ask the host.",
        "Room number: 204. PIN 560001 Bangalore. Meeting no. 12 of the council.",
        "Palabra clave: comunidad. Parole: Jean. Code: SPRING26. Dress code: casual.",
        "Call +49 30 23125 000 with questions, or ada@example.org.",
        "3.12.2026, 18.00 – 20.00; 10,000 people; 1.500,00 EUR; ISBN 978-3-16-148410-0",
        "On 2026-11-23, 2 people came; on 2026-11-30, 14.",
        "We talk about video conferencing, Zoom fatigue and dialling in.",
        "Matrix: #hall:example.org, Fediverse: @ada@example.social",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    """Words about passwords, numbers of rooms, prices, days and phones of people."""
    assert without_meetings(text) == (text, ())


WORDS = st.lists(
    st.sampled_from(["We talk.", "Bring tea", "at six", "- one", "see you", "", "Agenda:"]),
    max_size=6,
)


@given(before=WORDS, after=WORDS, text=st.sampled_from(sorted(INVITATIONS.values())))
def test_nothing_secret_stays_and_no_word_of_people_goes(
    before: list[str], after: list[str], text: str
) -> None:
    """Wherever in a text an invitation stands; done twice it changes nothing more."""
    left, _ = without_meetings("\n".join([*before, text, *after]))
    assert [secret for secret in SECRETS if secret in left] == []
    assert [line for line in left.split("\n") if line] == [
        line for line in [*before, "Our monthly call.", "Bring tea.", *after] if line
    ]
    assert without_meetings(left) == (left, ())
