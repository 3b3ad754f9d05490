-- The price experiment that a click's device took part in. Clicks from before there were experiments
-- took part in none, so nothing is built again.

alter table views.click add column experiment text;
