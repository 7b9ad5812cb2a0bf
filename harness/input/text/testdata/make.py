#!/usr/bin/env python3
"""Makes the examples of GCT and GEO series matrix, and what pandas reads in them.

Run in this folder: writes example.gct, example13.gct, example_series_matrix.txt.gz and
values.hex.gz, which has a line "file", then one per row: the id, and its values as
hexadecimal floats (nan where missing) as pandas reads them with
float_precision="round_trip". The values are those of all200.csv.gz, a few replaced by
what is hard to read or missing; the fields of the samples are made up.
"""
import gzip

import pandas as pd

source = pd.read_csv("all200.csv.gz", index_col=0, dtype=str)
table = source.iloc[:60, :12].copy()
hard = ["", "null", "NA", "1e-300", "0.1234567890123456789012", "-0", "9007199254740993", "5e-324", "1.7976931348623157e308", "123456"]
for i, text in enumerate(hard):
    table.iloc[3 * i, i] = text
samples = [f"GSM9000{i:02d}" for i in range(1, 13)]


def tabs(*cells):
    return "\t".join(cells) + "\n"


def gct(missing):
    for name, row in table.iterrows():
        yield name, [missing if v in ("", "null", "NA") else v for v in row]


with open("example.gct", "w") as f:
    f.write("#1.2\n" + tabs(str(len(table)), "12") + tabs("Name", "Description", *samples))
    for i, (name, row) in enumerate(gct("")):
        f.write(tabs(name, ["na", '5" probe', "a gene, of some kind", '"quoted"'][i % 4], *row))

with open("example13.gct", "w") as f:
    f.write("#1.3\n" + tabs(str(len(table)), "12", "2", "2") + tabs("id", "symbol", "chromosome", *samples))
    f.write(tabs("disease state", "na", "na", *(["AML"] * 5 + ["ALL"] * 7)))
    f.write(tabs("age", "na", "na", *[str(20 + i) for i in range(11)], "na"))
    for i, (name, row) in enumerate(gct("NaN")):
        f.write(tabs(name, f"G{i}", str(i % 22 + 1), *row))


def quoted(what, cells):
    return tabs(what, *(f'"{c}"' for c in cells))


head = (
    tabs("!Series_title", '"Leukaemia, an example of the format"')
    + tabs("!Series_geo_accession", '"GSE900000"')
    + tabs("!Series_summary", '"What a "series matrix" looks like."')
    + tabs("!Series_sample_id", '"' + " ".join(samples) + ' "')
    + "\n"
    + quoted("!Sample_title", [f"patient {i}" for i in range(1, 13)])
    + quoted("!Sample_geo_accession", samples)
    + quoted("!Sample_source_name_ch1", ["bone marrow"] * 10 + ["blood"] * 2)
    + quoted("!Sample_organism_ch1", ["Homo sapiens"] * 12)
    # The third patient has no sex given: the other lines of that sample move up.
    + quoted("!Sample_characteristics_ch1", ["disease state: AML"] * 5 + ["disease state: ALL"] * 7)
    + quoted("!Sample_characteristics_ch1", [f"age: {40 + i}" if i == 2 else "Sex: " + "FM"[i % 2] for i in range(12)])
    + quoted("!Sample_characteristics_ch1", ["" if i == 2 else f"age: {40 + i}" for i in range(12)])
    + quoted("!Sample_characteristics_ch1", ["time: 12:30" if i < 2 else "" for i in range(12)])
    + quoted("!Sample_data_row_count", [str(len(table))] * 12)
    + "!series_matrix_table_begin\n"
)
body = quoted('"ID_REF"', samples)
for name, row in table.iterrows():
    body += tabs(f'"{name}"', *("" if v == "NA" else v for v in row))
with gzip.GzipFile("example_series_matrix.txt.gz", "wb", mtime=0) as f:
    f.write((head + body + "!series_matrix_table_end\n").encode())

with gzip.GzipFile("values.hex.gz", "wb", mtime=0) as out:
    for name, options in [
        ("example.gct", dict(skiprows=2, usecols=lambda c: c != "Description", quoting=3)),
        ("example13.gct", dict(skiprows=[0, 1, 3, 4], usecols=lambda c: c not in ("symbol", "chromosome"))),
        ("example_series_matrix.txt.gz", dict(comment="!")),
    ]:
        data = pd.read_csv(name, sep="\t", index_col=0, float_precision="round_trip", **options)
        assert data.shape == (60, 12), data.shape
        out.write((name + "\n").encode())
        for row, values in data.iterrows():
            out.write(tabs(str(row), *(float(v).hex() for v in values)).encode())
