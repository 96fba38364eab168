"""Addresses of video meetings, their numbers, passcodes and dial-ins in a text: whoever has them
can walk in.

What is meant for everybody is none of them: pages to register at, recordings, streams.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote

from hearth.base.pattern import Pattern
from hearth.base.words import Said, said, said_row

SERVICES: tuple[tuple[str, str], ...] = (
    (
        "Zoom",
        r"(?:[\w-]+\.)*zoom(?:gov|-x)?\.(?:us|com(?:\.cn)?|de)/"
        r"(?!(?:meeting|webinar)/register)(?:(?:j|s|w|my|wc|u|ej|ejl|join|launch|meeting|skype)/"
        r"|webinar/\d)",
    ),
    ("Zoom", r"zoommtg:|zoomus:|zoomphonecall:"),
    (
        "Microsoft Teams",
        r"(?:[\w-]+\.)*teams\.(?:microsoft\.(?:com|us)|live\.com|cloud\.microsoft)/"
        r"(?:_#/)?(?:l/(?:meetup-join|meeting|call)|meet|dl/launcher|meetingoptions|v2/\?meeting)",
    ),
    ("Microsoft Teams", r"msteams:|dialin\.teams\.microsoft\.com/|dialin\.plcm\.vc/"),
    ("Microsoft Teams", r"(?:[\w-]+\.)*[\w-]+\.\w+/teams/\?(?:key|conf)="),
    (
        "Google Meet",
        r"(?:stream\.)?meet\.google\.com/(?:_meet/|lookup/|stream/|whoops/)?[\w-]{4,}"
        r"|g\.co/meet/|tel\.meet/|(?:plus\.google|hangouts\.google)\.com/(?:u/\d/)?(?:call|hangouts)"
        r"|meet\.app\.goo\.gl/",
    ),
    (
        "Webex",
        r"(?!(?:www|help|collaborationhelp|developer|blog|community|status|settings|apphub)\.)"
        r"(?:[\w-]+\.)+webex\.com/(?!.*(?:register|recording|lsr\.php|ldr\.php)).*[\w=]|webex(?:teams)?:",
    ),
    ("Jitsi", r"(?:meet\.jit\.si|8x8\.vc|(?:[\w-]+\.)*jitsi\.[\w.-]+|framatalk\.org)/[^/?#]"),
    (
        "Jitsi",
        r"(?:talk\.brave\.com|kmeet\.infomaniak\.com|calls\.disroot\.org|jitsi-meet:)/?[^/?#]",
    ),
    (
        "BigBlueButton",
        r"(?:[\w-]+\.)*(?:bbb|bigbluebutton|greenlight)[\w-]*\.[\w.-]+/[^?#]"
        r"|[\w.-]+/(?:b|rooms)/[a-z0-9]{3}(?:-[a-z0-9]{3}){2,3}(?:/join)?(?:[/?#]|$)"
        r"|[\w.-]+/(?:bigbluebutton/api/join|html5client/join)"
        r"|(?:lecture\.)?senfcall\.de/[^?#]",
    ),
    (
        "GoTo",
        r"(?:[\w-]+\.)*(?:gotomeet\.me/[\w-]|gotomeeting\.com/(?:join|install|meeting)|meet\.goto\.com/"
        r"|app\.goto\.com/(?:meet|join)|(?:gotowebinar|gototraining)\.com/join|joinwebinar\.com/)",
    ),
    (
        "Whereby",
        r"(?:whereby\.com|appear\.in)/(?!information|blog|user|org|product|pricing|faq|terms|$)[\w-]"
        r"|[\w-]+\.whereby\.com/[\w-]",
    ),
    ("Skype", r"join\.skype\.com/|meet\.lync\.com/|(?:[\w-]+\.)+lync\.com/|lync(?:15)?:|skype:"),
    ("Discord", r"(?:discord\.gg|discord(?:app)?\.com/(?:invite|channels))/[\w-]|discord:"),
    (
        "Gather",
        r"(?:[\w-]+\.)?gather\.town/(?:app|invite|i)\b|gather\.town/[\w-]{10,}|wonder\.me/r/"
        r"|(?:app\.)?spatial\.chat/s/|(?:[\w-]+\.)?kumospace\.com/[\w-]|topia\.io/[\w-]"
        r"|play\.workadventu?\.?re?[\w.]*/(?:_|@|\*)/|hubs\.mozilla\.com/[\w-]{5,}",
    ),
    ("WhatsApp", r"chat\.whatsapp\.com/|call\.whatsapp\.com/"),
    ("Signal", r"signal\.group/#?|signal\.link/call|sgnl:"),
    ("Telegram", r"(?:t|telegram)\.me/(?:joinchat/|\+|c/|call\b)|tg:"),
    ("StreamYard", r"streamyard\.com/(?!watch|pricing|blog|resources|login)(?:guest/)?[\w-]{6,}"),
    (
        "Zoho Meeting",
        r"(?:[\w-]+\.)*(?:meeting|meet|webinar)\.zoho(?:public)?\.[\w.]+/(?!.*register)\w",
    ),
    (
        "RingCentral",
        r"(?:v|video|meetings|webinar)\.ringcentral\.(?:com|biz)/(?!.*register)[\w-]"
        r"|(?:meetings\.officeathand\.att|video\.rainbowoffice|meetings\.btcloudphone\.bt)\.com/",
    ),
    (
        "BlueJeans",
        r"(?:[\w-]+\.)?bluejeans\.com/(?:\d|[\w-]+/(?:\d|browser)|a2m/)|(?:[\w-]+\.)?bjn\.vc/",
    ),
    ("Amazon Chime", r"(?:app\.)?chime\.aws/(?:meetings/|portal/)?\d|chime:"),
    ("Lifesize", r"(?:call|guest)\.lifesize(?:cloud)?\.com/[\w-]"),
    ("Around", r"(?:meet\.)?around\.co/r/"),
    ("Butter", r"(?:app|live|room)\.butter\.us/[\w-]"),
    ("Hopin", r"(?:app\.)?hopin\.(?:com|to)/(?:backstage|events/[^/]+/(?:backstage|sessions))"),
    ("FaceTime", r"facetime\.apple\.com/join|facetime(?:-audio)?:"),
    ("Facebook", r"(?:www\.|m\.)?facebook\.com/groupcall/|m\.me/j/|msngr\.com/"),
    ("Slack", r"app\.slack\.com/huddle/|join\.slack\.com/(?:t/[\w-]+/)?(?:shared_invite|huddle)"),
    (
        "",
        r"(?:meetings\.dialpad|dialpad)\.com/(?:room|[\w-]+$)|(?:www\.)?uberconference\.com/(?:room/)?[\w-]"
        r"|join\.freeconferencecall\.com/|(?:www\.)?freeconferencecall\.com/(?:join|wall)/|fccdl\.in/"
        r"|(?:meet|sky)\.starleaf\.com/|(?:[\w-]+\.)+adobeconnect\.com/[\w-]|pexip\.me/"
        r"|(?:meeting\.tencent|voovmeeting)\.com/(?:dm|s|p|w)/|vc\.(?:feishu\.cn|larksuite\.com)/j/"
        r"|meeting\.dingtalk\.com/|telemost\.yandex\.[a-z]+/j/|vk\.com/call/|jazz\.sber\.ru/"
        r"|(?:[\w-]+\.)+daily\.co/[\w-]|meet\.livekit\.io/rooms/|call\.element\.io/|meet\.proton\.me/"
        r"|(?:[\w-]+\.)?opentalk\.[\w.]+/(?:room|invite)|(?:app\.)?cal\.com/video/|vsee\.com/c/"
        r"|(?:[\w-]+\.)+clickmeeting\.com/[\w-]|app\.livestorm\.com?/p/[^/]+/live|airmeet\.com/airmeet/"
        r"|(?:go|meeting|meet)\.teamviewer\.com/[\w-]|open\.kakao\.com/o/|line\.me/r?/?ti/g/"
        r"|pop\.com/j/|tuple\.app/c/|(?:[\w-]+\.)?bbcollab\.com/|(?:[\w-]+\.)?doxy\.me/[\w-]"
        r"|join\.(?:coscreen|gong)\.\w+/|(?:[\w-]+\.)+meetecho\.com/|(?:[\w-]+\.)?zhumu\.com/"
        r"|app\.ovice\.com/|(?:[\w-]+\.)+ovice\.in/|cliq\.zoho\.\w+/meetings/|venues\.vimeo\.com/"
        r"|ohyay\.co/s/|mumble:|ts3server:|h323:|callto:|dingtalk:",
    ),
    # What people run themselves has no name of its own, but doors of known shapes.
    (
        "",
        r"(?:meet|webconf|webconference|videoconf|videoconference|videokonferenz|videochat"
        r"|visio|visioconf|visioconference|visios)\d*\.[\w.-]+/[^/?#]"
        r"|[\w.-]+/(?:index\.php/)?(?:apps/spreed/)?call/[a-z0-9]{8}\b|[\w.-]+/guestlogin/"
        r"|[\w.-]+/(?:j/\d{6}|wc/join/|groupcall/)|[\w.-]+/webapp\d?/(?:#/\?|conference|home|m/|\?)",
    ),
)
"""Names of services, and how the address of a meeting there goes on after ``https://``; or its
scheme."""
_SERVICES = tuple((name, Pattern(shape, re.IGNORECASE)) for name, shape in SERVICES)
_ANY_SERVICE = Pattern("|".join(shape for _, shape in SERVICES), re.IGNORECASE)
_OF_CHATS = frozenset({"Discord", "WhatsApp", "Signal", "Telegram", "Slack"})
_PASSWORD_INSIDE = Pattern(
    r"[?&#;](?:pwd|pass(?:code|word|wd)?|pw|meetingpassword|accesscode|access_code|pin|jwt)=\w",
    re.IGNORECASE,
)
_SOMEBODY_S_OWN = Pattern(
    r"(?:(?:www|calendar)\.)?google\.com/calendar/(?:event|render|u/\d)\S*[?&]eid="
    r"|calendar\.google\.com/(?:calendar/)?(?:\S*[?&]eid=|ical/)"
    r"|outlook\.(?:office(?:365)?|live)\.com/(?:owa|calendar|mail)/\S*itemid=",
    re.IGNORECASE,
)
"""Entries of a person's own calendar: their addresses hold that person's mail address."""

_ADDRESS = Pattern(
    r"(?<![\w@])(?:[a-z][a-z0-9+.-]{1,19}+://|(?:callto|chime|discord|dingtalk|facetime(?:-audio)?"
    r"|h323|lync(?:15)?|mumble|msteams|sgnl|sips?|skype|tel|tg|ts3server|webex|zoommtg|zoomus):"
    r"(?=[\w+/?@%]))[^\s<>\"'`\[\]|\\)]{2,2000}",
    re.IGNORECASE,
)
_BEHIND_SCHEME, _LONGEST_SCHEME = Pattern(r":[\w+/?@%]"), 20
_BEHIND_HOST = Pattern(r"\.[a-z]{2,9}/", re.IGNORECASE)
_BARE_ADDRESS = Pattern(
    r"(?<![\w@./:%=&+-])(?:[\w-]{1,63}+\.){1,4}[a-z]{2,9}/[^\s<>\"'`\[\]|\\)]{1,500}", re.IGNORECASE
)
_ENDS_A_SENTENCE = ".,;:!?*_~»”’…，。；"

_PASSCODE = (
    r"(?:(?:meeting|webinar|zoom|phone|dial-?in|numeric|video|audio)[ -])?"
    r"pass[ -]?(?:code|word|wort|wd|phrase)|kenn(?:wort|code)|zugangs(?:code|kennwort)"
    r"|(?:access|security|conference|entry|participant|attendee|host|moderator)[ -]?"
    r"(?:code|key|pin|password|passcode)|mot de passe|code (?:d['’]acc[eè]s|secret)|contraseña"
    r"|c[oó]digo de acceso|clave de acceso|senha(?: de acesso)?|palavra-passe"
    r"|codice (?:di accesso|d['’]accesso)|parola d['’]ordine|wachtwoord|toegangscode|adgangskoden?"
    r"|l[öo]senord|l[öo]senkod|[åa]tkomstkod|tilgangskode|passord|salasana|tunnuskoodi|pääsykoodi"
    r"|has[łl]o|kod dost[ęe]pu|přístupový kód|prístupový kód|jelszó|slaptažodis|пароль"
    r"|код доступа|ключ доступа|код безопасности|κωδικός|密码|密碼|口令|会议密码|入会密码"
    r"|パスコード|パスワード|비밀번호|암호|mật khẩu|mật mã|kata sandi|kode sandi|รหัสผ่าน"
    r"|סיסמה|סיסמא|קוד גישה"
    r"|رمز المرور|كلمة المرور|کد عبور|पासकोड"
)
_MAY_BE_PASSCODE = (
    r"pin(?:[ -]?(?:code|nummer|number))?|pwd?|clave|parol[aăe]|parool|heslo|geslo|lozinka|şifre"
)
"""Words that also mean something else, such as a postal code: beside other details of a meeting
they are passcodes."""
_NUMBER = (
    r"(?:zoom|webex|teams|meet|video|phone|vtc|tele|audio|dial-?in)?[ -]?"
    r"(?:meeting|conference|webinar|besprechungs|konferenz|vergader|telefonkonferenz"
    r"|videokonferenz)[ -]?(?:id|number|no\.?|nr\.?|code|nummer|kennung)"
    r"|(?:zoom|webex|teams|meet|jitsi|goto)[ -](?:id|nr\.?|no\.?|number|code|nummer)"
    r"|(?:meeting|webinar) ?key|conf(?:erence)? ?(?:id|bridge)|access number|zoom|webex|teams"
    r"|id\.? de (?:la )?(?:r[eé]uni[oó]n|conf[eé]rence|conferencia|videoconferencia)"
    r"|id\.? da reuni[aã]o|id riunione|identificador da reuni[aã]o|m[öo]tes-?id|m[øo]de-?id"
    r"|kokouksen (?:tunnus|id)|identyfikator spotkania|id spotkania|id sch[ůu]zky"
    r"|értekezlet-?azonosító|идентификатор (?:конференции|собрания)|toplantı (?:kimliği|no)"
    r"|会议 ?(?:id|号|號)|會議 ?(?:id|號)|ミーティング ?id|会議 ?id|회의 ?(?:id|아이디)"
    r"|id cuộc họp|id rapat|معرف الاجتماع"
)
_SAYS = (
    r"[ \t]*(?:\([^()\n]{1,40}\))?[ \t]*[*_`]{0,2}"
    r"(?:[:：=#]|is\b|lautet\b|ist\b|est\b|es\b|è\b|–|-)?[*_`]{0,2}[ \t]*"
)
_LABELLED = Pattern(
    rf"(?<![\w-])(?:(?P<passcode>{_PASSCODE})|(?P<perhaps>{_MAY_BE_PASSCODE})|(?P<number>{_NUMBER}))"
    rf"(?![\w-])(?P<says>{_SAYS})(?P<value>(?:\d[\d -]{{2,22}}\d|[^\s,;|()<>\[\]]{{3,60}})#?)",
    re.IGNORECASE,
)
_ROOM_OF_MEET = Pattern(r"(?i)(?<!\w)meet(?: code| id)?[:： ]{1,3}[a-z]{3}-[a-z]{4}-[a-z]{3}(?!\w)")
_LONG_NUMBER = Pattern(r"\d[\d -]{4,}\d")
_PARTS_WORDS = Pattern(r"[^\w-]")
_STEMS = (
    *("pass", "code", "key", "kenn", "zugang", "kod", "clave", "senha", "contrase", "dice"),
    *("ordine", "woord", "ord:", "losen", "passord", "parol", "paro", "hasl", "heslo", "geslo"),
    *("lozinka", "slapta", "salasana", "pin", "pw", "sandi"),
)
"""What every word for a passcode in these letters holds: a text without them, without a long number
and without other letters is quickly known to name none."""
_NO_SECRET = Pattern(
    r"(?:ask|after|sent|will|given|required?|needed|none|no|not|tb[acd]|see|on|upon|the|a|you|your|we|be"
    r"|to|is|in|for|from|by|at|and|or|protected|please|available|follows?|provided|shared|e-?mail(?:ed)?"
    r"|registered|request|register|nach|wird|bei|folgt|kommt|siehe|per|erforderlich|nicht|kein)\b",
    re.IGNORECASE,
)

_PHONE = r"\+?\(?\d[\d ().\u2011-]{6,22}\d(?![\d@/])"
_DIALLED = Pattern(r"(?<![\w])[(+]?\d[\d ().-]{5,22}\d ?(?:,{2,6}[\d ,#*pPxX]{3,60}#?|,\d{5,20}#)")
_DIAL_IN = Pattern(
    r"(?<!\w)(?:(?:dial(?:[ -]?in|ing)?|call[ -]?in)(?:[ -]?(?:number|nummer|no\.?|by phone))?"
    r"(?:[ ]?\([^()\n]{1,40}\))?[ ]?[:：]?[ ]?(?:\([A-Z]{2}\)[ ]?)?"
    r"|(?:einwahl(?:nummer)?|telefon-?einwahl|num[eé]ro d['’]appel|marcar|ring in|oder wählen sie)"
    rf"[^\d\n+]{{0,30}})(?!(?:\d{{1,3}}\.){{3}}){_PHONE}",
    re.IGNORECASE,
)
_DIAL_LINE = Pattern(
    r"^[ \t•*·>-]{0,12}(?:[^\W\d][\w .,'’()/-]{1,40}[:：][ ]?|\([A-Z]{2}\)[ ]?)?"
    rf"(?!(?:\d{{1,3}}\.){{3}}){_PHONE}[ ,;#]*[^\d\n]{{0,80}}$",
    re.MULTILINE,
)
_DATE = Pattern(r"\d{4}-\d\d-\d\d|\d:\d\d|\d{1,2}\. ?\d{1,2}\. ?\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}")
_VIDEO_ADDRESS = Pattern(
    r"(?<![\w.@:/+-])(?:mailto:)?(?:\d{5,14}(?:[.-]\d{3,9})?@[\w.-]{3,80}"
    r"|[\w.-]{2,64}@(?:video|vc|vtc|vtx|sip|pexip|conf)\d?\.[\w.-]{3,60}"
    r"|[\w.-]{2,64}@(?:[\w-]+\.)*(?:zoomcrc\.com|plcm\.vc|webex\.com|bjn\.vc|lync\.com|rp\.ms"
    r"|lifesizecloud\.com|pexip\.me|onpexip\.com|starleaf\.com|sip\.\w+\.\w+))"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:##[\d#]{4,20}|(?= and enter))",
    re.IGNORECASE,
)
_BARE_IP_LINE = Pattern(
    r"^[ \t•*·-]{0,8}(?:\d{1,3}\.){3}\d{1,3}(?: ?\([^()\n]{1,40}\))?[ \t]*$", re.MULTILINE
)
_INVITATION = Pattern(
    r"(?<!\w)(?:one tap mobile|schnelleinwahl mobil|dial by your location|einwahl nach|audio only"
    r"|join (?:by|with|from|via) (?:phone|sip|h\.?323|video|a? ?video)|or dial:|joining info"
    r"|(?:zoom|teams|webex|meet|gotomeeting|jitsi|video|skype)[ -]"
    r"(?:meeting|call|besprechung|konferenz)|r[eé]uni[oó]n (?:de )?(?:zoom|microsoft|teams)"
    r"|dial[ -]in|call[ -]in|scheduled zoom)",
    re.IGNORECASE,
)
_SERVICE = (
    r"(?:zoom|microsoft teams|teams|webex|google meet|meet|jitsi|bigbluebutton|skype|gotomeeting)"
)
_LEADS_IN = Pattern(
    r"[\s•*·_>-]*(?:"
    r"(?:click here to |please )?join(?: (?:the|our|us|this|a|my|your))?"
    rf"(?: {_SERVICE}|(?: online| video)?)?(?: (?:meeting|call|conference|webinar|session))?"
    rf"(?: (?:now|here|online|link|via|on|at|with|using))?(?: {_SERVICE})?"
    r"|join (?:on|from|by|with|my meeting from)"
    r" (?:your|a|an|google|phone|sip|h\.?323|video|computer|the)\b.{0,50}"
    rf"|(?:{_SERVICE}|video|online)[ -]?(?:meeting|besprechung|konferenz|videokonferenz)?"
    r" ?(?:beitreten|teilnehmen)"
    r"|(?:jetzt |hier klicken, um )?an (?:der|dem) \w{0,20} ?(?:teilzunehmen|teilnehmen)"
    r"|(?:participer|rejoindre|se joindre|unirse|únete|entrar|ingressar|partecipa|deelnemen|delta)"
    rf"\b.{{0,30}}{_SERVICE}.{{0,10}}"
    rf"|{_SERVICE}[ -]?(?:meeting|call|besprechung|need help\?|vergadering)?"
    rf"|r[eé]uni[oó]n (?:de )?{_SERVICE}|google meet joining info"
    r"|.{0,60}scheduled zoom (?:meeting|webinar).{0,5}|.{0,60}geplanten zoom-meeting ein"
    rf"|(?:the )?(?:video ?(?:call|conference)?|meeting|{_SERVICE}|online|call)?"
    r"[ -]?(?:link|url|address)|link zum meeting|zugangsdaten|one tap mobile"
    r"|schnelleinwahl mobil|dial|dial(?: by| from)? your location|einwahl nach.{0,30}"
    r"|find (?:your|a) local numbers?|ortseinwahl suchen|local numbers|more phone numbers?"
    r"|(?:or )?(?:dial|call)(?:[ -]in)?(?: \(?audio only\)?)?|you can also dial.{0,60}"
    r"|global call-in numbers|toll-free calling restrictions|reset pin|meeting options"
    r"|download teams|learn more(?: about (?:teams|meet).{0,10})?|need help\?.{0,30}"
    r"|for organi[sz]ers|alternate vtc.{0,30}|joining from a video.{0,50}|cisco devices|host key"
    r"|(?:for supported devices, )?.{0,12}tap a one-touch.{0,60}|one-touch"
    r"|please join my meeting from.{0,60}|please do not edit this section.{0,10}"
    r"|this event has a (?:video|google meet).{0,30}|us|and enter your meeting number|or|and"
    r")[\s:：.!|<>()#•*·_\\-]*",
    re.IGNORECASE,
)
_ONLINE_PLACE = Pattern(
    r"(?:(?:on|via|through|per|auf|über|in|en|sur) )?"
    rf"(?:(?:online|virtual(?:ly)?|virtuell|virtuel|remote|digital|webinar|web|internet|{_SERVICE}"
    r"|discord|gather|whereby|senfcall|livestream|video(?:konferenz|conference|call)?|en ligne"
    r"|en l[ií]nea|r[eé]uni[oó]n|vidéoconférence|videoconferencia|videoconferenza)"
    r"(?:[ -](?:meeting|event|call|conference|konferenz|besprechung|vergadering|room|raum|link))?"
    r"[ ,;/()&:+-]*(?:and |und |de |oder |or |via |on |per )?){1,4}"
    r"(?:\(?(?:link|details|address|zugang)\b.{0,60})?",
    re.IGNORECASE,
)
_ONLY_SIGNS = Pattern(r"[\W_]*")
_CUT, _DIAL = "\x1e", "\x1f"
_MARKS = Pattern("[\x1e\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs nobody sees, with which some programs surround numbers."""


_DETAILS = {
    "entry": said("the address of an entry in somebody's own calendar"),
    "passcode": said("a passcode"),
    "number": said("the number of a meeting"),
    "dial-in": said("a number to dial in"),
}
_OF_VIDEO = said("the address of a meeting for video systems")


@dataclass(frozen=True)
class MeetingDetail:
    """A part of a text with which anybody could walk into a meeting."""

    start: int
    end: int
    what: str
    """address, number, passcode, dial-in or video address."""
    service: str = ""
    """The service's name, where its address tells."""

    @property
    def of_a_chat(self) -> bool:
        """Whether it invites into a group that talks all the time, not into a meeting."""
        return self.service in _OF_CHATS

    @property
    def words(self) -> Said:
        """the address of a Zoom meeting"""
        if self.what != "address":
            return _DETAILS.get(self.what, _OF_VIDEO)
        if self.of_a_chat:
            return said("an invitation to a group in %(service)s", service=self.service)
        if not self.service:
            return said("the address of a meeting")
        if self.service.startswith("Amazon"):
            return said("the address of an %(service)s meeting", service=self.service)
        return said("the address of a %(service)s meeting", service=self.service)


def meeting_service(url: str) -> str | None:
    """The service whose meeting an address leads to, empty when it has no name; None when it leads
    to no meeting."""
    for address in _addresses_in(url):
        if _ANY_SERVICE.match(address):
            return next(name for name, shape in _SERVICES if shape.match(address))
    return "" if _PASSWORD_INSIDE.search(url) else None


def _addresses_in(url: str) -> Iterator[str]:
    """An address without its scheme, and those that others have wrapped into it."""
    for form in dict.fromkeys((url, unquote(unquote(url)), _unwrapped(url))):
        for begin in re.finditer(r"(?i)https?:/{1,2}(?:www\.)?", form):
            yield form[begin.end() :]
    if "://" not in url[:12]:
        yield url.removeprefix("www.")
    elif url[:4].lower() != "http":
        yield url


def _unwrapped(url: str) -> str:
    """An address as it was before a mail filter wrote it in its own way (urldefense, version 2)."""
    plain = re.sub(r"-([0-9A-F]{2})", r"%\1", url) if "urldefense" in url else url
    return unquote(plain.replace("_", "/")) if plain != url else url


def meeting_details(text: str) -> list[MeetingDetail]:
    """Everything in a text that lets people into a meeting, in order; nothing stands in two."""
    # Nearly every text has none: each shape is looked for only where something all of its kind
    # hold is there, because looking costs more than reading the text.
    digits = bool(_DIGITS.search(text))
    numbers = _numbers_to_dial(text) if digits or "@" in text else ()
    kept = _apart([*_found_addresses(text), *_labelled(text), *numbers])
    if digits and (kept or _INVITATION.search(text)):
        starts = [detail.start for detail in kept]
        lines = [line for line in _of_an_invitation(text) if _is_free(line, kept, starts)]
        kept = _apart([*kept, *lines])
    sure = any(detail.what not in ("entry", "perhaps") for detail in kept)
    return [
        replace(detail, what="passcode") if detail.what == "perhaps" else detail
        for detail in kept
        if sure or detail.what != "perhaps"
    ]


_DIGITS = Pattern(r"\d[\d ().\u2011-]{5,}\d")
"""What every number to dial and every address of four numbers holds."""


def _has_stem(low: str) -> bool:
    for stem in _STEMS:  # noqa: SIM110 - a generator would take longer than the search
        if stem in low:
            return True
    return False


def _apart(found: list[MeetingDetail]) -> list[MeetingDetail]:
    """Of details that overlap the first and longest."""
    kept: list[MeetingDetail] = []
    for detail in sorted(found, key=lambda detail: (detail.start, -detail.end)):
        if not kept or detail.start >= kept[-1].end:
            kept.append(detail)
    return kept


def _is_free(line: MeetingDetail, kept: list[MeetingDetail], starts: list[int]) -> bool:
    """Whether nothing that is known already stands in a line."""
    at = bisect_left(starts, line.start)
    after = at == len(kept) or kept[at].start >= line.end
    return after and (at == 0 or kept[at - 1].end <= line.start)


def _found_addresses(text: str) -> Iterator[MeetingDetail]:
    for match in _addresses(text):
        url = match.group().rstrip(_ENDS_A_SENTENCE)
        end = match.start() + len(url)
        if url.lower().startswith("tel:"):
            if "," in url or "%2C" in url.upper():
                yield MeetingDetail(match.start(), end, "dial-in")
        elif url.lower().startswith(("sip:", "sips:")):
            yield MeetingDetail(match.start(), end, "video address")
        elif _SOMEBODY_S_OWN.search(url):
            yield MeetingDetail(match.start(), end, "entry")
        elif (service := meeting_service(url)) is not None and (
            service or match.re is not _BARE_ADDRESS.compiled
        ):
            yield MeetingDetail(match.start(), end, "address", service)


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """Addresses with a scheme, then those without."""
    end = 0
    # From colon to colon, since most texts have none or few.
    for colon in _BEHIND_SCHEME.finditer(text):
        if colon.start() >= end:
            found = _ADDRESS.search(text, max(end, colon.start() - _LONGEST_SCHEME))
            if not found:
                break
            yield found
            end = found.end()
    if _BEHIND_HOST.search(text):
        yield from _BARE_ADDRESS.finditer(text)


def _labelled(text: str) -> Iterator[MeetingDetail]:
    """Numbers and passcodes behind a word that says so; prose about passwords is none."""
    low = text.lower()
    known = low.isascii() and not _LONG_NUMBER.search(low)
    if known and not (_PARTS_WORDS.search(low) and _has_stem(low)):
        return
    for match in _LABELLED.finditer(text):
        value, says = match["value"].rstrip(_ENDS_A_SENTENCE), match["says"].strip(" *_`\t")
        digits = sum(sign.isdigit() for sign in value)
        short = match[0].lower().startswith("pw")  # PW geheim: nobody writes of passwords so
        if "://" in value or (not digits and (not (says or short) or _NO_SECRET.match(value))):
            continue
        what = next(name for name in ("passcode", "perhaps", "number") if match[name])
        if (what == "number" and digits < 6) or (what == "perhaps" and digits < 3 and not short):
            continue
        if value:
            yield MeetingDetail(match.start(), match.start("value") + len(value), what)
    for match in _ROOM_OF_MEET.finditer(text):
        yield MeetingDetail(match.start(), match.end(), "number", "Google Meet")


def _numbers_to_dial(text: str) -> Iterator[MeetingDetail]:
    for match in _DIALLED.finditer(text):
        yield MeetingDetail(match.start(), match.end(), "dial-in")
    for match in _DIAL_IN.finditer(text):
        yield MeetingDetail(match.start(), match.end(), "dial-in")
    for match in _VIDEO_ADDRESS.finditer(text):
        yield MeetingDetail(match.start(), match.end(), "video address")


def _of_an_invitation(text: str) -> Iterator[MeetingDetail]:
    """What is a dial-in only where a text invites to a meeting: lines that are a number."""
    for match in _DIAL_LINE.finditer(text):
        digits = sum(sign.isdigit() for sign in match.group())
        if 7 <= digits <= 16 and not _DATE.search(match.group()):
            yield MeetingDetail(match.start(), match.end(), "dial-in")
    for match in _BARE_IP_LINE.finditer(text):
        yield MeetingDetail(match.start(), match.end(), "video address")


def without_meetings(text: str) -> tuple[str, tuple[MeetingDetail, ...]]:
    """A text without what lets people into meetings and the lines that only lead to it, and what
    was taken out."""
    plain = _MARKS.sub("", text)
    found = meeting_details(plain)
    if not found:
        return text, ()
    pieces, at = [], 0
    for detail in found:
        pieces += [plain[at : detail.start], _CUT, _DIAL if detail.what == "dial-in" else ""]
        at = detail.end
    lines = _unbracketed("".join([*pieces, plain[at:]])).split("\n")
    kept = [line for line in map(_without_gaps, lines) if line is not None]
    left = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    # A line break of Markdown has nothing to part at the end of a paragraph.
    return re.sub(r"\\(?=\n\n|$)", "", left), tuple(found)


def _unbracketed(text: str) -> str:
    """Of links with words the words stay; brackets around nothing go."""
    text = re.sub(r"\[([^\[\]\n]{0,300})\]\(<?\x1e>?[^()\n]{0,80}\)", "\\1\x1e", text)
    return re.sub(r"<\x1e\x1f?>|\(\s*\x1e\x1f?\s*\)|\[\s*\x1e\x1f?\s*\]", _CUT, text)


def _without_gaps(line: str) -> str | None:
    """A line in which something was taken out, as it can stand; None when it says nothing more."""
    bare = line.replace(_CUT, "").replace(_DIAL, "")
    if _CUT not in line:
        separates = len(bare.strip()) > 5 and _ONLY_SIGNS.fullmatch(bare)
        return None if separates or (bare.strip() and _says_nothing(bare)) else line
    # Behind a number stands which country it is of.
    of_a_number = _DIAL in line and line.lstrip(" •*·-").startswith(_CUT) and len(bare) < 80
    if of_a_number or _says_nothing(bare):
        return None
    bare = re.sub(r"\([\s,;|·-]*\)", "", bare)
    return re.sub(r"\s+([.,;!?)])", r"\1", re.sub(r" {2,}", " ", bare)).rstrip(" \t:-–|<(")


def _says_nothing(line: str) -> bool:
    """Whether all that stands between the bars of a line only leads to what was taken out."""
    return all(
        _ONLY_SIGNS.fullmatch(part) or _LEADS_IN.fullmatch(part)
        for part in re.sub(r"<[^<>\n]{0,400}>", "|", line).split("|")
    )


def meeting_address(text: str) -> str:
    """The first address in a text at which a meeting takes place, for a browser; empty where there
    is none."""
    plain = unescape(_MARKS.sub("", text)) if "<" in text else _MARKS.sub("", text)
    for detail in meeting_details(plain):
        address = plain[detail.start : detail.end]
        if detail.what == "address" and not detail.of_a_chat:
            if re.match(r"https?://", address, re.IGNORECASE):
                return address
            if not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
                return f"https://{address}"
    return ""


def is_online_place(text: str) -> bool:
    """Whether what stands for a place says that there is none: online, Zoom, Teams-Besprechung."""
    return bool(_ONLINE_PLACE.fullmatch(text.strip()))


def listed_details(found: Sequence[MeetingDetail]) -> Said:
    """What was found, each kind once: the address of a Zoom meeting, a passcode."""
    return said_row(dict.fromkeys(detail.words for detail in found))
