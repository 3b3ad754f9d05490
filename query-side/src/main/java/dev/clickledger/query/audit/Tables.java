package dev.clickledger.query.audit;

/** The tables and Redis keys that are compared row by row. */
final class Tables {

    static final Table CLICK_REGISTER =
            Table.of(
                    "events.click_register",
                    1,
                    "click_id",
                    "advertiser_id",
                    "campaign_id",
                    "shopper",
                    "amount",
                    "decline_reason",
                    "business_day",
                    "sequence");
    static final Table REFUND_REGISTER =
            Table.of(
                    "events.refund_register",
                    1,
                    "click_id",
                    "compensation_id",
                    "amount",
                    "sequence");
    static final Table TOP_UP_REGISTER =
            Table.of(
                    "events.top_up_register",
                    1,
                    "payment_reference",
                    "advertiser_id",
                    "amount",
                    "vat_amount",
                    "method",
                    "balance_after",
                    "at@");

    static final Table ADVERTISER =
            Table.of(
                    "views.advertiser",
                    1,
                    "advertiser_id",
                    "name",
                    "business_registration_number",
                    "contract_document_url",
                    "status",
                    "spending",
                    "reason",
                    "registered_at@",
                    "updated_at@",
                    "position");
    static final Table CAMPAIGN =
            Table.of(
                    "views.campaign",
                    1,
                    "campaign_id",
                    "advertiser_id",
                    "name",
                    "status",
                    "reason",
                    "starts_at@",
                    "ends_at@",
                    "daily_budget",
                    "total_budget",
                    "budget_mode",
                    "pacing",
                    "products",
                    "bids",
                    "keywords",
                    "negative_keywords",
                    "targeting",
                    "quality",
                    "drafted_at@",
                    "updated_at@",
                    "position");
    static final Table CAMPAIGN_QUALITY =
            Table.of(
                    "views.campaign_quality",
                    1,
                    "position",
                    "campaign_id",
                    "quality",
                    "previous_quality",
                    "measured_quality",
                    "impressions",
                    "clicks",
                    "expected_ctr",
                    "policy_version",
                    "at@");
    static final Table RANK_ENTRY = Table.of("views.rank_entry", 2, "rank_key", "member", "entry");
    static final Table BALANCE =
            Table.of("views.balance", 1, "advertiser_id", "amount", "updated_at@", "position");
    static final Table CAMPAIGN_SPEND =
            Table.of("views.campaign_spend", 2, "campaign_id", "day", "spent", "position");
    static final Table LEDGER_ENTRY =
            Table.of(
                    "views.ledger_entry",
                    1,
                    "position",
                    "advertiser_id",
                    "kind",
                    "amount",
                    "balance_after",
                    "click_id",
                    "campaign_id",
                    "ad_id",
                    "product_id",
                    "compensation_id",
                    "payment_reference",
                    "reason",
                    "business_day",
                    "at@");
    static final Table CLICK =
            Table.of(
                    "views.click",
                    1,
                    "click_id",
                    "position",
                    "auction_id",
                    "advertiser_id",
                    "campaign_id",
                    "ad_id",
                    "product_id",
                    "placement",
                    "category",
                    "experiment",
                    "outcome",
                    "decline_reason",
                    "amount",
                    "business_day",
                    "at@");
    static final Table ORDER =
            Table.of(
                    "views.orders",
                    1,
                    "order_id",
                    "event_id",
                    "conversion_type",
                    "status",
                    "ordered_at@",
                    "updated_at@",
                    "position");
    static final Table ORDER_LINE =
            Table.of(
                    "views.order_line",
                    2,
                    "order_id",
                    "line_id",
                    "product_id",
                    "quantity",
                    "revenue_amount");
    static final Table ORDER_PRODUCT =
            Table.of("views.order_product", 2, "order_id", "product_id", "revenue_amount");
    static final Table CONVERSION =
            Table.of(
                    "views.conversion",
                    1,
                    "conversion_id",
                    "order_id",
                    "product_id",
                    "click_id",
                    "ad_id",
                    "campaign_id",
                    "advertiser_id",
                    "revenue_amount",
                    "status",
                    "clicked_at@",
                    "ordered_at@",
                    "matched_at@",
                    "updated_at@",
                    "position");

    /** Balances, budgets and campaigns' facts. */
    static final Table REDIS_AMOUNT = Table.of("Redis", 1, "key", "value");

    /** Rank entries, decoded, and clicks of quarter hours. */
    static final Table REDIS_RANK = Table.of("Redis", 2, "key", "field", "value");

    private Tables() {}
}
