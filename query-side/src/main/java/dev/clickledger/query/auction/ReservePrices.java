package dev.clickledger.query.auction;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.money.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The least that a click costs at a place of the shop: the page's placement and category. The most
 * specific rule wins: the deepest category, then the one that names the placement. A category's
 * reserve also holds for its children.
 */
public final class ReservePrices {

    /**
     * @param placement any without one
     * @param category any without one
     */
    public record Rule(@Nullable Placement placement, @Nullable Category category, Money reserve) {}

    private record Place(@Nullable Placement placement, @Nullable Category category) {}

    private final Money otherwise;
    private final Map<Place, Money> reserves = new HashMap<>();

    /**
     * @param otherwise where no rule fits
     * @throws IllegalArgumentException for a reserve that is not positive, or two for one place
     */
    public ReservePrices(Money otherwise, List<Rule> rules) {
        this.otherwise = otherwise;
        for (Rule rule : rules) {
            var place = new Place(rule.placement(), rule.category());
            if (!rule.reserve().isPositive() || reserves.put(place, rule.reserve()) != null) {
                throw new IllegalArgumentException(
                        "a reserve price is positive and a place has one of them: " + rule);
            }
        }
    }

    /**
     * @param category of the page; none of a home page or search that names none
     */
    public Money at(Placement placement, @Nullable Category category) {
        if (reserves.isEmpty()) {
            return otherwise;
        }
        if (category != null) {
            Money reserve = ofEither(placement, category);
            if (reserve != null) {
                return reserve;
            }
            for (Category parent : category.parents()) {
                reserve = ofEither(placement, parent);
                if (reserve != null) {
                    return reserve;
                }
            }
        }
        Money reserve = ofEither(placement, null);
        return reserve == null ? otherwise : reserve;
    }

    private @Nullable Money ofEither(Placement placement, @Nullable Category category) {
        Money reserve = reserves.get(new Place(placement, category));
        return reserve == null ? reserves.get(new Place(null, category)) : reserve;
    }
}
