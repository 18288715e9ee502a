"""What a CUR 2.0 month costs, computed from its CSV files with nothing of the product.

    python3 tools/recompute-aws-bill.py part-1.csv.gz part-2.csv.gz

Prints JSON: per "invoice|group" the sums of billed, effective and list cost and the number of charges, as decimal text.
Billed is what the lines say. Effective moves the price of commitments from their fees to the usage they cover, what was
not used included. List is the published price times the quantity, rounded half-even so that the product has at most
twelve decimals. Without net columns, as the generator of the test leaves them out.
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

ZERO = Decimal(0)
DISCOUNTS = {"EdpDiscount", "PrivateRateDiscount", "BundledDiscount"}


def amount(text):
    return Decimal(text) if text else ZERO


def places(value):
    return max(0, -value.normalize().as_tuple().exponent)


def product(price, other_price, quantity):
    digits = 12 - max(places(price), places(other_price))
    return price * quantity.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)


def priced(line, sign):
    quantity = amount(line["line_item_usage_amount"])
    listed = Decimal(line["pricing_public_on_demand_rate"])
    return product(listed, Decimal(line["line_item_unblended_rate"]), sign * quantity)


def charges(line):
    """Yields (group, billed, effective, list, rows) of a line."""
    kind = line["line_item_line_item_type"]
    cost = amount(line["line_item_unblended_cost"])
    if kind == "Usage":
        yield "Usage", cost, cost, priced(line, 1), 1
    elif kind in DISCOUNTS:
        yield "Usage", cost, cost, cost, 1
    elif kind == "SavingsPlanCoveredUsage":
        effective = Decimal(line["savings_plan_savings_plan_effective_cost"])
        yield "SavingsPlanUsage", ZERO, effective, priced(line, 1), 1
        yield "SavingsPlanUsage", cost, cost, cost, 0
    elif kind == "SavingsPlanNegation":
        yield "SavingsPlanUsage", cost, cost, cost, 0
    elif kind == "DiscountedUsage":
        yield kind, cost, Decimal(line["reservation_effective_cost"]), priced(line, 1), 1
    elif kind == "SavingsPlanRecurringFee":
        unused = Decimal(line["savings_plan_total_commitment_to_date"]) - Decimal(
            line["savings_plan_used_commitment"]
        )
        yield kind, cost, unused, cost, 2 if unused else 1
    elif kind == "RIFee":
        unused = amount(line["reservation_unused_amortized_upfront_fee_for_billing_period"]) + amount(
            line["reservation_unused_recurring_fee"]
        )
        yield kind, cost, unused, cost, 2 if unused else 1
    elif kind == "SavingsPlanUpfrontFee":
        yield kind, cost, ZERO, cost, 1
    elif kind == "Refund":
        yield kind, cost, cost, priced(line, -1), 1
    elif kind in ("Fee", "Tax", "Credit"):
        yield kind, cost, cost, cost, 1
    else:
        raise ValueError(f"line {line['identity_line_item_id']} is of unknown type {kind}")


def recompute(paths):
    sums = defaultdict(lambda: [ZERO, ZERO, ZERO, 0])
    kinds = defaultdict(int)
    for path in paths:
        with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
            for line in csv.DictReader(file):
                kinds[line["line_item_line_item_type"]] += 1
                for group, billed, effective, listed, rows in charges(line):
                    total = sums[f"{line['bill_invoice_id'] or 'none'}|{group}"]
                    total[0] += billed
                    total[1] += effective
                    total[2] += listed
                    total[3] += rows
    return sums, kinds


def main():
    with localcontext() as context:
        context.prec = 60
        sums, kinds = recompute(sys.argv[1:])
        json.dump(
            {
                "lines": sum(kinds.values()),
                "kinds": dict(sorted(kinds.items())),
                "totals": {
                    key: {
                        "billed": f"{billed:f}",
                        "effective": f"{effective:f}",
                        "list": f"{listed:f}",
                        "rows": rows,
                    }
                    for key, (billed, effective, listed, rows) in sorted(sums.items())
                },
            },
            sys.stdout,
        )


main()
