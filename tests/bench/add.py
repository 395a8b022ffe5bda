# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 the nianbao authors
"""What a script of the office would do: load a report and add up the columns of table three."""

import sys

import yaml


def total(rows, column):
    added = 0
    for name, row in rows.items():
        if name in ("new", "carried_in", "total", "carried_out"):
            continue
        if "total" in row:
            added += row[column]
        else:
            added += sum(part[column] for part in row.values())
    return added


with open(sys.argv[1], encoding="utf-8") as file:
    requests = yaml.load(file, Loader=yaml.CSafeLoader)["requests"]
for column, stated in requests["total"].items():
    due = total(requests, column)
    if due != stated:
        print(f"{column}: {stated}, due {due}")
