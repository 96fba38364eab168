"""Write hooks/hearth/base/confusables.py from Unicode's table: python .ci/confusables.py FILE.

FILE is confusables.txt of https://www.unicode.org/Public/security/. Of its rows those are kept in
which one letter or figure looks like letters or figures of ASCII, since those are what a name can
be forged with.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "hooks" / "hearth" / "base" / "confusables.py"
_ROW = re.compile(r"([0-9A-F]+) ;\t([0-9A-F ]+) ;\tMA\t")
_HEAD = '''"""Letters that look like letters of ASCII, made by .ci/confusables.py.

Data: confusables.txt of Unicode Security Mechanisms (UTS 39), version {version}.
Copyright {year} Unicode, Inc. Licence: https://www.unicode.org/license.txt (Unicode-3.0).
"""

UNICODE_VERSION = "{version}"

LOOKS_LIKE = {{
{rows}}}
"""What looks like it, by a letter or a few of ASCII."""
'''


def _rows(text: str) -> dict[str, list[str]]:
    found = defaultdict(list)
    for source, target in _ROW.findall(text):
        char = chr(int(source, 16))
        like = "".join(chr(int(code, 16)) for code in target.split())
        basic = like.isascii() and like.isalnum() and unicodedata.category(char)[0] in "LN"
        if (
            basic
            and ord(char) < 0x10000
            and char != "m"
            and not unicodedata.normalize("NFKC", char).isascii()
        ):
            found[like].append(char)
    return found


def _main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8-sig")
    version = re.search(r"Version: ([\d.]+)", text)[1]
    year = re.search(r"© (\d{4})", text)[1]
    lines = []
    for like, chars in sorted(_rows(text).items()):
        codes = [f"\\u{ord(char):04x}" for char in sorted(chars)]
        parts = ["".join(codes[at : at + 12]) for at in range(0, len(codes), 12)]
        if len(parts) == 1:
            lines.append(f'    "{like}": "{parts[0]}",\n')
        else:
            inner = "".join(f'        "{part}"\n' for part in parts)
            lines.append(f'    "{like}": (\n{inner}    ),\n')
    TARGET.write_text(
        _HEAD.format(version=version, year=year, rows="".join(lines)), encoding="utf-8"
    )


if __name__ == "__main__":
    _main()
