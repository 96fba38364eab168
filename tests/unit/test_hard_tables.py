"""Tables as people keep them: titles above, sums below, two lines of names, other languages, days
whose order only the column shows. A row is read as a careful person would, or left out with why."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import pytest

import hubs
import workbooks
from hearth.contribute.importing.columns import by_evidence
from hearth.contribute.importing.detect import read_rows
from hearth.contribute.importing.preview import prepare
from hearth.contribute.importing.recognise import recognised
from hearth.contribute.importing.tables import UnreadableError
from hearth.contribute.importing.transforms import LostError, applied, by_joined_words
from hearth.model.hub import Hub
from table_rows import GIVEN, read, said_of


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A small hub to import into."""
    return hubs.load(hubs.minimal_hub(tmp_path_factory.mktemp("tables") / "hub"))[0]


SHEETS: dict[str, Sequence[Sequence[object]]] = {
    "Members": [
        ["Club list"],
        [],
        ["First name", "Last name", "City", "Country", "Joined", "OK to publish?"],
        ["Ada", "Stone", "Leeds", "UK", date(2023, 12, 25), "yes"],
        ["Bo", "Reed", "Oslo", "Norway", date(2025, 5, 5), "no"],
        ["Total", 2, None, None, None, None],
    ],
    "Budget": [["Item", "Amount"], ["Cake", 12]],
    "Old": [["x"]],
}
LEEDS = "name: Ada Stone / place: / city: Leeds / country: GB / joined: 2023-12-25"


MEMBERS = [
    pytest.param(
        "Unsere Mitglieder 2026\nStand: 1.10.2026\n\n"
        "Vorname;Nachname;Wohnort;Land;Mitglied seit;Einverständnis\n"
        "Anna;Beispiel;Köln;Deutschland;25.12.2023;ja\nBernd;Muster;Bonn;DE;05.05.2025;nein\n"
        ";;;;;\nSumme;2;;;;\n* Nur intern\n",
        [
            "name: Anna Beispiel / place: / city: Köln / country: DE / joined: 2023-12-25",
            "- somebody who does not want to be listed (Einverständnis: nein)",
            "- is a sum and no record",
            "- is a heading or a note and no record",
        ],
        id="titles, a sum and a note",
    ),
    pytest.param(
        "Nom,,Adresse,,Inscription\nPrénom,Nom de famille,Ville,Pays,Date d'adhésion\n"
        "Jeanne,Martin,Lyon,France,14/07/2024\nPaul,Petit,Namur,Belgique,01/02/2025\n",
        [
            "name: Jeanne Martin / place: / city: Lyon / country: FR / joined: 2024-07-14",
            "name: Paul Petit / place: / city: Namur / country: BE / joined: 2025-02-01",
        ],
        id="two lines of names",
    ),
    pytest.param(
        'name,joined,headline\nAda One,2024-01-01,"Likes\nBo Two,2024-02-01,Reads\n'
        "Cy Three,2024-03-01,Writes\n",
        [
            "name: Ada One / headline: Likes / joined: 2024-01-01",
            "name: Bo Two / headline: Reads / joined: 2024-02-01",
            "name: Cy Three / headline: Writes / joined: 2024-03-01",
        ],
        id="a quotation mark that is not closed",
    ),
    pytest.param(
        "name;joined;headline\nAda One;2024-01-01;A\nBo Two,2024-02-01,B\n"
        "Cy Three\t2024-03-01\tC\n",
        [
            "name: Ada One / headline: A / joined: 2024-01-01",
            "name: Bo Two / headline: B / joined: 2024-02-01",
            "name: Cy Three / headline: C / joined: 2024-03-01",
        ],
        id="mixed separators",
    ),
    pytest.param(
        "name,joined,headline\nJosé Díaz,2024-01-01,Café\n".encode()
        + "Ana Núñez,2024-02-02,Niño\n".encode("cp1252"),
        [
            "name: José Díaz / headline: Café / joined: 2024-01-01",
            "name: Ana Núñez / headline: Niño / joined: 2024-02-02",
        ],
        id="mixed encodings",
    ),
    pytest.param(
        "name\tjoined\nAda One\t2024-01-01\n".encode("utf-16"),
        ["name: Ada One / joined: 2024-01-01"],
        id="UTF-16",
    ),
    pytest.param(
        "שם פרטי,שם משפחה,עיר,מדינה,תאריך הצטרפות\nדנה,לוי,חיפה,ישראל,12.03.2024\n",
        ["name: דנה לוי / place: / city: חיפה / country: IL / joined: 2024-03-12"],
        id="Hebrew",
    ),
    pytest.param(
        "الاسم,المدينة,البلد,تاريخ الانضمام\nليلى حداد,عمان,الأردن,2024-03-05\n",
        ["name: ليلى حداد / place: / city: عمان / country: JO / joined: 2024-03-05"],
        id="Arabic",
    ),
    pytest.param(
        "Nome,Data de entrada,Aceita publicação\nJoão Silva,02/03/2024,Sim\n"
        "Rita Costa,15/03/2024,Não\nRui Sá,20/04/2024,\n",
        [
            "name: João Silva / joined: 2024-03-02",
            "- somebody who does not want to be listed (Aceita publicação: Não)",
            "- nothing says clearly that they agree to be listed (Aceita publicação: –)",
        ],
        id="consent in Portuguese",
    ),
    pytest.param(
        'Name, Vorname;Eintritt\n"One, Ada";01.03.2024\n"Two, Bo";02.03.2024\n',
        ["name: Ada One / joined: 2024-03-01", "name: Bo Two / joined: 2024-03-02"],
        id="two names in one column",
    ),
    pytest.param(
        "Name,Name,Joined\nFirst,Last,\nAda,One,2024-03-01\n",
        ["name: Ada One / joined: 2024-03-01"],
        id="one name for two columns",
    ),
    pytest.param(
        "Name,Joined,Consent to be listed\nAda One,2024-03-01,☑\nBo Two,2024-03-01,✗\n",
        [
            "name: Ada One / joined: 2024-03-01",
            "- somebody who does not want to be listed (Consent to be listed: ✗)",
        ],
        id="ticks",
    ),
    pytest.param(
        "name,joined\nAda One,45285\nBo Two,45782\n",
        ["name: Ada One / joined: 2023-12-25", "name: Bo Two / joined: 2025-05-05"],
        id="days as numbers",
    ),
    pytest.param(
        "Name,Town,Joined\nAda One,London,2024-01-05\nBo Two,Springfield,2024-02-01\n",
        [
            "name: Ada One / place: / city: London / country: GB / joined: 2024-01-05",
            "name: Bo Two / joined: 2024-02-01",
        ],
        id="towns without a country",
    ),
    pytest.param(
        "Name,About,Headline,Links,Joined\n"
        "Ada One <ada@example.org>,Tel.: +49 30 1234567,Call 0171-2345678,"
        "https://github.com/ada @ada@example.social ada.example,14.07.24\n"
        "Bo Two,Born 1999-12-03 in 2 of 300 houses,Baker,,01.02.99\n",
        [
            "name: Ada One / joined: 2024-07-14 / links: / website: https://ada.example "
            "/ github: ada / mastodon: ada@example.social",
            "--- / name: Bo Two / headline: Baker / joined: 1999-02-01 / --- "
            "/ Born 1999-12-03 in 2 of 300 houses",
        ],
        id="contacts and several links in cells",
    ),
    pytest.param(
        "Name,Status,Joined,Listed?\nAda One,aktiv,2024-01-01,Yes please\n"
        "Bo Two,Austritt zum 31.12.2025,2024-01-01,ja\nCy Three,†,2024-01-01,oui\n"
        "Di Four,active,2024-01-01,Not sure\nEl Five,active,2024-01-01,\n",
        [
            "name: Ada One / joined: 2024-01-01 / status: active",
            "- no member now, by what its source says (Status: Austritt zum 31.12.2025)",
            "- no member now, by what its source says (Status: †)",
            "- nothing says clearly that they agree to be listed (Listed?: Not sure)",
            "- nothing says clearly that they agree to be listed (Listed?: –)",
        ],
        id="who left, and who did not say",
    ),
    pytest.param(
        "Name,City,Country,Joined\nBoard,,,\nAda One,Leeds,UK,'2024-01-01\n"
        "#NAME?,Oslo,Norway,2024-01-02\nExported on 2026-11-01,,,\n",
        [
            "- is a heading or a note and no record",
            "name: Ada One / place: / city: Leeds / country: GB / joined: 2024-01-01",
            "- name is missing",
            "- is a heading or a note and no record",
        ],
        id="headings among the rows and a formula that failed",
    ),
    pytest.param(
        "Name,City,Country,Joined,هل توافق على النشر؟\n"
        "\u200fAda\u200b One\u200f,Leeds,UK,2024-01-01,نعم\n"
        "Bo Two,Oslo,Norway,2024-01-02,لا\nFormer members,,,,\nCy Three,Rome,Italy,2024-01-03,نعم\n"
        "Members abroad,,,,\nDi Four,Bonn,DE,2024-01-04,نعم\n\nWho left\n"
        "Name,City,Country,Left\nEl Five,Oslo,Norway,2025-01-01\n",
        [
            "name: Ada One / place: / city: Leeds / country: GB / joined: 2024-01-01",
            "- somebody who does not want to be listed (هل توافق على النشر؟: لا)",
            "- is a heading or a note and no record",
            '- no member now, as "Former members" above it says',
            "- is a heading or a note and no record",
            "name: Di Four / place: / city: Bonn / country: DE / joined: 2024-01-04",
            "- is a heading or a note and no record",
            '- no member now, as "Who left" above it says',
        ],
        id="a question of consent, and tables of those who left",
    ),
    pytest.param(
        "<html><style>td {mso-number-format: '@'}</style><table><tr><th>Name<th>City<th>Country"
        "<th>Joined</tr><tr><td>Ada &amp; Bo</td><td rowspan=2>Leeds</td><td>UK</td>"
        "<td>2024-01-01</td></tr><tr><td>Cy Three<td>UK<td>2024-01-02</tr></table></html>",
        [
            "name: Ada & Bo / place: / city: Leeds / country: GB / joined: 2024-01-01",
            "name: Cy Three / place: / city: Leeds / country: GB / joined: 2024-01-02",
        ],
        id="a web page that is called a table",
    ),
]
"""Lists of people, and what becomes of each row."""


@pytest.mark.parametrize(("raw", "wanted"), MEMBERS)
def test_lists_of_people(hub: Hub, raw: str | bytes, wanted: list[str]) -> None:
    """Each row a person, or the reason why not."""
    preview, question, _ = read(hub, "member", raw)
    assert said_of(preview) == wanted and question == ""


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (workbooks.xlsx(SHEETS, hidden=["Old"]), "list.xlsx"),
        (workbooks.ods(SHEETS, hidden=["Old"]), "list.ods"),
    ],
    ids=["xlsx", "ods"],
)
def test_workbooks(hub: Hub, raw: bytes, name: str) -> None:
    """As the same table in text; sheets of other things and those put away are named."""
    preview, _, notes = read(hub, "member", raw, name)
    assert said_of(preview) == [
        LEEDS,
        "- somebody who does not want to be listed (OK to publish?: no)",
        "- is a sum and no record",
    ]
    told = " ".join(notes)
    assert '"Budget" is left out' in told and '"Old" is hidden' in told
    with pytest.raises(UnreadableError, match="Its sheets are: Members, Budget, Old"):
        read(hub, "member", raw, name, sheet="People")


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Can we publish your profile on the website?", "Y", "N"),
        ("OK to list publicly", "yes", "no"),
        ("Bist du einverstanden, veröffentlicht zu werden?", "Ja gerne", "lieber nicht"),
        ("Acceptez-vous d'apparaître dans l'annuaire ?", "oui", "Non merci"),
        ("¿Autoriza la publicación de sus datos?", "Sí", "quizás"),
        ("Autorizo divulgação", "Sim", "Não"),
        ("האם לפרסם את הפרטים?", "כן", "לא"),
        ("هل توافق على النشر؟", "نعم", "لا"),
        ("掲載に同意しますか", "はい", "いいえ"),
    ],
)
def test_questions_of_consent(hub: Hub, question: str, yes: str, no: str) -> None:
    """Only who clearly says yes comes in, in whatever words they were asked."""
    said = zip(("Di Four", "El Five", "Fa Six"), (yes, no, ""), strict=True)
    rows = [["Name", "Joined", question], *([name, "2024-01-01", x] for name, x in said)]
    raw = "\n".join(";".join(cells) for cells in rows)
    states = [line.state for line in read(hub, "member", raw)[0].lines]
    assert states == ["new", "left out", "left out"]


def test_contacts_in_texts_of_events(hub: Hub) -> None:
    """Whom to call stays out of what is published, sentence by sentence, and it is said."""
    text = "Tel. us by 2026-12-05. Call Bo on 0171-2345678. ISBN 978-3-16-148410-0, 2026-2027!"
    raw = f"Event;Date;Where;Description\nA;2026-12-05;Online;{text}\n"
    line = read(hub, "event", raw)[0].lines[0]
    assert "Tel. us by 2026-12-05. ISBN 978-3-16-148410-0, 2026-2027!" in (line.text or "")
    assert any("a telephone number is left away" in why for why in line.why)


def test_topics_without_blanks() -> None:
    """A word in one piece is the topic whose word has several, where only one is."""
    words = by_joined_words({"open source": "open", "re-do": "one", "red-o": "two", "日本": "jp"})
    assert applied("topic", None, "OpenSource", words) == ["open"]
    for other in ("redo", "中国"):
        with pytest.raises(LostError):
            applied("topic", None, other, words)


def test_formulas_that_failed(hub: Hub) -> None:
    """Whatever they are called; a newer name for it does not cost the whole workbook."""
    rows = [
        ["Name", "City", "Joined"],
        *([f"Ada {x}", x, "2024-01-01"] for x in ("#SPILL!", "#REF!")),
    ]
    preview, _, _ = read(hub, "member", workbooks.xlsx({"List": rows}), "list.xlsx")
    assert all("place" not in line for line in said_of(preview))
    assert ["a formula in it failed" in line.why[0] for line in preview.lines] == [True, True]


def test_a_cell_over_several_rows(hub: Hub) -> None:
    """A day that is merged over rows is that of each; of hidden columns it is told."""
    rows = [["Date", "Event", "Where"], [date(2026, 12, 5), "A", "Online"], [None, "B", "Online"]]
    raw = workbooks.xlsx({"Plan": rows}, merged=["A2:A3"], hidden_columns=[3, 9])
    preview, _, notes = read(hub, "event", raw, "p.xlsx")
    told = said_of(preview)
    assert notes == ('Hidden columns of the sheet "Plan" are read like the others: C.',)
    starts = [re.findall(r"start: (\S+)", line) for line in told]
    assert starts == [["2026-12-05"], ["2026-12-05"]]


def test_a_year_that_nothing_says(hub: Hub) -> None:
    """It is asked for once, and given once; the name of a file can say it."""
    raw = "Date,Event,Where\n12 March,Camp,Online\n"
    preview, _, notes = read(hub, "event", raw)
    assert said_of(preview) == ['- date: "12 March" says no year'] and "--year" in notes[-1]
    told = [read(hub, "event", raw, "plan_2027.csv"), read(hub, "event", raw, year=2027)]
    assert all("start: 2027-03-12" in said_of(each[0])[0] for each in told)
    assert "they are taken for days of 2027" in told[0][2][-1]


def test_one_country_for_all_towns(hub: Hub) -> None:
    """What a note asks for is understood where it is given; a town that is known keeps its own."""
    raw = "Event;Date;Where\nA;2026-12-05;Halle Kalk\nB;2026-12-06;Haus, Köln\nC;2026-12-07;Paris\n"
    assert any("--set place.country=" in why for why in read(hub, "event", raw)[0].lines[1].why)
    rows = recognised("list.csv", raw.encode(), hub.as_of, "event")
    plan = by_evidence(rows.plan, rows.rows.rows).plan
    found = said_of(prepare(hub, rows.rows.rows, plan, {**GIVEN, "place.country": "DE"}))
    assert [re.findall(r"city: (\S+) / country: (\S+)", each) for each in found] == [
        [],
        [("Köln", "DE")],
        [("Paris", "FR")],
    ]


def test_times_in_cells_of_their_own(hub: Hub) -> None:
    """Days and times as a workbook keeps them, and the place in one cell."""
    rows = [
        ["Event", "Date", "From", "To", "Where"],
        ["Camp", date(2026, 12, 5), time(9, 30), time(17, 0), "Town Hall, Bristol, UK"],
        ["Talk", datetime.fromisoformat("2026-12-07T19:00"), None, None, "Online"],
    ]
    preview, _, _ = read(hub, "event", workbooks.xlsx({"Plan": rows}), "plan.xlsx")
    camp, talk = said_of(preview)
    assert "start: 2026-12-05T09:30" in camp and "end: 2026-12-05T17:00" in camp
    assert "city: Bristol" in camp and "country: GB" in camp
    assert "start: 2026-12-07T19:00" in talk and "mode: online" in talk


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK\x03\x04garbage", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password, or is in the old format"),
    ],
)
def test_broken_workbooks(hub: Hub, raw: bytes, why: str) -> None:
    """Refused with what to do, whatever is wrong with them."""
    with pytest.raises(UnreadableError, match=why):
        read(hub, "member", raw, "list.xlsx")


@pytest.mark.parametrize("cell", ["XFD1048576", "xfd1048576"])
@pytest.mark.parametrize("row", ["3", "1048576"])
def test_a_cell_far_away_unfolds_nothing(cell: str, row: str) -> None:
    """However its place is written: a reader would make room for all cells before it."""
    raw, sheet = workbooks.xlsx({"A": [["Name"], ["Ada"]]}), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    files[sheet] = files[sheet].replace(b"</sheetData>", far.encode())
    with pytest.raises(UnreadableError, match="unfolds to more"):
        read_rows("xlsx", workbooks.zipped(files))


FAR = '<c r="XFD1048576"><v>1</v></c>'
SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"


def with_rows(more: str) -> dict[str, str]:
    """The parts of a workbook with further rows, in XML."""
    with zipfile.ZipFile(io.BytesIO(workbooks.xlsx({"A": [["Name"], ["Ada"]]}))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    return {**parts, SHEET: parts[SHEET].replace("</sheetData>", f"{more}</sheetData>")}


def elsewhere() -> dict[str, str]:
    """A sheet in a folder that sheets are not in, and a harmless one where they are."""
    parts, far = with_rows(""), with_rows(f"<row>{FAR}</row>")[SHEET]
    related = parts[RELATIONS].replace("worksheets/sheet1.xml", "other.xml")
    return {**parts, "xl/other.xml": far, RELATIONS: related}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (with_rows(f'<row r="3"><a>{FAR}</a></row>'), "unfolds to more"),
        (with_rows(FAR), "no workbook"),
        (with_rows(f"<a>{FAR}</a><row/>"), "no workbook"),
        (elsewhere(), "no workbook"),
        ({**with_rows(f"<row>{FAR}</row>"), "content.xml": "<a/>"}, "no workbook"),
        ({**with_rows(""), SHEET.upper(): "<a/>"}, "no workbook"),
    ],
)
def test_workbooks_that_unfold(hub: Hub, parts: dict[str, str], why: str) -> None:
    """Refused before the reader makes room for their cells, however they are written."""
    with pytest.raises(UnreadableError, match=why):
        read(hub, "member", workbooks.zipped(parts), "list.xlsx")


def test_one_day_settles_a_column(hub: Hub) -> None:
    """Which number is the month, by the days that leave no choice."""
    preview, question, _ = read(hub, "member", "name,joined\nA B,25/12/2023\nC D,04/05/2025\n")
    assert question == "" and "joined: 2025-05-04" in said_of(preview)[1]
    preview, question, _ = read(hub, "member", "name,joined\nA B,12/25/2023\nC D,04/05/2025\n")
    assert question == "" and "joined: 2025-04-05" in said_of(preview)[1]


def test_what_nothing_settles_is_asked_once(hub: Hub) -> None:
    """One question for the file, and no guess."""
    preview, question, _ = read(hub, "member", "name,joined\nA B,01/12/2023\nC D,04/05/2025\n")
    assert question.startswith('Which number of "01/12/2023" is the month?')
    assert "--days day-first" in question
    assert all(line.startswith("- joined is missing") for line in said_of(preview))


EVENTS = [
    pytest.param(
        "Título;Fecha;Hora inicio;Hora fin;Lugar;Estado\n"
        "Reunión de otoño;25 de octubre de 2026;18:00;20:00;Biblioteca, Madrid, España;\n"
        "CANCELADO: Taller;3 de noviembre de 2026;10:00;;Biblioteca, Madrid, España;\n"
        "Cena;4 de noviembre de 2026;21:00;;Biblioteca, Madrid, España;Cancelado\n",
        [
            ("2026-10-25T18:00", ""),
            ("2026-11-03T10:00", "cancelled"),
            ("2026-11-04T21:00", "cancelled"),
        ],
        id="Spanish",
    ),
    pytest.param(
        "Datum;Uhrzeit;Veranstaltung;Ort\n"
        "Sa 05.12.2026;18–20 Uhr;Treffen;Halle, Köln, Deutschland\n"
        "Mi., 9. Dezember 2026;19 Uhr;Vortrag (verschoben);Online\n",
        [("2026-12-05T18:00", ""), ("2026-12-09T19:00", "postponed")],
        id="German",
    ),
    pytest.param(
        "イベント名,開催日,開始時刻,終了時刻,会場\n交流会,2026年12月5日,19:00,21:00,オンライン\n"
        "【中止】勉強会,2026/12/12,19:00,,オンライン\n",
        [("2026-12-05T19:00", ""), ("2026-12-12T19:00", "cancelled")],
        id="Japanese",
    ),
    pytest.param(
        "العنوان,التاريخ,وقت البدء,المكان\nلقاء,٥ ديسمبر ٢٠٢٦,١٩:٠٠,عبر الإنترنت\n",
        [("2026-12-05T19:00", "")],
        id="Arabic",
    ),
    pytest.param(
        "Titel;Beginn;;Ende;;Ort\n;Datum;Uhrzeit;Datum;Uhrzeit;\n"
        "Treffen;5.12.2026;18:00;5.12.2026;20:00;Halle, Köln, Deutschland\n",
        [("2026-12-05T18:00", "")],
        id="two lines of names",
    ),
    pytest.param(
        "Programme 2027\n\nDate,Time,Event,Where\nSat 5 June,10am-4pm,Open day,Online\n"
        "12-14 March,,Camp,Online\nSat 6 June,7pm,Dinner,Online\n2028,,,\n"
        "3 April,7pm,Circle,Online\n",
        [
            ("2027-06-05T10:00", ""),
            ("2027-03-12", ""),
            ('- date: "Sat 6 June" says no year', ""),
            ("- is a heading or a note and no record", ""),
            ("2028-04-03T19:00", ""),
        ],
        id="the year above, and months",
    ),
    pytest.param(
        "Date,Title,Where\nDecember 2026,,\nSat 5,Fair,Online\nJanuary 2027,,\n9,Walk,Online\n",
        [
            ("- is a heading or a note and no record", ""),
            ("2026-12-05", ""),
            ("- is a heading or a note and no record", ""),
            ("2027-01-09", ""),
        ],
        id="months above the days",
    ),
    pytest.param(
        "Date,Time,Event,Where\nSaturday 5 December 2026,10:00,Opening,Online\n"
        ",11:00,Talk,Online\n,9:00,Breakfast,Online\n",
        [
            ("2026-12-05T10:00", ""),
            ("2026-12-05T11:00", ""),
            ("- start says a time (09:00) and no day", ""),
        ],
        id="a day said once for several times",
    ),
    pytest.param(
        "Titel;Datum;Datum 2;Ort;Status\nA;5.12.2026;12.12.2026;Online;entfällt\n"
        "B;6.12.2026;;Online;ausgebucht\n",
        [
            ("2026-12-05", "cancelled"),
            ("2026-12-06", ""),
        ],
        id="words for a status, and a second day",
    ),
    pytest.param(
        "Titel;Datum;Uhrzeit;Ort;Link\nTom;5.12.2026;18.00 Uhr (Einlass 17.30);Online;\n"
        "B;6.12.2026;1800-2030;Online;Mehr: https://b.example.com/x.\nC;7.12.2026;7pm till late;"
        "Online;\nD;Dec-20;;Online;\nE;Mo 7.12. 18 Uhr;;Online;\n",
        [
            ("2026-12-05T18:00", ""),
            ("2026-12-06T18:00", ""),
            ("2026-12-07T19:00", ""),
            ('- date: "Dec-20" can be a day or a month of a year', ""),
            ('- date: "Mo 7.12. 18 Uhr" says no year', ""),
        ],
        id="more beside the time than the time",
    ),
    pytest.param(
        "日付,時間,イベント名,会場\n2026年12月5日（土）,19:00〜21:00,忘年会,オンライン\n",
        [("2026-12-05T19:00", "")],
        id="times in a column that is called a length",
    ),
    pytest.param(
        "Titel;Datum;Start;Ende;Dauer;Ort;Öffentlich\nA;5.12.2026;1830;20;;Online;ja\n"
        "B;6.12.2026;ganztägig;;;Online;nein\nC;6.12.2026;ganztägig;;;Online;ja\n"
        "D;7.12.2026;9;;1,5;Online;ja\n",
        [
            ("2026-12-05T18:30", ""),
            ("- its source says that it is not public (Öffentlich: nein)", ""),
            ("2026-12-06", ""),
            ("2026-12-07T09:00", ""),
        ],
        id="times in figures alone, and what is not public",
    ),
]
"""Lists of events: the start of each and its status."""


@pytest.mark.parametrize(("raw", "wanted"), EVENTS)
def test_lists_of_events(hub: Hub, raw: str, wanted: list[tuple[str, str]]) -> None:
    """When each begins, and which do not take place."""
    preview, question, _ = read(hub, "event", raw)
    found = []
    for told in said_of(preview):
        status = re.search(r"status: (\S+)", told)
        start = re.search(r"start: (\S+)", told)
        found.append((start[1] if start else told, status[1] if status else ""))
    assert found == wanted and question == ""
