"""What a month of OpenAI completions costs at list price, computed from the vendor's answers with nothing of the product.

    python3 tools/recompute-openai-month.py pricing.csv page-1.json page-2.json

Prints JSON: the number of records and requests, and per "project|model|tier|kind" the tokens and their list cost, as
decimal text. Cached tokens are part of the input tokens, so only the rest is priced as input. For prices that hold
throughout the month, in the base band and the global region.
"""

import csv
import json
import sys
from collections import defaultdict
from decimal import Decimal, localcontext

MONTH = "2026-10-01"
KINDS = {"input_uncached", "input_cache_read", "output"}


def read_prices(path):
    prices = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["meter"] not in KINDS or row["band"] != "base" or row["region"] != "global":
                continue
            if row["effective_from"] > MONTH or (row["effective_to"] and row["effective_to"] <= MONTH):
                continue
            model = row["model"].removesuffix("[-date]")
            prices[model, row["tier"], row["meter"]] = Decimal(row["price"])
    return prices


def main(price_path, pages):
    tokens = defaultdict(int)
    records = requests = 0
    for path in pages:
        with open(path, encoding="utf-8") as file:
            page = json.load(file)
        for bucket in page["data"]:
            for result in bucket["results"]:
                records += 1
                requests += result["num_model_requests"]
                tier = "batch" if result["batch"] else "standard"
                cached = result["input_cached_tokens"]
                kinds = {
                    "input_uncached": result["input_tokens"] - cached,
                    "input_cache_read": cached,
                    "output": result["output_tokens"],
                }
                for kind, count in kinds.items():
                    if count:
                        tokens[result["project_id"], result["model"], tier, kind] += count
    prices = read_prices(price_path)
    with localcontext() as context:
        context.prec = 60
        totals = {
            "|".join(key): {"quantity": str(count), "cost": str(prices[key[1:]] * count / 1_000_000)}
            for key, count in tokens.items()
        }
    json.dump({"records": records, "requests": requests, "totals": totals}, sys.stdout)


main(sys.argv[1], sys.argv[2:])
