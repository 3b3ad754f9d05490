"""python3 -m unittest, in this directory."""

import copy
import json
import tempfile
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import recompute
import recomputed_money

START = datetime(2017, 11, 7, tzinfo=timezone.utc)
HEADER = ",".join(recompute.COLUMNS)

# Shopper d1 looks three times within five minutes and clicks each time: the first click stays, the second is a
# duplicate, the third repeats the second's token. Two minutes after the window's close d1 clicks again, then buys and takes the order back.
INPUT = """
2017-11-07T00:00:00Z,VIEW,d1,s1,,shoes,HOME,,,
2017-11-07T00:00:01Z,CLICK,d1,s1,,shoes,HOME,,,
2017-11-07T00:01:00Z,VIEW,d1,s1,,shoes,HOME,,,
2017-11-07T00:01:01Z,CLICK,d1,s1,,shoes,HOME,,,
2017-11-07T00:01:02Z,CLICK,d1,s1,,shoes,HOME,,,
2017-11-07T00:02:00Z,PURCHASE,d9,s9,,shoes,,,o-none,500
2017-11-07T00:02:30Z,CLICK,d9,s9,,shoes,HOME,,,
2017-11-07T00:07:00Z,VIEW,d1,s1,,shoes,HOME,,,
2017-11-07T00:07:00Z,CLICK,d1,s1,,shoes,HOME,,,
2017-11-07T00:10:00Z,PURCHASE,d1,s1,,shoes,,,o-1,9000
2017-11-07T00:10:01Z,PURCHASE,d1,s1,,shoes,,,o-1,9000
2017-11-07T00:20:00Z,CANCEL,d1,s1,,,,,o-1,
""".strip()


def ad(number, click):
    return {"ad_id": f"ad{number}", "campaign_id": f"c{number}", "advertiser_id": f"a{number}",
            "product_id": f"p{number}", "bid_price": 100 * number, "actual_price": 100 * number - 10, "click_id": click}


def lookup(at, auction, clicks):
    ads = [ad(3 - i, click) for i, click in enumerate(clicks)]
    return {"kind": "lookup", "at": at, "auction_id": auction, "device_id": "d1", "placement": "HOME",
            "category": "shoes", "ads": ads}


def click(at, click_id, number=3):
    return {"kind": "click", "at": at, "click_id": click_id, "device_id": "d1", "session_id": "s1",
            "ad_id": f"ad{number}", "campaign_id": f"c{number}", "advertiser_id": f"a{number}",
            "product_id": f"p{number}", "outcome": "CHARGED", "charged_amount": 100 * number - 10,
            "decline_reason": None}


def journal():
    market = []
    for n in (1, 2, 3):
        market.append({"kind": "campaign", "at": "2017-11-06T00:00:00Z", "campaign_id": f"c{n}",
                       "advertiser_id": f"a{n}", "products": [{"product_id": f"p{n}", "category": "shoes"}],
                       "bids": [{"placement": "HOME", "bid_price": 100 * n}], "daily_budget": 10_000,
                       "total_budget": None})
        market.append({"kind": "top_up", "at": "2017-11-06T00:00:00Z", "advertiser_id": f"a{n}", "amount": 1_000})
    return market + [
        lookup("2017-11-07T00:00:00Z", "u1", ["k1", "k2"]),
        click("2017-11-07T00:00:01Z", "k1"),
        lookup("2017-11-07T00:01:00Z", "u2", ["k3", "k4"]),
        click("2017-11-07T00:01:01Z", "k3"),
        {"kind": "refund", "at": "2017-11-07T00:05:01Z", "compensation_id": "dup-k1", "click_id": "k3",
         "advertiser_id": "a3", "amount": 290, "reason": "DUPLICATE_CLICK_DETECTED"},
        lookup("2017-11-07T00:07:00Z", "u3", ["k5"]),
        click("2017-11-07T00:07:00Z", "k5"),
        {"kind": "conversion", "at": "2017-11-07T00:10:00Z", "order_id": "o-1", "device_id": "d1", "click_id": "k5",
         "campaign_id": "c3", "product_id": "p3", "revenue_amount": 9000},
        {"kind": "retraction", "at": "2017-11-07T00:20:00Z", "order_id": "o-1", "click_id": "k5",
         "revenue_amount": 9000},
    ]


REPORT = {"lookups": 3, "ads_returned": 5, "impressions": 5, "clicks_charged": 3, "clicks_declined": {},
          "clicks_without_ad": 1, "clicks_repeated": 1, "charged_won": 870, "refunds": 1, "refunded_won": 290,
          "purchases": 3, "purchases_without_click": 1, "conversions_attributed": 1, "attributed_revenue_won": 9000,
          "retractions": 1, "retracted_revenue_won": 9000, "top_ups_won": 3000, "balances_won": 2420,
          "difference_won": 0, "events_stored": 40, "seconds": 1.5}


class RecomputeTest(unittest.TestCase):
    def setUp(self):
        self.journal = journal()
        self.report = copy.deepcopy(REPORT)
        self.input = INPUT

    def of(self, kind, number=0):
        return [line for line in self.journal if line["kind"] == kind][number]

    def deviations(self):
        with tempfile.TemporaryDirectory() as directory:
            paths = [Path(directory, name) for name in ("input.csv", "journal.ndjson", "report.json")]
            paths[0].write_text(HEADER + "\n" + self.input + "\n", encoding="utf-8")
            paths[1].write_text("".join(json.dumps(line) + "\n" for line in self.journal), encoding="utf-8")
            paths[2].write_text(json.dumps(self.report), encoding="utf-8")
            return recompute.recompute(*map(str, paths))[1]

    def finds(self, part):
        found = self.deviations()
        self.assertTrue(any(part in deviation for deviation in found), f"{part!r} not among {found}")

    def test_a_right_account_holds(self):
        self.assertEqual([], self.deviations())

    def test_finds_a_row_without_its_line(self):
        self.journal.remove(self.of("click", 2))
        self.finds("the CLICK on k5 has no click line")

    def test_finds_a_line_without_its_row(self):
        self.journal.insert(-1, dict(self.of("click", 2), click_id="k9", at="2017-11-07T00:10:00Z"))
        self.finds("no row of the input led to this click")

    def test_finds_a_click_told_twice(self):
        self.journal.insert(10, dict(self.of("click", 1)))
        self.finds("click k3 told twice")

    def test_finds_a_click_on_another_than_the_first_ad(self):
        self.of("click").update(click_id="k2", ad_id="ad2", campaign_id="c2", advertiser_id="a2", product_id="p2")
        self.finds("click_id is 'k2', should be 'k1'")

    def test_finds_a_price_above_the_bid(self):
        self.of("lookup")["ads"][0]["actual_price"] = 310
        self.finds("price 310 of ad3 is not within [70, 300]")

    def test_finds_a_bid_that_the_campaign_never_made(self):
        self.of("lookup")["ads"][0]["bid_price"] = 990
        self.finds("bid of ad3 is 990, should be 300")

    def test_finds_a_charge_that_is_not_the_price(self):
        self.of("click")["charged_amount"] = 200
        self.finds("charged_amount is 200, should be 290")

    def test_finds_a_balance_below_zero(self):
        self.of("top_up", 2)["amount"] = 300
        self.finds("balance of a3 falls to -280")

    def test_finds_a_daily_budget_exceeded(self):
        self.of("campaign", 2)["daily_budget"] = 500
        self.finds("c3 has spent 580 of 500 on 2017-11-07")

    def test_finds_a_total_budget_exceeded_and_counts_what_was_given_back(self):
        self.of("campaign", 2)["total_budget"] = 580
        self.assertEqual([], self.deviations())
        self.of("campaign", 2)["total_budget"] = 579
        self.finds("c3 has spent 580 of 579")

    def test_finds_a_decline_that_nothing_called_for(self):
        self.of("click", 2).update(outcome="DECLINED", charged_amount=0, decline_reason="INSUFFICIENT_BALANCE")
        self.finds("declined for INSUFFICIENT_BALANCE with 420 left for 290")

    def test_accepts_a_decline_before_the_refund_has_come(self):
        self.of("top_up", 2)["amount"] = 600
        self.of("click", 2).update(outcome="DECLINED", charged_amount=0, decline_reason="INSUFFICIENT_BALANCE")
        self.report.update(clicks_charged=2, clicks_declined={"INSUFFICIENT_BALANCE": 1}, charged_won=580,
                           top_ups_won=2600, balances_won=2310)
        self.journal[-2]["click_id"] = self.journal[-1]["click_id"] = "k1"
        self.assertEqual([], self.deviations())

    def test_finds_a_duplicate_that_was_not_refunded(self):
        self.journal.remove(self.of("refund"))
        self.finds("duplicate k3 was not refunded")

    def test_finds_a_refund_of_the_first_click(self):
        self.of("refund")["click_id"] = "k1"
        self.finds("k1 is no duplicate and no bot's, but was refunded")

    def test_finds_a_refund_of_another_amount(self):
        self.of("refund")["amount"] = 300
        self.finds("amount is 300, should be 290")

    def test_finds_a_refund_away_from_its_windows_close(self):
        self.of("refund")["at"] = "2017-11-07T00:06:01Z"
        self.finds("the window's close")

    def test_a_click_at_the_windows_close_opens_the_next(self):
        self.input = self.input.replace("00:07:00Z,", "00:05:01Z,")
        self.of("lookup", 2)["at"] = self.of("click", 2)["at"] = "2017-11-07T00:05:01Z"
        self.assertEqual([], self.deviations())

    def test_finds_a_conversion_of_an_earlier_click(self):
        self.of("conversion")["click_id"] = "k1"
        self.finds("conversion missing")

    def test_a_purchase_is_matched_up_to_24_hours_after_its_click(self):
        self.move_purchase("2017-11-08T00:07:00Z")
        self.assertEqual([], self.deviations())

    def test_finds_a_conversion_more_than_24_hours_after_its_click(self):
        self.move_purchase("2017-11-08T00:07:01Z")
        self.finds("the input does not lead to this conversion")

    def move_purchase(self, at):
        rows = self.input.split("\n")
        self.input = "\n".join(rows[:-3] + [rows[-3].replace("2017-11-07T00:10:00Z", at),
                                            rows[-2].replace("2017-11-07T00:10:01Z", at),
                                            rows[-1].replace("2017-11-07", "2017-11-09")])
        self.of("conversion")["at"] = at
        self.of("retraction")["at"] = "2017-11-09T00:20:00Z"

    def test_finds_a_retraction_missing(self):
        self.journal.remove(self.of("retraction"))
        self.finds("retraction missing")

    def test_finds_totals_that_differ(self):
        self.report["charged_won"] = 871
        self.finds("charged_won is 871, should be 870")
        self.report["difference_won"] = 1
        self.finds("difference_won is 1, should be 0")

    def test_finds_a_shelf_without_competition(self):
        self.of("campaign", 1)["bids"] = [{"placement": "SEARCH", "bid_price": 200}]
        self.finds("2 advertisers compete, at least 3 should")

    def test_finds_lines_out_of_order(self):
        self.journal[-1], self.journal[-2] = self.journal[-2], self.journal[-1]
        self.finds("comes after")

    def test_a_click_an_hour_after_its_lookup_is_too_late(self):
        self.input = self.input.replace("00:07:00Z,CLICK", "01:07:01Z,CLICK")
        self.input = "\n".join(self.input.split("\n")[:-3])
        self.journal = self.journal[:-3]
        self.report.update(clicks_charged=2, charged_won=580, balances_won=2710, purchases=1, clicks_expired=1,
                           conversions_attributed=0, attributed_revenue_won=0, retractions=0, retracted_revenue_won=0)
        self.assertEqual([], self.deviations())

    def test_refuses_an_unsorted_input(self):
        self.input = self.input + "\n2017-11-07T00:00:00Z,VIEW,d1,s1,,shoes,HOME,,,"
        with self.assertRaisesRegex(recompute.Unreadable, "line 14"):
            self.deviations()

    def test_a_flood_is_eleven_clicks_on_an_ad_within_an_hour(self):
        pauses = 4 * [301] + [890] + 5 * [301]
        bots = self.bots([(0, "ad1")] + [(sum(pauses[:i + 1]), "ad1") for i in range(10)])
        self.assertEqual({f"k{i:02}": (START + timedelta(seconds=sum(pauses)), "CLICK_FLOOD_DETECTED")
                          for i in range(11)}, bots)
        pauses[4] += 1
        self.assertEqual({}, self.bots([(0, "ad1")] + [(sum(pauses[:i + 1]), "ad1") for i in range(10)]))

    def test_a_robot_clicks_at_regular_intervals(self):
        bots = self.bots([(i * 60 + i % 3, f"ad{i}") for i in range(11)])
        self.assertEqual((START + timedelta(seconds=540), "ROBOTIC_INTERVALS_DETECTED"), bots["k00"])
        self.assertEqual((START + timedelta(seconds=601), "ROBOTIC_INTERVALS_DETECTED"), bots["k10"])
        self.assertEqual({}, self.bots([(i * 60 + i % 3 * 20, f"ad{i}") for i in range(11)]))

    def bots(self, clicks):
        """Clicks of one device, by seconds and ad."""
        charges = {f"k{i:02}": {"click_id": f"k{i:02}", "device_id": "d", "ad_id": ad,
                                "when": START + timedelta(seconds=seconds)} for i, (seconds, ad) in enumerate(clicks)}
        return recomputed_money.find_bots(SimpleNamespace(charges=charges), {})


if __name__ == "__main__":
    unittest.main()
