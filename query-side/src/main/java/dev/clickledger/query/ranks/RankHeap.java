package dev.clickledger.query.ranks;

import dev.clickledger.query.ranks.ViewChange.Write;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankField;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decoded rank lists, and what their campaigns may still spend, exactly as they are in Redis at
 * {@link #mark()}. Lists come when they are first asked for; from then on every batch that is
 * written to Redis is applied to them, in order. The batches of one build of the view are numbered:
 * when one is missing, or is not about what is here, everything is forgotten.
 *
 * <p>Changes are made under the lock, by one thread at a time; lookups read without it.
 */
final class RankHeap {

    private static final String DAY_FORM = "0000-00-00";

    /** Of lists that have left, before they are looked for. */
    private static final int SPARE_TURNS = 1_000;

    private static final int MOST_IDLE_CAMPAIGNS = 10_000;

    private final int mostLists;
    private final int mostEntries;

    private final Map<String, HeapList> lists = new ConcurrentHashMap<>();
    private final Map<String, HeapCampaign> campaigns = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> balances = new HashMap<>();

    /**
     * Campaigns without a list, oldest first. They are kept in step all the same: one that was
     * paused mostly comes back, and its lists would have to be read again if it were not known.
     */
    private final SequencedSet<HeapCampaign> idle = new LinkedHashSet<>();

    /** Whoever was not used since its last turn goes when there is no more room. */
    private final Deque<HeapList> turns = new ArrayDeque<>();

    private volatile int entries;
    private volatile @Nullable ViewMark mark;

    /**
     * @param mostEntries of all lists together
     */
    RankHeap(int mostLists, int mostEntries) {
        this.mostLists = mostLists;
        this.mostEntries = mostEntries;
    }

    /** Where the view is that is here; {@code null} when nothing may be served. */
    @Nullable ViewMark mark() {
        return mark;
    }

    int lists() {
        return lists.size();
    }

    int entries() {
        return entries;
    }

    /** The list as far as it is known for that day; {@code null} when it must be loaded. */
    @Nullable HeapList list(RankKey key, LocalDate day) {
        HeapList list = lists.get(key.value());
        if (list == null || !list.covers(day)) {
            return null;
        }
        list.use();
        return list;
    }

    /** Nothing when the campaign has just left. */
    Spending spending(String campaign, LocalDate day) {
        HeapCampaign known = campaigns.get(campaign);
        return known == null ? Spending.NOTHING : known.spending(day);
    }

    /**
     * Redis says where it is.
     *
     * @return whether that is where we are
     */
    synchronized boolean confirm(@Nullable ViewMark redis) {
        if (redis != null && redis.equals(mark)) {
            return true;
        }
        forget();
        mark = redis;
        return false;
    }

    /**
     * A batch was written to Redis.
     *
     * @return whether it was the next one; if not, everything is forgotten
     */
    synchronized boolean apply(ViewChange change) {
        ViewMark before = mark;
        ViewMark after = change.mark();
        if (before == null
                || !after.generation().equals(before.generation())
                || after.number() != before.number() + 1
                || !change.after().equals(before.position())) {
            forget();
            return false;
        }
        try {
            change.writes().forEach(this::apply);
        } catch (RuntimeException unreadable) {
            forget();
            throw unreadable;
        }
        mark = after;
        return true;
    }

    /**
     * Lists were read from Redis, between the batches before and those after. What was here before
     * is forgotten if Redis has gone another way.
     *
     * @return whether there is a view that may be served
     */
    synchronized boolean load(LoadedView loaded) {
        confirm(loaded.mark());
        if (mark == null) {
            return false;
        }
        Map<String, LoadedView.Campaign> read = new HashMap<>();
        loaded.campaigns().forEach(campaign -> read.put(campaign.id(), campaign));
        loaded.lists().forEach((key, fields) -> load(new RankKey(key), fields, loaded, read));
        evict();
        return true;
    }

    private void load(
            RankKey key,
            Map<String, String> fields,
            LoadedView loaded,
            Map<String, LoadedView.Campaign> read) {
        LocalDate day = loaded.businessDay();
        Map<RankField, HeapCampaign> entriesOf = new HashMap<>();
        fields.forEach(
                (name, value) -> {
                    var field = new RankField(name, value);
                    String id = field.campaignId().value();
                    LoadedView.Campaign facts = read.get(id);
                    if (facts != null && !facts.facts().isEmpty()) {
                        entriesOf.put(field, campaign(facts, day, loaded.balances()));
                    }
                });
        HeapList list = lists.get(key.value());
        if (list == null) {
            list = new HeapList(key);
            list.load(day, entriesOf);
            lists.put(key.value(), list);
            takeTurn(list);
            entries += entriesOf.size();
        } else {
            // It is in step with Redis already: only the day is news.
            list.cover(day);
        }
    }

    private HeapCampaign campaign(
            LoadedView.Campaign loaded, LocalDate day, Map<String, Long> balancesRead) {
        HeapCampaign campaign =
                campaigns.computeIfAbsent(
                        loaded.id(),
                        id -> {
                            CampaignFacts facts = CampaignFacts.parse(loaded.facts());
                            String advertiser = facts.advertiserId().value();
                            return new HeapCampaign(
                                    id,
                                    facts,
                                    balances.computeIfAbsent(
                                            advertiser,
                                            unknown ->
                                                    new AtomicLong(
                                                            balancesRead.getOrDefault(
                                                                    advertiser, 0L))));
                        });
        idle.remove(campaign);
        if (!campaign.knows(day)) {
            campaign.load(day, loaded);
        }
        return campaign;
    }

    private void apply(Write write) {
        String key = write.key();
        if (key.startsWith(RedisKeys.RANK_PREFIX)) {
            applyToList(write);
        } else if (key.startsWith(RedisKeys.BALANCE_PREFIX)) {
            AtomicLong balance = balances.get(key.substring(RedisKeys.BALANCE_PREFIX.length()));
            if (balance != null) {
                balance.set(Long.parseLong(write.field()));
            }
        } else if (key.startsWith(RedisKeys.BUDGET_PREFIX)) {
            applyToBudget(write);
        } else if (key.startsWith(RedisKeys.FACTS_PREFIX) && write.command().equals("SET")) {
            applyToFacts(key.substring(RedisKeys.FACTS_PREFIX.length()), write.field());
        }
    }

    private void applyToList(Write write) {
        HeapList list = lists.get(write.key());
        if (list == null) {
            return;
        }
        if (write.command().equals("HDEL")) {
            HeapCampaign left = list.remove(write.field());
            if (left != null) {
                entries--;
                release(left);
            }
            return;
        }
        var field = new RankField(write.field(), write.value());
        HeapCampaign campaign = campaigns.get(field.campaignId().value());
        if (campaign == null) {
            // What it has and spent is only in Redis: whoever asks next reads both.
            remove(list);
            return;
        }
        idle.remove(campaign);
        int before = list.entries().size();
        list.put(field, campaign);
        entries += list.entries().size() - before;
    }

    private void applyToBudget(Write write) {
        String key = write.key();
        int colon = key.lastIndexOf(':');
        HeapCampaign campaign =
                campaigns.get(key.substring(RedisKeys.BUDGET_PREFIX.length(), colon));
        if (campaign == null) {
            return;
        }
        long amount = Long.parseLong(write.field());
        if (key.length() - colon - 1 == DAY_FORM.length()) {
            campaign.spentOn(LocalDate.parse(key.substring(colon + 1)), amount);
        } else {
            campaign.spentInTotal(amount);
        }
    }

    private void applyToFacts(String id, String facts) {
        HeapCampaign campaign = campaigns.get(id);
        if (campaign == null) {
            return;
        }
        boolean needsMore = campaign.change(CampaignFacts.parse(facts));
        for (HeapList list : campaign.lists()) {
            list.refresh(campaign);
            if (needsMore) {
                list.forget(Set.copyOf(list.days()));
            }
        }
    }

    private void takeTurn(HeapList list) {
        if (turns.size() > 2 * lists.size() + SPARE_TURNS) {
            turns.removeIf(other -> lists.get(other.key().value()) != other);
        }
        turns.add(list);
    }

    private void evict() {
        while (lists.size() > mostLists || entries > mostEntries) {
            HeapList oldest = turns.poll();
            if (oldest == null) {
                return;
            }
            if (lists.get(oldest.key().value()) != oldest) {
                continue;
            }
            if (oldest.wasUsed()) {
                turns.add(oldest);
            } else {
                remove(oldest);
            }
        }
    }

    private void remove(HeapList list) {
        lists.remove(list.key().value());
        entries -= list.entries().size();
        new ArrayList<>(list.clear()).forEach(this::release);
    }

    private void release(HeapCampaign campaign) {
        if (!campaign.lists().isEmpty() || !idle.add(campaign)) {
            return;
        }
        if (idle.size() > MOST_IDLE_CAMPAIGNS) {
            campaigns.remove(idle.removeFirst().id());
        }
    }

    private void forget() {
        lists.clear();
        campaigns.clear();
        idle.clear();
        balances.clear();
        turns.clear();
        entries = 0;
        mark = null;
    }

    /** All lists that are here. */
    synchronized List<HeapList> all() {
        return List.copyOf(lists.values());
    }
}
