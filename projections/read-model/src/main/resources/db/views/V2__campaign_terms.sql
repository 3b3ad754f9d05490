-- Budget modes, pacing and parent categories of campaigns; rank lists in which an ad stands once for
-- each of its phrase and broad keywords. What the read tables' subscription writes is built again
-- from event 0; the publishers' positions stay.

truncate views.advertiser, views.campaign, views.balance, views.campaign_spend, views.ledger_entry,
    views.click, views.orders, views.order_line, views.order_product, views.conversion;
delete from views.subscription where name = 'read-tables';

alter table views.campaign add column budget_mode text not null;
alter table views.campaign add column pacing text not null;

drop table views.rank_entry;

-- The rank lists of Redis once more, for lookups while Redis has nothing.
create table views.rank_entry (
    rank_key text not null,
    member   text not null,  -- the ad; in lists of phrase and broad keywords, ad and keyword
    entry    text not null,
    primary key (rank_key, member)
);
