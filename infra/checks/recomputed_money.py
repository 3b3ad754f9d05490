"""Money and matches, recomputed from the lines of a journal: the second half of recompute.py."""

from collections import Counter, defaultdict
from datetime import timedelta, timezone
from statistics import fmean, pstdev

DUPLICATE_WINDOW = timedelta(minutes=5)
FLOOD_CLICKS = 11
FLOOD_WINDOW = timedelta(hours=1)
ROBOT_CLICKS = 10
ROBOT_VARIATION = 0.15
ROBOT_LONGEST_INTERVAL = timedelta(minutes=30)
# At one time the first of them has a click.
BOT_REASONS = ("CLICK_FLOOD_DETECTED", "ROBOTIC_INTERVALS_DETECTED")
LOOK_BACK = timedelta(hours=24)
SEOUL = timezone(timedelta(hours=9))


class Accounts:
    """Money in the order of the journal: never below zero, never beyond a budget."""

    def __init__(self, market, deviations):
        self.market = market
        self.deviations = deviations
        self.balance = Counter()
        self.on_day = Counter()
        self.in_total = Counter()
        # What would be spent had nothing been given back: a decline must hold against that at least, because a refund
        # reaches the balance some time after its window's close.
        self.refunded = Counter()
        self.charges = {}
        self.refunds = {}
        self.count = Counter()

    def run(self, journal):
        run_of = {"top_up": self.top_up, "click": self.click, "refund": self.refund}
        seen = set()
        for line in journal:
            if line["kind"] in run_of:
                if line["kind"] == "click":
                    self.deviations.expect(line["click_id"] not in seen, line["where"],
                                           f"click {line['click_id']} told twice")
                    seen.add(line["click_id"])
                run_of[line["kind"]](line)

    def top_up(self, line):
        self.deviations.expect(line["amount"] > 0, line["where"], f"top-up of {line['amount']}")
        self.balance[line["advertiser_id"]] += line["amount"]
        self.count["top_ups_won"] += line["amount"]

    def click(self, line):
        campaign = self.market.campaigns.get(line["campaign_id"])
        if campaign is None or "price" not in line:
            return  # told already
        day = line["campaign_id"], line["when"].astimezone(SEOUL).date()
        if line["outcome"] == "DECLINED":
            self.count["declined " + str(line["decline_reason"])] += 1
            self.check_decline(line, campaign, day)
            return
        self.count["clicks_charged"] += 1
        self.count["charged_won"] += line["charged_amount"]
        self.charges[line["click_id"]] = line
        self.balance[line["advertiser_id"]] -= line["charged_amount"]
        self.on_day[day] += line["charged_amount"]
        self.in_total[line["campaign_id"]] += line["charged_amount"]
        self.deviations.expect(self.balance[line["advertiser_id"]] >= 0, line["where"],
                               f"balance of {line['advertiser_id']} falls to {self.balance[line['advertiser_id']]}")
        self.deviations.expect(self.on_day[day] <= campaign["daily_budget"], line["where"],
                               f"{day[0]} has spent {self.on_day[day]} of {campaign['daily_budget']} on {day[1]}")
        total = campaign.get("total_budget")
        self.deviations.expect(total is None or self.in_total[day[0]] <= total, line["where"],
                               f"{day[0]} has spent {self.in_total[day[0]]} of {total}")

    def check_decline(self, line, campaign, day):
        advertiser, spender = line["advertiser_id"], line["campaign_id"]
        total = campaign.get("total_budget")
        had = {
            "INSUFFICIENT_BALANCE": self.balance[advertiser] - self.refunded[advertiser],
            "DAILY_BUDGET": campaign["daily_budget"] - self.on_day[day] - self.refunded[day],
            "TOTAL_BUDGET": None if total is None else total - self.in_total[spender] - self.refunded[spender],
        }
        if line["decline_reason"] in had:
            left = had[line["decline_reason"]]
            self.deviations.expect(left is not None and left < line["price"], line["where"],
                                   f"declined for {line['decline_reason']} with {left} left for {line['price']}")

    def refund(self, line):
        where, click = line["where"], self.charges.get(line["click_id"])
        self.deviations.expect(line["click_id"] not in self.refunds, where, f"{line['click_id']} refunded twice")
        self.refunds[line["click_id"]] = line
        self.count["refunds"] += 1
        self.count["refunded_won"] += line["amount"]
        self.balance[line["advertiser_id"]] += line["amount"]
        if click is None:
            self.deviations.add(where, f"refund of {line['click_id']}, which was not charged before")
            return
        self.deviations.equal(where, "advertiser_id", click["advertiser_id"], line["advertiser_id"])
        self.deviations.equal(where, "amount", click["charged_amount"], line["amount"])
        day = click["campaign_id"], click["when"].astimezone(SEOUL).date()
        self.on_day[day] -= line["amount"]
        self.in_total[click["campaign_id"]] -= line["amount"]
        for spender in (line["advertiser_id"], day, click["campaign_id"]):
            self.refunded[spender] += line["amount"]


def in_time(clicks):
    return sorted(clicks, key=lambda click: (click["when"], click["click_id"]))


def check_refunds(accounts, deviations):
    """Duplicates at their window's close, then bots; returns when each refunded click was found to be invalid."""
    duplicates = find_duplicates(accounts)
    verdicts = {}
    for click_id, first in duplicates.items():
        line = accounts.refunds.get(click_id)
        if line is None:
            deviations.add(accounts.charges[click_id]["where"], f"duplicate {click_id} was not refunded")
            continue
        deviations.equal(line["where"], "the window's close", first["when"] + DUPLICATE_WINDOW, line["when"])
        deviations.equal(line["where"], "reason", "DUPLICATE_CLICK_DETECTED", line["reason"])
        window = verdicts.setdefault(line["compensation_id"], first["click_id"])
        deviations.equal(line["where"], f"first click of {line['compensation_id']}", window, first["click_id"])
    bots = find_bots(accounts, duplicates)
    for click_id, (found, reason) in bots.items():
        line = accounts.refunds.get(click_id)
        if line is None:
            deviations.add(accounts.charges[click_id]["where"], f"{reason} of {click_id} was not refunded")
            continue
        deviations.equal(line["where"], "the time it was found", found, line["when"])
        deviations.equal(line["where"], "reason", reason, line["reason"])
    for click_id, line in accounts.refunds.items():
        deviations.expect(click_id in duplicates or click_id in bots, line["where"],
                          f"{click_id} is no duplicate and no bot's, but was refunded")
    return {**{click_id: None for click_id in duplicates}, **{click_id: bot[0] for click_id, bot in bots.items()}}


def find_duplicates(accounts):
    """A charged click of a device on an ad opens [t, t + 5 min); every further one in it is a duplicate."""
    duplicates = {}
    for clicks in clicks_by(accounts, "device_id", "ad_id"):
        first = None
        for click in clicks:
            if first is None or click["when"] >= first["when"] + DUPLICATE_WINDOW:
                first = click
            else:
                duplicates[click["click_id"]] = first
    return duplicates


def find_bots(accounts, duplicates):
    """Floods and robots: of each click that is no duplicate, when and as what it was found first."""
    runs = []
    for clicks in clicks_by(accounts, "device_id", "ad_id"):
        for run in runs_of(clicks, FLOOD_CLICKS):
            if run[-1]["when"] - run[0]["when"] < FLOOD_WINDOW:
                runs.append((run[-1]["when"], 0, run))
    for clicks in clicks_by(accounts, "device_id"):
        runs += [(run[-1]["when"], 1, run) for run in runs_of(clicks, ROBOT_CLICKS) if is_regular(run)]
    bots = {}
    for found, pattern, run in sorted(runs, key=lambda one: one[:2]):
        for click in run:
            if click["click_id"] not in duplicates:
                bots.setdefault(click["click_id"], (found, BOT_REASONS[pattern]))
    return bots


def is_regular(run):
    """The standard deviation of the intervals is at most a share of their mean."""
    intervals = [(b["when"] - a["when"]) / timedelta(milliseconds=1) for a, b in zip(run, run[1:])]
    return (max(intervals) <= ROBOT_LONGEST_INTERVAL / timedelta(milliseconds=1)
            and pstdev(intervals) <= ROBOT_VARIATION * fmean(intervals))


def clicks_by(accounts, *fields):
    groups = defaultdict(list)
    for click in in_time(accounts.charges.values()):
        groups[tuple(click[field] for field in fields)].append(click)
    return groups.values()


def runs_of(clicks, length):
    return (clicks[end - length:end] for end in range(length, len(clicks) + 1))


def check_conversions(journal, shoppers, accounts, invalid, deviations):
    """A purchase goes to the latest charged click, no duplicate, of its device on its product in [p - 24 h, p]. A bot's
    click leads to none from the time it was found, and what it led to before is taken back then."""
    by_product = defaultdict(list)
    for click in in_time(accounts.charges.values()):
        if invalid.get(click["click_id"], click) is not None:
            by_product[click["device_id"], click["product_id"]].append(click)
    expected, given_back = Counter(), Counter()
    for order_id, order in shoppers.orders.items():
        for product, revenue in order["products"].items():
            owed = [click for click in by_product[order["device_id"], product]
                    if order["at"] - LOOK_BACK <= click["when"] <= order["at"]]
            if not owed:
                continue
            click = owed[-1]
            found, over = invalid.get(click["click_id"]), shoppers.cancelled.get(order_id)
            if found is not None and found <= order["at"]:
                continue
            expected[order["at"], order_id, order["device_id"], click["click_id"], click["campaign_id"], product,
                     revenue] += 1
            if found is not None and (over is None or over >= found):
                over = found
            if over is not None:
                given_back[over, order_id, click["click_id"], revenue] += 1
    count = Counter()
    told, told_back = {}, {}
    for line in journal:
        if line["kind"] == "conversion":
            told.setdefault((line["when"],) + tuple(line[f] for f in (
                "order_id", "device_id", "click_id", "campaign_id", "product_id", "revenue_amount")), []).append(line)
            count["conversions_attributed"] += 1
            count["attributed_revenue_won"] += line["revenue_amount"]
        elif line["kind"] == "retraction":
            told_back.setdefault((line["when"], line["order_id"], line["click_id"], line["revenue_amount"]),
                                 []).append(line)
            count["retractions"] += 1
            count["retracted_revenue_won"] += line["revenue_amount"]
    compare("conversion", expected, told, deviations)
    compare("retraction", given_back, told_back, deviations)
    return count


def compare(kind, expected, told, deviations):
    for key in expected:
        if key not in told:
            deviations.add("journal", f"{kind} missing: {' '.join(map(str, key))}")
    for key, lines in told.items():
        for line in lines[expected[key]:]:
            deviations.add(line["where"], f"the input does not lead to this {kind}: {' '.join(map(str, key))}")
