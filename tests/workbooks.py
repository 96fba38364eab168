"""Workbooks as programs write them, made in memory: .xlsx and .ods of a few cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape, quoteattr

Cell = object
Sheets = Mapping[str, Sequence[Sequence[Cell]]]
_EPOCH = datetime.fromisoformat("1899-12-30")
_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts '
    'count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" '
    'formatCode="dd/mm/yyyy hh:mm"/><numFmt numFmtId="166" formatCode="hh:mm"/><numFmt '
    'numFmtId="167" formatCode="[h]:mm"/></numFmts><cellXfs count="5"><xf numFmtId="0"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>'
    "</styleSheet>"
)


def _letters(column: int) -> str:
    found = ""
    while column >= 0:
        found = chr(65 + column % 26) + found
        column = column // 26 - 1
    return found


def _xlsx_cell(value: Cell, ref: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{ref}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A")):
        return f'<c r="{ref}" t="e"><v>{value}</v></c>'
    if isinstance(value, str):
        return f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    number, style = _number(value)
    return f'<c r="{ref}" s="{style}"><v>{number}</v></c>'


def _number(value: Cell) -> tuple[float, int]:
    if isinstance(value, datetime):
        return (value - _EPOCH) / timedelta(days=1), 2
    if isinstance(value, date):
        return (value - _EPOCH.date()).days, 1
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440, 3
    if isinstance(value, timedelta):
        return value / timedelta(days=1), 4
    return float(str(value)), 0


def xlsx(
    sheets: Sheets,
    hidden: Sequence[str] = (),
    links: Mapping[str, str] = {},
    hidden_rows: Sequence[int] = (),
    merged: Sequence[str] = (),
    hidden_columns: Sequence[int] = (),
) -> bytes:
    """A workbook of Excel; ``links`` lead from cells (B2) of every sheet to addresses."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed, related, files = "", "", {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="r{number}"/>'
        related += (
            f'<Relationship Id="r{number}" Type="{of}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        lines = "".join(
            f'<row r="{at}"{" hidden=" + chr(34) + "1" + chr(34) if at in hidden_rows else ""}>'
            + "".join(_xlsx_cell(cell, f"{_letters(place)}{at}") for place, cell in enumerate(row))
            + "</row>"
            for at, row in enumerate(rows, 1)
        )
        leads = "".join(f'<hyperlink ref="{ref}" r:id="l{ref}"/>' for ref in links)
        leads = f"<hyperlinks>{leads}</hyperlinks>" if leads else ""
        wide = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
        leads = (f"<mergeCells>{wide}</mergeCells>" if wide else "") + leads
        away = "".join(f'<col min="{at}" max="{at}" hidden="1"/>' for at in hidden_columns)
        away = f"<cols>{away}</cols>" if away else ""
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}" xmlns:r="{of}">{away}<sheetData>{lines}</sheetData>{leads}'
            "</worksheet>"
        )
        files[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
            f'<Relationships xmlns="{package}">'
            + "".join(
                f'<Relationship Id="l{ref}" Type="{of}/hyperlink" Target={quoteattr(address)} '
                'TargetMode="External"/>'
                for ref, address in links.items()
            )
            + "</Relationships>"
        )
    files["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets>{listed}</sheets></workbook>'
    )
    files["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{package}">{related}<Relationship Id="s" Type="{of}/styles" '
        'Target="styles.xml"/></Relationships>'
    )
    files["xl/styles.xml"] = _STYLES
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{package}"><Relationship Id="w" Type="{of}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    return zipped(files)


def _ods_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, date):  # a day, or a day with its time
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, time):
        at = f"PT{value.hour:02}H{value.minute:02}M00S"
        kind = f'office:value-type="time" office:time-value="{at}"'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f"<table:table-cell {kind}>{text}</table:table-cell>"


def ods(sheets: Sheets, more: str = "", manifest: str = "", hidden: Sequence[str] = ()) -> bytes:
    """A workbook of LibreOffice; ``more`` are further rows of the last sheet, in XML."""
    named = "urn:oasis:names:tc:opendocument:xmlns"
    tables = [
        f"<table:table table:name={quoteattr(name)} "
        f'table:style-name="{"ta2" if name in hidden else "ta1"}">'
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        for name, rows in sheets.items()
    ]
    body = "</table:table>".join(tables) + more + "</table:table>"
    content = (
        f'<office:document-content xmlns:office="{named}:office:1.0" '
        f'xmlns:table="{named}:table:1.0" xmlns:text="{named}:text:1.0" '
        f'xmlns:style="{named}:style:1.0" office:version="1.2"><office:automatic-styles>'
        '<style:style style:name="ta1" style:family="table"><style:table-properties '
        'table:display="true"/></style:style><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind,
            "content.xml": content,
            "META-INF/manifest.xml": (
                f'<manifest:manifest xmlns:manifest="{named}:manifest:1.0"><manifest:file-entry '
                f'manifest:full-path="/" manifest:media-type="{kind}"/>'
                f'<manifest:file-entry manifest:full-path="content.xml" '
                f'manifest:media-type="text/xml">{manifest}</manifest:file-entry>'
                "</manifest:manifest>"
            ),
        }
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()
