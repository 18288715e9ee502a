"""Recomputes the totals of genai_costs_daily_unified from what it is made of, with the standard library alone.

    python3 tools/recompute-genai-unified.py INPUT.json

INPUT has the rows of the source tables as JSON lists: payg (genai_payg_costs_daily), commitment_usage
(genai_commitment_usage_raw) and prices (genai_commitment_pricing). The answer is one line per cost type, provider, model,
currency and day: total, and rows without a price.
"""

import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 60
PLACES = Decimal("1e-12")


def places(number):
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent)


def rounded(number, digits):
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)


def price_of(usage, prices):
    def fits(price):
        return (
            price["provider"] == usage["provider"]
            and price["commitment_type"] == usage["commitment_type"]
            and price["model"] in (usage["model"], "*")
            and price["region"] in (usage["region"], "global")
            and (price.get("commitment_term_months") or 0) == (usage.get("commitment_term_months") or 0)
            and usage.get("currency") in (None, price["currency"])
            and (not price.get("effective_from") or price["effective_from"] <= usage["usage_date"])
            and (not price.get("effective_to") or price["effective_to"] > usage["usage_date"])
        )

    fitting = [price for price in prices if fits(price)]
    if len({price["currency"] for price in fitting}) != 1:
        return None
    return min(fitting, key=lambda p: (not p["is_override"], p["model"] == "*", p["region"] == "global", p["price_id"]))


def imported_cost(usage, prices):
    price = price_of(usage, prices)
    if price is None or usage["hours_active"] is None or usage["provisioned_units"] is None:
        return None, None
    hourly = price.get("ptu_hourly_rate")
    rate = Decimal(hourly) if hourly is not None else rounded(Decimal(price["ptu_monthly_rate"]) / 720, 12)
    share = lambda column: 1 - Decimal(price.get(column) or 0) / 100
    contracted = rounded(rounded(rounded(rate * share("term_discount_pct"), 12) * share("volume_discount_pct"), 12), 8)
    units = max(int(usage["provisioned_units"]), int(price.get("min_units") or 0))
    hours = rounded(units * Decimal(usage["hours_active"]), 12 - max(places(rate), places(contracted)))
    return price["currency"], contracted * hours


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    totals, unpriced = defaultdict(Decimal), defaultdict(int)
    for row in data["payg"]:
        key = ("payg", row["provider"], row["model"], row["currency"], row["cost_date"])
        if row["contracted_cost"] is None:
            unpriced[key] += 1
        else:
            totals[key] += Decimal(row["contracted_cost"])
    usage = data["commitment_usage"]
    billed = set()
    for row in usage:
        if row["usage_source"] == "vendor_bill":
            for account in (row["billing_account_id"], row["sub_account_id"], None):
                billed.add((row["provider"], row["commitment_type"], row["usage_date"], account))
    for row in usage:
        base = ("commitment", row["provider"], row["model"])
        if row["usage_source"] == "vendor_bill":
            totals[(*base, row["currency"], row["usage_date"])] += Decimal(row["effective_cost"])
            continue
        place = (row["provider"], row["commitment_type"], row["usage_date"])
        accounts = [row["billing_account_id"] or None] + ([row["sub_account_id"]] if row["sub_account_id"] else [])
        if any((*place, account) in billed for account in accounts):
            continue
        currency, cost = imported_cost(row, data["prices"])
        key = (*base, currency, row["usage_date"])
        if cost is None:
            unpriced[(*base, None, row["usage_date"])] += 1
        else:
            totals[key] += cost
    lines = [
        [*key, None if key not in totals else format(totals[key].quantize(PLACES).normalize(), "f"), unpriced.get(key, 0)]
        for key in set(totals) | set(unpriced)
    ]
    print(json.dumps(sorted(lines, key=lambda line: json.dumps(line))))


main()
