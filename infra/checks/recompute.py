#!/usr/bin/env python3
"""Recomputes a demo's account from its input and its journal, and compares it with its report.

    python3 recompute.py INPUT.csv JOURNAL.ndjson REPORT.json

Shares nothing with Clickledger but the file formats. It needs Python 3.8 and nothing else. Each deviation is
printed on a line of its own; exit 1 when there is any, 2 when a file can't be read as what it should be.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone

from recomputed_money import Accounts, check_conversions, check_refunds

RESERVE_WON = 70
TOKEN_LIFE = timedelta(hours=1)
LEAST_COMPETITORS = 3
MOST_DEVIATIONS_SHOWN = 50

COLUMNS = ["timestamp", "event_type", "device_id", "session_id", "product_id", "category", "placement", "search_term",
           "order_id", "revenue_amount"]
FIELDS = {
    "campaign": {"at", "campaign_id", "advertiser_id", "products", "bids", "daily_budget", "total_budget"},
    "top_up": {"at", "advertiser_id", "amount"},
    "lookup": {"at", "auction_id", "device_id", "placement", "category", "ads"},
    "click": {"at", "click_id", "device_id", "session_id", "ad_id", "campaign_id", "advertiser_id", "product_id",
              "outcome", "charged_amount", "decline_reason"},
    "refund": {"at", "compensation_id", "click_id", "advertiser_id", "amount", "reason"},
    "conversion": {"at", "order_id", "device_id", "click_id", "campaign_id", "product_id", "revenue_amount"},
    "retraction": {"at", "order_id", "click_id", "revenue_amount"},
}
AD_FIELDS = {"ad_id", "campaign_id", "advertiser_id", "product_id", "bid_price", "actual_price", "click_id"}
DECLINE_REASONS = {"ADVERTISER_SUSPENDED", "CAMPAIGN_ENDED", "CAMPAIGN_PAUSED", "OUTSIDE_PERIOD", "INVALID_TRAFFIC",
                   "TOTAL_BUDGET", "DAILY_BUDGET", "INSUFFICIENT_BALANCE"}


class Unreadable(Exception):
    pass


class Deviations:
    def __init__(self):
        self.found = []

    def add(self, where, what):
        self.found.append(f"{where}: {what}")

    def expect(self, holds, where, what):
        if not holds:
            self.add(where, what)

    def equal(self, where, what, expected, actual):
        if expected != actual:
            self.add(where, f"{what} is {actual!r}, should be {expected!r}")


def instant(text):
    """UTC, to the microsecond; Python before 3.11 reads no 'Z'."""
    parsed = datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    if parsed.tzinfo is None:
        raise ValueError(f"{text} names no zone")
    return parsed.astimezone(timezone.utc)


def read_input(path):
    """The rows in the order in which they count: of one instant, lookups and clicks come before purchases, purchases
    before cancellations, because a purchase may go back to a click "at or before it"."""
    turn = {"VIEW": 0, "CLICK": 0, "PURCHASE": 1, "CANCEL": 2}
    rows = []
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames is None or [c for c in COLUMNS if c not in reader.fieldnames]:
            raise Unreadable(f"{path}: the header must name {', '.join(COLUMNS)}")
        for row in reader:
            try:
                row["at"] = instant(row["timestamp"])
                row["line"] = reader.line_num
                row["turn"] = turn[row["event_type"]]
            except (KeyError, ValueError) as e:
                raise Unreadable(f"{path} line {reader.line_num}: {e}") from e
            if rows and row["at"] < rows[-1]["at"]:
                raise Unreadable(f"{path} line {reader.line_num}: earlier than the line before")
            rows.append(row)
    rows.sort(key=lambda r: (r["at"], r["turn"]))
    return rows


def read_journal(path, deviations):
    lines = []
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            where = f"journal line {number}"
            try:
                line = json.loads(text)
                line["when"] = instant(line["at"])
            except (ValueError, KeyError, TypeError) as e:
                raise Unreadable(f"{path} line {number}: {e}") from e
            line["where"] = where
            wanted = FIELDS.get(line.get("kind"))
            if wanted is None:
                deviations.add(where, f"unknown kind {line.get('kind')!r}")
                continue
            # A click that was charged has no reason, a campaign without a total budget no total.
            missing = wanted - set(line) - {"decline_reason", "total_budget"}
            deviations.expect(not missing, where, f"{line['kind']} lacks {', '.join(sorted(missing))}")
            if missing:
                continue
            if lines and line["when"] < lines[-1]["when"]:
                deviations.add(where, f"{line['at']} comes after {lines[-1]['at']}")
            lines.append(line)
    return lines


class Market:
    """What was set up: who may advertise what, where, for how much."""

    def __init__(self, lines, deviations):
        self.campaigns = {}
        self.competitors = defaultdict(set)
        for line in lines:
            if line["kind"] != "campaign":
                continue
            deviations.expect(line["campaign_id"] not in self.campaigns, line["where"], "campaign told twice")
            line["categories"] = {p["product_id"]: p["category"] for p in line["products"]}
            line["prices"] = {b["placement"]: b["bid_price"] for b in line["bids"]}
            self.campaigns[line["campaign_id"]] = line
            for placement in line["prices"]:
                for category in line["categories"].values():
                    self.competitors[placement, category].add(line["advertiser_id"])

    def check_competition(self, rows, deviations):
        for placement, category in sorted({(r["placement"], r["category"]) for r in rows if r["event_type"] == "VIEW"}):
            if category:
                count = len(self.competitors[placement, category])
                deviations.expect(count >= LEAST_COMPETITORS, f"{placement} {category}",
                                  f"{count} advertisers compete, at least {LEAST_COMPETITORS} should")

    def check_lookup(self, line, deviations):
        where = line["where"]
        for ad in line["ads"]:
            missing = AD_FIELDS - set(ad)
            campaign = self.campaigns.get(ad.get("campaign_id"))
            if missing or campaign is None:
                deviations.add(where, f"ad lacks {sorted(missing)}" if missing else
                               f"unknown campaign {ad['campaign_id']}")
                continue
            deviations.equal(where, f"advertiser of {ad['ad_id']}", campaign["advertiser_id"], ad["advertiser_id"])
            deviations.equal(where, f"bid of {ad['ad_id']}", campaign["prices"].get(line["placement"]), ad["bid_price"])
            deviations.expect(RESERVE_WON <= ad["actual_price"] <= ad["bid_price"], where,
                              f"price {ad['actual_price']} of {ad['ad_id']} is not within "
                              f"[{RESERVE_WON}, {ad['bid_price']}]")
            category = campaign["categories"].get(ad["product_id"])
            deviations.expect(category is not None, where,
                              f"{ad['product_id']} is no product of {ad['campaign_id']}")
            if line["placement"] != "SEARCH" and line["category"] and category is not None:
                deviations.equal(where, f"category of {ad['product_id']}", line["category"], category)
        advertisers = [ad.get("advertiser_id") for ad in line["ads"]]
        deviations.expect(len(advertisers) == len(set(advertisers)), where, "an advertiser has two ads on one page")


class Shoppers:
    """Walks the input beside the journal: each row must have left exactly the line that it should."""

    def __init__(self, journal, market, deviations):
        self.market = market
        self.deviations = deviations
        self.lookups = defaultdict(list)
        self.clicks = defaultdict(list)
        for line in journal:
            if line["kind"] == "lookup":
                self.lookups[line["device_id"]].append(line)
            elif line["kind"] == "click":
                self.clicks[line["device_id"]].append(line)
        for of_device in list(self.lookups.values()) + list(self.clicks.values()):
            of_device.reverse()  # pop() gives the oldest
        self.last_lookup = {}
        self.last_click = {}
        self.clicked = set()
        self.orders = {}
        self.cancelled = {}
        self.count = Counter()
        self.walk_of = {"VIEW": self.view, "CLICK": self.click, "PURCHASE": self.purchase, "CANCEL": self.cancel}

    def walk(self, rows):
        for row in rows:
            self.walk_of[row["event_type"]](row)
        for kind, left in (("lookup", self.lookups), ("click", self.clicks)):
            for of_device in left.values():
                for line in of_device:
                    self.deviations.add(line["where"], f"no row of the input led to this {kind}")

    def view(self, row):
        self.count["lookups"] += 1
        where = f"input line {row['line']}"
        if not self.lookups[row["device_id"]]:
            self.deviations.add(where, "the VIEW has no lookup line")
            self.last_lookup.pop(row["device_id"], None)
            return
        line = self.lookups[row["device_id"]].pop()
        for field in ("placement", "category"):
            self.deviations.equal(line["where"], field, row[field] or None, line[field] or None)
        self.deviations.equal(line["where"], f"time of the VIEW of {where}", row["at"], line["when"])
        self.market.check_lookup(line, self.deviations)
        self.count["ads_returned"] += len(line["ads"])
        self.last_lookup[row["device_id"]] = line

    def click(self, row):
        lookup = self.last_lookup.get(row["device_id"])
        if lookup is None or not lookup["ads"]:
            self.count["clicks_without_ad"] += 1
            return
        ad = lookup["ads"][0]
        if ad["click_id"] in self.clicked:
            self.count["clicks_repeated"] += 1
            return
        if row["at"] - lookup["when"] > TOKEN_LIFE:
            self.count["clicks_expired"] += 1
            return
        where = f"input line {row['line']}"
        if not self.clicks[row["device_id"]]:
            self.deviations.add(where, f"the CLICK on {ad['click_id']} has no click line")
            return
        line = self.clicks[row["device_id"]].pop()
        self.clicked.add(ad["click_id"])
        self.last_click[row["device_id"]] = line
        self.deviations.equal(line["where"], f"time of the CLICK of {where}", row["at"], line["when"])
        self.deviations.equal(line["where"], "session_id", row["session_id"], line["session_id"])
        for field in ("click_id", "ad_id", "campaign_id", "advertiser_id", "product_id"):
            self.deviations.equal(line["where"], field, ad[field], line[field])
        self.check_outcome(line, ad)

    def check_outcome(self, line, ad):
        reason = line.get("decline_reason")
        if line["outcome"] == "CHARGED":
            self.deviations.equal(line["where"], "charged_amount", ad["actual_price"], line["charged_amount"])
            self.deviations.equal(line["where"], "decline_reason", None, reason)
        elif line["outcome"] == "DECLINED":
            self.deviations.equal(line["where"], "charged_amount of a declined click", 0, line["charged_amount"])
            self.deviations.expect(reason in DECLINE_REASONS, line["where"], f"unknown decline_reason {reason!r}")
        else:
            self.deviations.add(line["where"], f"unknown outcome {line['outcome']!r}")
        line["price"] = ad["actual_price"]

    def purchase(self, row):
        """An order is what its first instant says; later rows of it are repeats."""
        self.count["purchases"] += 1
        known = self.orders.get(row["order_id"])
        if known is not None and known["at"] != row["at"]:
            return
        product = row["product_id"]
        if not product:
            if row["device_id"] not in self.last_click:
                self.count["purchases_without_click"] += 1
                return
            product = self.last_click[row["device_id"]]["product_id"]
        order = self.orders.setdefault(row["order_id"], {"at": row["at"], "device_id": row["device_id"], "products": {}})
        order["products"].setdefault(product, int(row["revenue_amount"]))

    def cancel(self, row):
        if row["order_id"] in self.orders:
            self.cancelled.setdefault(row["order_id"], row["at"])


def check_report(report, count, accounts, deviations):
    balances = sum(accounts.balance.values())
    declined = {k.split(" ", 1)[1]: n for k, n in count.items() if k.startswith("declined ")}
    for key in ("lookups", "ads_returned", "clicks_charged", "clicks_without_ad", "clicks_repeated", "charged_won",
                "refunds", "refunded_won", "purchases", "purchases_without_click", "conversions_attributed",
                "attributed_revenue_won", "top_ups_won"):
        deviations.equal("report", key, count[key], report.get(key))
    deviations.equal("report", "impressions", count["ads_returned"], report.get("impressions"))
    deviations.equal("report", "balances_won", balances, report.get("balances_won"))
    told = report.get("clicks_declined") or {}
    deviations.equal("report", "clicks_declined", declined, {k: n for k, n in told.items() if n})
    deviations.equal("report", "difference_won", 0, report.get("difference_won"))
    difference = (count["charged_won"] - count["refunded_won"]) - (count["top_ups_won"] - balances)
    deviations.equal("recomputed", "difference", 0, difference)
    for key in ("clicks_expired", "retractions", "retracted_revenue_won"):
        deviations.equal("report", key, count[key], report.get(key, 0))
    for key in ("events_stored", "seconds"):
        deviations.expect(report.get(key, 0) > 0, "report", f"{key} is missing")


def recompute(input_path, journal_path, report_path):
    deviations = Deviations()
    rows = read_input(input_path)
    journal = read_journal(journal_path, deviations)
    with open(report_path, encoding="utf-8") as file:
        report = json.load(file)
    market = Market(journal, deviations)
    market.check_competition(rows, deviations)
    shoppers = Shoppers(journal, market, deviations)
    shoppers.walk(rows)
    accounts = Accounts(market, deviations)
    accounts.run(journal)
    invalid = check_refunds(accounts, deviations)
    conversions = check_conversions(journal, shoppers, accounts, invalid, deviations)
    count = shoppers.count + accounts.count + conversions
    check_report(report, count, accounts, deviations)
    return count, deviations.found


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        count, deviations = recompute(*arguments)
    except (Unreadable, OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        print(f"can't be read: {type(e).__name__}: {e}", file=sys.stderr)
        return 2
    for key in sorted(count):
        print(f"{key:<32} {count[key]:>18,}")
    for deviation in deviations[:MOST_DEVIATIONS_SHOWN]:
        print(f"DEVIATION {deviation}")
    if len(deviations) > MOST_DEVIATIONS_SHOWN:
        print(f"… and {len(deviations) - MOST_DEVIATIONS_SHOWN} more")
    print(f"{len(deviations)} deviations" if deviations else "the account holds: recomputed difference 0 won")
    return 1 if deviations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
