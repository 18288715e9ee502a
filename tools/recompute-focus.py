#!/usr/bin/env python3
"""Adds up FOCUS files with Python's standard library alone, to compare an import with.

usage: recompute-focus.py FILE...   (CSV or JSON Lines, packed with gzip or not)

Prints JSON: rows in all, and per account|month|currency|charge category the sums of billed, effective and list cost and
the number of rows. Amounts have twelve decimals, half-even. The month is the UTC month of the day after the billing
period's start. List cost is the file's for usage and purchases, the billed cost for all else and where there is none, and
nothing for unused commitments.
"""
import csv
import gzip
import json
import sys
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Context, Decimal

CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)
PLACES = Decimal("1e-12")
CATEGORIES = {name.lower(): name for name in ("Usage", "Purchase", "Tax", "Credit", "Adjustment")}


def records(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        if ".jsonl" in path:
            for line in file:
                if line.strip():
                    yield json.loads(line, parse_float=Decimal, parse_int=Decimal)
        else:
            yield from csv.DictReader(file)


def given(record, name):
    value = record.get(name)
    return None if value in (None, "", "NULL", "\\N") else value


def amount(record, name):
    value = given(record, name)
    return None if value is None else Decimal(value).quantize(PLACES, context=CONTEXT)


def month(record):
    start = datetime.fromisoformat(given(record, "BillingPeriodStart").replace("Z", "+00:00"))
    if start.tzinfo is None:
        start = start.replace(tzinfo=timezone.utc)
    return (start.astimezone(timezone.utc) + timedelta(days=1)).strftime("%Y-%m")


def main(paths):
    totals = {}
    rows = 0
    for path in paths:
        for record in records(path):
            rows += 1
            category = CATEGORIES[given(record, "ChargeCategory").lower()]
            billed = amount(record, "BilledCost")
            stated = amount(record, "ListCost")
            if given(record, "CommitmentDiscountStatus") == "Unused":
                listed = Decimal(0)
            elif category in ("Usage", "Purchase") and stated is not None:
                listed = stated
            else:
                listed = billed
            key = "|".join(
                (given(record, "BillingAccountId"), month(record), given(record, "BillingCurrency"), category)
            )
            total = totals.setdefault(key, [Decimal(0), Decimal(0), Decimal(0), 0])
            total[0] = CONTEXT.add(total[0], billed)
            total[1] = CONTEXT.add(total[1], amount(record, "EffectiveCost"))
            total[2] = CONTEXT.add(total[2], listed)
            total[3] += 1
    json.dump(
        {
            "rows": rows,
            "totals": {
                key: {"billed": f"{b:f}", "effective": f"{e:f}", "list": f"{l:f}", "rows": n}
                for key, (b, e, l, n) in sorted(totals.items())
            },
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
