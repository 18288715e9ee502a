"""What an Azure month costs, computed from its export files with nothing of the product.

    python3 tools/recompute-azure-bill.py actual=part_0.csv actual=part_1.csv.gz amortized=part_0.csv.gz

Prints JSON: per "invoice|kind of charge" the sums of billed, effective and list cost and the number of charges, as
decimal text. Billed is what the actual export says. Effective is what the amortized one says of usage that a commitment
covers and of what stayed unused, and the billed amount of everything else but the fees of commitments. List is the
pay-as-you-go price, or the negotiated one where none is stated, times the quantity, rounded half-even so that the
product has at most twelve decimals. Amounts of more than twelve decimals are rounded half-even line by line. For
exports of enterprise agreements in one currency, as the samples and the generator of the test are.
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

ZERO = Decimal(0)
FIXED = Decimal(1).scaleb(-12)
COMMITMENTS = {"Reservation", "SavingsPlan"}
UNPRICED = {"Tax": "Tax", "Credit": "Credit", "RoundingAdjustment": "Adjustment"}


def amount(text):
    value = Decimal(text) if text else ZERO
    return value if len(text) < 14 or places(value) <= 12 else value.quantize(FIXED, rounding=ROUND_HALF_EVEN)


def places(value):
    return max(0, -value.normalize().as_tuple().exponent)


def listed(line):
    """List cost of a line priced by quantity."""
    contracted = amount(line["UnitPrice"])
    published = amount(line["PayGPrice"])
    price = published if published or not contracted else contracted
    digits = 12 - max(places(price), places(contracted))
    quantity = amount(line["Quantity"])
    if places(quantity) > digits:
        quantity = quantity.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    return price * quantity


def charge(export, line):
    """(kind, billed, effective, list) of a line that is a charge of its own; None for one that is in the other export."""
    kind = line["ChargeType"]
    cost = amount(line["Cost"])
    committed = line["PricingModel"] in COMMITMENTS
    if kind == "Usage" and committed:
        return ("CoveredUsage", ZERO, cost, listed(line)) if export == "amortized" else None
    if kind in ("UnusedReservation", "UnusedSavingsPlan"):
        return ("Unused", ZERO, cost, ZERO) if export == "amortized" else None
    if export == "amortized":
        return None
    if kind == "Usage":
        return "Usage", cost, cost, listed(line)
    if kind in ("Purchase", "Refund"):
        name = ("Commitment" if kind == "Purchase" else "CommitmentRefund") if committed else kind
        return name, cost, ZERO if committed else cost, cost
    return UNPRICED[kind], cost, cost, cost


def recompute(arguments):
    sums = defaultdict(lambda: [ZERO, ZERO, ZERO, 0])
    lines = defaultdict(int)
    amortized = ZERO
    for argument in arguments:
        export, path = argument.split("=", 1)
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", newline="", encoding="utf-8-sig") as file:
            for line in csv.DictReader(file):
                lines[f"{export} {line['ChargeType']} {line['PricingModel']}"] += 1
                if export == "amortized":
                    amortized += amount(line["Cost"])
                found = charge(export, line)
                if found is None:
                    continue
                kind, *costs = found
                total = sums[f"{line.get('InvoiceId') or 'none'}|{kind}"]
                for index, cost in enumerate(costs):
                    total[index] += cost
                total[3] += 1
    return sums, lines, amortized


def main():
    with localcontext() as context:
        context.prec = 60
        sums, lines, amortized = recompute(sys.argv[1:])
        json.dump(
            {
                "lines": sum(lines.values()),
                "kinds": dict(sorted(lines.items())),
                "amortized": f"{amortized:f}",
                "totals": {
                    key: {
                        "billed": f"{billed:f}",
                        "effective": f"{effective:f}",
                        "list": f"{list_cost:f}",
                        "rows": rows,
                    }
                    for key, (billed, effective, list_cost, rows) in sorted(sums.items())
                },
            },
            sys.stdout,
        )


main()
