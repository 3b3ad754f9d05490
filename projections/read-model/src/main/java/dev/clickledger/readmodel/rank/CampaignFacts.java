package dev.clickledger.readmodel.rank;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all rank entries of a campaign have in common: Redis keeps it once for the campaign.
 *
 * @param negativeKeywords of its entries for phrase and broad keywords; none of others have any
 */
public record CampaignFacts(
        AdvertiserId advertiserId,
        Instant startsAt,
        @Nullable Instant endsAt,
        Budget budget,
        Set<DeviceType> deviceTypes,
        Set<AgeGroup> ageGroups,
        boolean parentCategories,
        List<String> negativeKeywords) {

    /** In no id, number, name or normalised keyword. */
    private static final String BETWEEN = "\t";

    private static final String BETWEEN_KEYWORDS = "\n";
    private static final String BETWEEN_NAMES = ",";
    private static final String YES = "1";
    private static final int PARTS = 11;

    /**
     * @param entries of one campaign, all that it has: at least one
     */
    public static CampaignFacts of(Collection<RankEntry> entries) {
        RankEntry any = entries.iterator().next();
        return new CampaignFacts(
                any.advertiserId(),
                any.startsAt(),
                any.endsAt(),
                any.budget(),
                any.deviceTypes(),
                any.ageGroups(),
                any.parentCategories(),
                entries.stream()
                        .map(RankEntry::negativeKeywords)
                        .filter(keywords -> !keywords.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
    }

    /** The advertiser first, then the budget's mode: scripts in Redis read these two. */
    public String text() {
        Money total = budget.total();
        return String.join(
                BETWEEN,
                advertiserId.value(),
                budget.mode().name(),
                budget.pacing().name(),
                Long.toString(budget.daily().amount()),
                total == null ? "" : Long.toString(total.amount()),
                startsAt.toString(),
                endsAt == null ? "" : endsAt.toString(),
                names(deviceTypes, DeviceType::name),
                names(ageGroups, AgeGroup::years),
                parentCategories ? YES : "",
                String.join(BETWEEN_KEYWORDS, negativeKeywords));
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #text()} gives
     */
    public static CampaignFacts parse(String text) {
        String[] part = text.split(BETWEEN, -1);
        if (part.length != PARTS) {
            throw new IllegalArgumentException("a campaign's facts are " + PARTS + " parts");
        }
        return new CampaignFacts(
                new AdvertiserId(part[0]),
                Instant.parse(part[5]),
                part[6].isEmpty() ? null : Instant.parse(part[6]),
                new Budget(
                        Money.won(Long.parseLong(part[3])),
                        part[4].isEmpty() ? null : Money.won(Long.parseLong(part[4])),
                        BudgetMode.valueOf(part[1]),
                        Pacing.valueOf(part[2])),
                named(part[7], DeviceType::valueOf),
                named(part[8], AgeGroup::of),
                part[9].equals(YES),
                part[10].isEmpty() ? List.of() : List.of(part[10].split(BETWEEN_KEYWORDS)));
    }

    private static <T> String names(Set<T> values, Function<T, String> name) {
        return values.stream().map(name).collect(Collectors.joining(BETWEEN_NAMES));
    }

    private static <T> Set<T> named(String names, Function<String, T> value) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(BETWEEN_NAMES)).map(value).collect(Collectors.toSet());
    }
}
