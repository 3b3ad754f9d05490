-- Which campaigns were paused by their budgets (CampaignBudgetPaused), by when: a few rows a day, so that their end can be made sure of without reading events.
CREATE INDEX event_budget_pauses ON events.event (at) WHERE type = 35;
