package dev.clickledger.local.demo.market;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.input.Survey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;

/**
 * The market for an input, from a seed: on every shelf and for every search term one campaign each
 * of {@value #TEAMS} teams of advertisers competes. The last team bids high and has little: some of
 * its campaigns run out of their daily budget, some of their total, some advertisers of money. The
 * others have ample of all three, so lookups do not go empty.
 */
final class Catalogue {

    static final int TEAMS = 5;
    static final int ADVERTISERS_PER_TEAM = 8;
    static final int SHELVES_PER_CAMPAIGN = 8;
    static final int TERMS_PER_CAMPAIGN = 200;

    private static final long AMPLE_WON = 200_000_000;
    // No click of this market costs more.
    private static final long HIGHEST_BID_WON = 1_000;

    private final Survey survey;
    private final Random random;
    private final long ampleWon;
    private final List<PlannedAdvertiser> advertisers = new ArrayList<>();
    private final List<PlannedCampaign> campaigns = new ArrayList<>();

    private record Shelf(Category category, List<String> terms) {}

    private Catalogue(Survey survey, long seed) {
        this.survey = survey;
        this.random = new Random(seed);
        // Enough for every click of the input to go to one advertiser.
        this.ampleWon =
                Math.min(
                        Money.LARGEST_AMOUNT,
                        Math.max(AMPLE_WON, Math.multiplyExact(survey.actions(), HIGHEST_BID_WON)));
    }

    static Catalogue plan(Survey survey, long seed) {
        var catalogue = new Catalogue(survey, seed);
        for (int team = 0; team < TEAMS; team++) {
            catalogue.addTeam(team);
        }
        return catalogue;
    }

    List<PlannedAdvertiser> advertisers() {
        return advertisers;
    }

    List<PlannedCampaign> campaigns() {
        return campaigns;
    }

    private void addTeam(int team) {
        List<List<Shelf>> portions = portions();
        int size = Math.min(ADVERTISERS_PER_TEAM, portions.size());
        boolean poor = team == TEAMS - 1;
        int first = advertisers.size();
        for (int i = 0; i < size; i++) {
            long won = poor && Scarcity.of(i) == Scarcity.BALANCE ? little() : ampleWon;
            var id = new AdvertiserId("advertiser-%03d".formatted(first + i + 1));
            advertisers.add(
                    new PlannedAdvertiser(
                            id, "Team %d seller %d".formatted(team + 1, i + 1), Money.won(won)));
        }
        for (int i = 0; i < portions.size(); i++) {
            PlannedAdvertiser advertiser = advertisers.get(first + i % size);
            Scarcity scarcity = poor ? Scarcity.of(i % size) : Scarcity.NOTHING;
            campaigns.add(campaign(advertiser, portions.get(i), scarcity, poor));
        }
    }

    private PlannedCampaign campaign(
            PlannedAdvertiser advertiser, List<Shelf> shelves, Scarcity scarcity, boolean poor) {
        int number = campaigns.size() + 1;
        List<AdvertisedProduct> products = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (Shelf shelf : shelves) {
            var product = new ProductId("product-%04d-%02d".formatted(number, products.size() + 1));
            products.add(new AdvertisedProduct(product, shelf.category()));
            terms.addAll(shelf.terms());
        }
        List<PlacementBid> bids = new ArrayList<>();
        for (Placement placement : survey.placements()) {
            bids.add(new PlacementBid(placement, bid(poor)));
        }
        return new PlannedCampaign(
                new CampaignId("campaign-%04d".formatted(number)),
                advertiser.id(),
                products,
                bids,
                terms,
                budget(scarcity));
    }

    private Money bid(boolean poor) {
        // The poor bid above almost everybody: they win first, and run dry.
        long tens = poor ? 60 + random.nextInt(41) : 12 + random.nextInt(59);
        return Money.won(tens * 10);
    }

    private Budget budget(Scarcity scarcity) {
        return switch (scarcity) {
            case DAILY_BUDGET -> Budget.strict(Money.won(little()), null);
            case TOTAL_BUDGET -> {
                Money total = Money.won(little());
                yield Budget.strict(total, total);
            }
            case BALANCE, NOTHING -> Budget.strict(Money.won(ampleWon), null);
        };
    }

    /** Ten to a hundred clicks' worth. */
    private long little() {
        return 1_000L * (8 + random.nextInt(60));
    }

    /**
     * All shelves in a random order, several together in a campaign. One that is searched for has a
     * campaign of its own: its keywords would find the products of the other shelves too.
     */
    private List<List<Shelf>> portions() {
        List<Shelf> shelves = new ArrayList<>();
        survey.shelves().forEach((category, terms) -> shelves.addAll(split(category, terms)));
        Collections.shuffle(shelves, random);
        List<List<Shelf>> portions = new ArrayList<>();
        List<Shelf> together = new ArrayList<>();
        for (Shelf shelf : shelves) {
            if (!shelf.terms().isEmpty()) {
                portions.add(List.of(shelf));
                continue;
            }
            together.add(shelf);
            if (together.size() == SHELVES_PER_CAMPAIGN) {
                portions.add(together);
                together = new ArrayList<>();
            }
        }
        if (!together.isEmpty()) {
            portions.add(together);
        }
        return portions;
    }

    private static List<Shelf> split(Category category, SortedSet<String> terms) {
        List<String> all = List.copyOf(terms);
        List<Shelf> shelves = new ArrayList<>();
        for (int from = 0; from == 0 || from < all.size(); from += TERMS_PER_CAMPAIGN) {
            int to = Math.min(all.size(), from + TERMS_PER_CAMPAIGN);
            shelves.add(new Shelf(category, all.subList(from, to)));
        }
        return shelves;
    }

    /** What a campaign, or its advertiser, soon has no more of. */
    private enum Scarcity {
        DAILY_BUDGET,
        TOTAL_BUDGET,
        BALANCE,
        NOTHING;

        static Scarcity of(int advertiser) {
            return values()[advertiser % values().length];
        }
    }
}
