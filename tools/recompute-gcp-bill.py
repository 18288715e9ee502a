"""What a Google Cloud invoice month costs, computed from the exported billing table with nothing of the product.

    python3 tools/recompute-gcp-bill.py 202610 part-0.jsonl part-1.jsonl.gz

Prints JSON: per "account|currency|kind of charge" the sum of billed cost, the stated list cost and the number of
charges, as decimal text, and the invoice total per account and currency (cost plus every credit). Discounts are part of
the line they lower, promotions and subscription benefits are charges of their own. Reads JSON Lines as BigQuery exports
them. Amounts of more than twelve decimals are rounded half-even one by one.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

ZERO = Decimal(0)
FIXED = Decimal(1).scaleb(-12)
OWN = {"PROMOTION", "SUBSCRIPTION_BENEFIT"}
FEE = re.compile(r"^Commitment( v[0-9]+:| - )")
# Pacific midnight of the months the generator and the samples have: 7 hours behind UTC in summer, 8 in winter.
SUMMER = {"04", "05", "06", "07", "08", "09", "10", "11"}


def amount(value):
    number = ZERO if value is None else Decimal(str(value))
    return number if -number.as_tuple().exponent <= 12 else number.quantize(FIXED, rounding=ROUND_HALF_EVEN)


def month_start(month):
    return f"{month[:4]}-{month[4:]}-01 {'07' if month[4:] in SUMMER else '08'}:00:00 UTC"


def kind_of(line, month):
    cost_type = line.get("cost_type") or "regular"
    if cost_type == "tax":
        return "Tax"
    if cost_type == "rounding_error":
        return "Adjustment"
    if cost_type == "adjustment":
        if (line.get("adjustment_info") or {}).get("type") == "GOODWILL":
            return "Goodwill"
        return "Correction" if line["usage_end_time"] <= month_start(month) else "Adjustment"
    if FEE.match((line.get("sku") or {}).get("description") or ""):
        return "Commitment"
    usage = line.get("usage") or {}
    nothing = amount(usage.get("amount")) == 0 and amount(usage.get("amount_in_pricing_units")) == 0
    return "Purchase" if nothing and amount(line["cost"]) != 0 else "Usage"


def main(month, paths):
    totals = defaultdict(lambda: [ZERO, ZERO, 0])
    invoices = defaultdict(lambda: ZERO)
    lines = 0

    def add(key, billed, listed):
        total = totals[key]
        total[0] += billed
        total[1] += listed
        total[2] += 1

    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            for text in file:
                line = json.loads(text, parse_float=str)
                if line["invoice"]["month"] != month:
                    continue
                lines += 1
                owner = f"{line['billing_account_id']}|{line['currency']}"
                cost = amount(line["cost"])
                billed = cost
                for credit in line.get("credits") or []:
                    value = amount(credit["amount"])
                    invoices[owner] += value
                    if credit["type"] in OWN:
                        add(f"{owner}|Credit", value, value)
                    else:
                        billed += value
                invoices[owner] += cost
                kind = kind_of(line, month)
                listed = billed
                if kind == "Usage":
                    stated = line.get("cost_at_list")
                    opposed = stated is not None and cost * amount(stated) < 0
                    listed = cost if stated is None or opposed else amount(stated)
                elif kind == "Purchase":
                    listed = cost
                add(f"{owner}|{kind}", billed, listed)
    print(
        json.dumps(
            {
                "lines": lines,
                "totals": {
                    key: {"billed": format(billed, "f"), "list": format(listed, "f"), "rows": rows}
                    for key, (billed, listed, rows) in sorted(totals.items())
                },
                "invoices": {key: format(total, "f") for key, total in sorted(invoices.items())},
            }
        )
    )


main(sys.argv[1], sys.argv[2:])
