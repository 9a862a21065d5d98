"""Opens what dixit writes with pandas, openpyxl, pyarrow and LibreOffice, and compares cell by cell.

The yardstick is `articles.jsonl` for counts, and for cells the CSV that `--csv-safety off` writes, read by
Python's own `csv`. Called by `.ci/readers`; prints what it did, and every difference; exit code 1 if there is one.
"""

import csv
import datetime
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pandas
import pyarrow.parquet
from openpyxl.utils.escape import unescape as openpyxl_unescape

csv.field_size_limit(1 << 30)

TABLES = ["quotes", "claims", "to_check", "speakers", "documents"]
# How many columns of a sheet stay in view.
IN_VIEW = {"quotes": "B2", "claims": "B2", "to_check": "A2", "speakers": "B2", "documents": "B2"}
NASTY = [
    "=1+1", "'=1+1", "''=1+1", "'quoted'", "+44 20", "-1", "@name", '=HYPERLINK("http://example.org","a, b")',
    "＝1", "＋1", "－1", "＠a", "\t=1", "\r=1", "\n=1", "a\u0000b", "\u0000b", "=a\r\nb", "'", "''", '"', '""', "a,b;c\td",
    "1e5", "0012", "TRUE", "NA", "null", "2023-05-01", "1/2", "\u202eright to left", "zero\u200bwidth", "e\u0301",
    "😀", "_x0041_", "_x005F_", "<b>&amp;</b>", "\u0001\u001f", "\ufffe", "\ufeffmark", "a\u2028b", "x" * 40_000,
    "==", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "http://example.org", "mailto:a@b", "internal:quotes!A1",
]
differences = 0


def differ(where, wanted, got):
    global differences
    differences += 1
    if differences <= 40:
        print(f"DIFFERENT {where}: wanted {str(wanted)[:90]!r}, got {str(got)[:90]!r}")


def same(where, wanted, got):
    if wanted != got:
        differ(where, wanted, got)


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options).stdout


def table(path, delimiter=","):
    """Header and rows, as Python's csv reads them."""
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return rows[0], rows[1:]


# The column of a field that `nasty` calls `=odd, "name"`.
NUMBER = "meta__odd___name_"


def nasty(path):
    with path.open("w", encoding="utf-8") as file:
        for cell in NASTY:
            text = f"“{cell} we will not go,” said Ann Lee.\n\n“{cell}” was what he said of it.\n"
            record = {"id": cell, "title": cell, "author": cell, "outlet": cell, "url": cell, "text": text, "more": cell,
                      "=odd, \"name\"": -1.5, "list": [cell], "paid": True}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        file.write('{"id": "broken", "text": 1}\n{"broken\n')


def compare_rows(where, wanted, got, number=False):
    header, rows = wanted
    same(f"{where}: rows", len(rows), len(got))
    for at, (row, other) in enumerate(zip(rows, got)):
        if len(row) != len(other):
            differ(f"{where}, row {at}: cells", len(row), len(other))
        for name, cell, read in zip(header, row, other):
            if not equal(cell, read):
                differ(f"{where}, row {at}, {name}", cell, read)


def equal(cell, read):
    """A cell of the yardstick and what a reader makes of it: text, number, truth or nothing."""
    if read is None or read == "":
        return cell == ""
    if isinstance(read, bool):
        return cell == str(read).lower()
    if isinstance(read, (int, float)):
        try:
            return abs(float(cell) - float(read)) < 1e-6
        except ValueError:
            return False
    return cell == str(read)


def in_order(where, header, rows):
    """The rows of a sheet, where what is read first stands first, in the order of the .csv."""
    same(f"{where}: header", sorted(header), sorted(rows[0]))
    places = [rows[0].index(name) for name in header if name in rows[0]]
    return [[row[at] for at in places] for row in rows[1:]]


def check_csv(folder, bare, delimiter):
    for name in TABLES + ["errors"]:
        wanted = table(bare / f"{name}.csv", delimiter)
        path = folder / f"{name}.csv"
        raw = path.read_bytes()
        # pandas takes a byte order mark off by itself.
        frame = pandas.read_csv(path, sep=delimiter, dtype=str, keep_default_na=False)
        same(f"pandas {path}: columns", wanted[0], list(frame.columns))
        same(f"pandas {path}: rows", len(wanted[1]), len(frame))
        typed = pandas.read_csv(path, sep=delimiter)
        if name == "quotes":
            same(f"pandas {path}: confidence", "float64", str(typed["confidence"].dtype))
            same(f"pandas {path}: words", "int64", str(typed["words"].dtype))
            same(f"pandas {path}: is_speech", "bool", str(typed["is_speech"].dtype))
        formulas = tuple("=+-@\t\r\n\0＝＋－＠")
        # A negative number of the input is a number.
        for cell in frame.drop(columns=NUMBER, errors="ignore").to_numpy().flatten():
            if cell.startswith(formulas):
                differ(f"pandas {path}", "no formula", cell)
        yield name, raw


def check_unescape(dixit, folder, bare, delimiter):
    for name, raw in check_csv(folder, bare, delimiter):
        wanted = (bare / f"{name}.csv").read_bytes()
        same(f"unescape {folder.name}/{name}", wanted, run(dixit, "unescape", folder / f"{name}.csv"))
        same(f"unescape < {folder.name}/{name}", wanted, run(dixit, "unescape", input=raw))


def check_xlsx(path, bare):
    book = openpyxl.load_workbook(path)
    same(f"openpyxl {path}: sheets", TABLES + ["README"], book.sheetnames)
    for name in TABLES:
        sheet = book[name]
        wanted = table(bare / f"{name}.csv")
        rows = list(sheet.iter_rows())
        for row in rows:
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink:
                    differ(f"openpyxl {name} {cell.coordinate}", "text", cell.value)
        def value(cell):
            return openpyxl_unescape(cell.value) if isinstance(cell.value, str) else cell.value
        rows = in_order(f"openpyxl {name}", wanted[0], [[value(cell) for cell in row] for row in rows])
        compare_rows(f"openpyxl {name}", wanted, rows)
        same(f"openpyxl {name}: frozen", IN_VIEW[name], sheet.freeze_panes)
        same(f"openpyxl {name}: filter", True, bool(sheet.auto_filter.ref))
    colours = [str(type(rule.type)) and rule.type for rules in book["quotes"].conditional_formatting for rule in rules.rules]
    same("openpyxl quotes: a colour scale", True, "colorScale" in colours)
    same("openpyxl claims: verdict colours", True, bool(book["claims"].conditional_formatting))
    frames = pandas.read_excel(path, sheet_name=None, dtype=str, keep_default_na=False)
    for name in TABLES:
        same(f"pandas {path}: {name}", len(table(bare / f"{name}.csv")[1]), len(frames[name]))


def check_parquet(folder, bare, articles):
    for name in TABLES:
        read = pyarrow.parquet.read_table(folder / f"{name}.parquet")
        header, rows = table(bare / f"{name}.csv")
        same(f"pyarrow {name}: columns", header, read.column_names)
        same(f"pyarrow {name}: rows", len(rows), read.num_rows)
        columns = read.to_pydict()
        for at, row in enumerate(rows):
            for column, cell in zip(header, row):
                value = columns[column][at]
                if isinstance(value, str) and (len(value) > 30_000 or "\n" in value or "\r" in value):
                    continue  # whole here, cut and marked there
                if not equal(cell, value):
                    differ(f"pyarrow {name}, row {at}, {column}", cell, value)
    quotes = pyarrow.parquet.read_table(folder / "quotes.parquet")
    said = [quote["quote"] for article in articles for quote in article["quotes"]]
    same("pyarrow quotes: whole texts", said, [text or "" for text in quotes["quote"].to_pylist()])
    same("pyarrow quotes: confidence", "float", str(quotes.schema.field("confidence").type))
    same("pyarrow quotes: start", "int64", str(quotes.schema.field("start").type))
    same("pandas quotes.parquet", quotes.num_rows, len(pandas.read_parquet(folder / "quotes.parquet")))


def check_texts(folder, articles):
    lengths = sorted(len(path.read_bytes().decode("utf-8")) for path in (folder / "text").rglob("*.txt"))
    same("text: lengths in code points", sorted(article["characters"] for article in articles), lengths)
    for line in (folder / "annotations.jsonl").read_bytes().decode("utf-8").rstrip("\n").split("\n"):
        json.loads(line)
    tasks = json.loads((folder / "label-studio.json").read_text(encoding="utf-8"))
    same("Label Studio: tasks", len(articles), len(tasks))
    for task in tasks:
        text = task["data"]["text"]
        for region in task["predictions"][0]["result"]:
            if region["type"] != "relation":
                value = region["value"]
                same("Label Studio: a region", text[value["start"]:value["end"]], value["text"])
    stretches = 0
    for path in (folder / "brat").rglob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        for line in path.read_bytes().decode("utf-8").split("\n"):
            if line.startswith("T"):
                _, place, words = line.split("\t", 2)
                spans = [span.split() for span in place.split(" ", 1)[1].split(";")]
                same(f"brat {path.name}", " ".join(text[int(a):int(b)] for a, b in spans), words)
                stretches += 1
    same("brat: stretches", True, stretches > 0)


def office(folder, *options):
    """Runs LibreOffice with a profile of its own, so that one that is open does not answer."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", *options, "--outdir", folder)


ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def check_office(folder, bare, place):
    if not shutil.which("soffice"):
        print("LibreOffice is not there: passed over")
        return
    office(place, "--convert-to", ALL_SHEETS, folder / "dixit.xlsx")
    for name in TABLES:
        got = table(place / f"dixit-{name}.csv")
        wanted = table(bare / f"{name}.csv")
        rows = in_order(f"LibreOffice dixit.xlsx {name}", wanted[0], [got[0], *got[1]])
        compare_office(f"LibreOffice dixit.xlsx {name}", wanted, rows)
    # As a double click reads it: UTF-8, commas; what a cell looks like is what it is taken for.
    for name in TABLES:
        office(place, "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--convert-to", "xlsx",
               folder / f"{name}.csv")
        book = openpyxl.load_workbook(place / f"{name}.xlsx")
        rows = list(book.active.iter_rows())
        wanted = table(folder / f"{name}.csv")
        same(f"LibreOffice {name}.csv: header", wanted[0], [cell.value for cell in rows[0]])
        for row in rows:
            for cell in row:
                if cell.data_type == "f":
                    differ(f"LibreOffice {name}.csv {cell.coordinate}", "text", cell.value)
        compare_office(f"LibreOffice {name}.csv", wanted, [[cell.value for cell in row] for row in rows[1:]])


def compare_office(where, wanted, got):
    header, rows = wanted
    same(f"{where}: rows", len(rows), len(got))
    for at, (row, other) in enumerate(zip(rows, got)):
        for name, cell, read in zip(header, row, other):
            if not (equal(cell, read) or equal_number(cell, read) or equal_control(cell, read)):
                differ(f"{where}, row {at}, {name}", cell, read)


def equal_number(cell, read):
    """LibreOffice writes TRUE for true; what looks like a number or a date in a CSV is read as such."""
    if isinstance(read, datetime.datetime):
        return cell == read.date().isoformat()
    read = str(read)
    if cell.lower() == read.lower():
        return True
    try:
        return abs(float(cell) - float(read)) < 0.006
    except ValueError:
        return False


def equal_control(cell, read):
    """Characters that XML cannot hold are dropped or written as _xHHHH_."""
    def plain(text):
        text = openpyxl_unescape(str(text))
        return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")
    return plain(cell) == plain(read)


def main(dixit):
    dixit = Path(dixit).resolve()
    place = Path(tempfile.mkdtemp(prefix="dixit-readers-"))
    nasty(place / "nasty.jsonl")
    inputs = [Path("corpus").resolve(), place / "nasty.jsonl"]

    def write(folder, *options):
        command = [str(dixit), *map(str, inputs), "-q", "-o", str(place / folder), *options]
        ended = subprocess.run(command, capture_output=True, text=True)
        same(f"{options}: exit code (two records are broken)", 3, ended.returncode)
        return place / folder

    formats = "csv,jsonl,xlsx,parquet,web-annotation,brat,label-studio"
    everything = write("everything", "-f", formats, "--emit-text")
    articles = [json.loads(line) for line in (everything / "articles.jsonl").open(encoding="utf-8")]
    print(f"{len(articles)} articles, {sum(len(article['quotes']) for article in articles)} quotations")
    bare = write("bare", "-f", "csv", "--csv-safety", "off")
    same("documents.csv has every document", len(articles) + 2, len(table(bare / "documents.csv")[1]))
    print("CSV: pandas, unescape")
    check_unescape(dixit, everything, bare, ",")
    for name, delimiter, options in [
        ("no-bom", ",", ["--no-bom"]),
        ("semicolon", ";", ["--delimiter", ";"]),
        ("tab", "\t", ["--delimiter", "tab", "--keep-newlines"]),
        ("kept", ",", ["--keep-newlines"]),
    ]:
        guarded = write(name, "-f", "csv", *options)
        off = write(f"{name}-off", "-f", "csv", "--csv-safety", "off", *options)
        check_unescape(dixit, guarded, off, delimiter)
    print("XLSX: openpyxl, pandas")
    check_xlsx(everything / "dixit.xlsx", bare)
    print("Parquet: pyarrow, pandas")
    check_parquet(everything, bare, articles)
    print("text, Web Annotation, brat, Label Studio")
    check_texts(everything, articles)
    print("LibreOffice")
    check_office(everything, bare, place)
    if differences:
        print(f"{differences} differences; the files are in {place}")
        sys.exit(1)
    shutil.rmtree(place)
    print("no differences")


main(sys.argv[1])
