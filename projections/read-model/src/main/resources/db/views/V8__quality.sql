-- What campaigns' bids count for, and how that changed. Until now it was 1 for all, so nothing is
-- built again.

alter table views.campaign add column quality bigint not null default 1000000;

create table views.campaign_quality (
    position         bigint primary key,
    campaign_id      text        not null,
    quality          bigint      not null,
    previous_quality bigint      not null,
    measured_quality bigint      not null,
    impressions      bigint      not null,
    clicks           bigint      not null,
    expected_ctr     bigint      not null,
    policy_version   text        not null,
    at               timestamptz not null
);
create index campaign_quality_newest on views.campaign_quality (campaign_id, position desc);
