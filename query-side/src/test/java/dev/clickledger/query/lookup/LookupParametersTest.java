package dev.clickledger.query.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.http.Problem.FieldError;
import dev.clickledger.http.ProblemException;
import dev.clickledger.readmodel.rank.RankKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupParametersTest {

    @Test
    void asksForOneAdUnlessTold() {
        assertThat(home(null).check().maxAds()).isEqualTo(1);
    }

    @Test
    void theHomePageWithoutCategoryHasAListOfItsOwn() {
        assertThat(home(null).check().rankKeys()).containsExactly(RankKey.HOME_OF_ALL_CATEGORIES);
        assertThat(parameters("HOME", "home/lamps", null, null, null).check().rankKeys())
                .containsExactly(new RankKey("rtb:HOME:home/lamps"));
    }

    @Test
    void aSearchIsRankedByItsNormalisedTerm() {
        AdRequest search = parameters("SEARCH", null, "  Desk  LAMP ", null, null).check();

        assertThat(search.placement()).isEqualTo(Placement.SEARCH);
        assertThat(search.rankKeys())
                .extracting(RankKey::value)
                .containsExactly(
                        "rtb:SEARCH:desk lamp",
                        "rtb:SEARCH_PHRASE:desk",
                        "rtb:SEARCH_PHRASE:lamp",
                        "rtb:SEARCH_BROAD:desk",
                        "rtb:SEARCH_BROAD:lamp");
        assertThat(search.searchTerm()).isEqualTo("Desk  LAMP");
    }

    @Test
    void leavesOutThePagesOwnProductAndTheExcludedOnes() {
        AdRequest page =
                parameters("PRODUCT_DETAIL", "home/lamps", null, "p1", List.of("p2", "p3")).check();

        assertThat(page.excluded())
                .containsExactlyInAnyOrder(
                        new ProductId("p1"), new ProductId("p2"), new ProductId("p3"));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        var wrong =
                new LookupParameters(
                        "ATTIC",
                        "a//b",
                        null,
                        "!",
                        List.of("ok", "no space"),
                        "21",
                        "WATCH",
                        "20",
                        " ",
                        "");

        assertThat(errors(wrong))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "placement",
                        "category",
                        "product_id",
                        "exclude_product_ids",
                        "max_ads",
                        "device_type",
                        "age_group",
                        "device_id",
                        "publisher_id");
    }

    @Test
    void aShelfPageNeedsItsCategoryAndASearchItsTerm() {
        assertThat(errors(parameters("CATEGORY", null, null, null, null)))
                .containsExactly(new FieldError("category", "is required for CATEGORY"));
        assertThat(errors(parameters("SEARCH", null, null, null, null)))
                .containsExactly(new FieldError("search_term", "is required for SEARCH"));
        assertThat(errors(parameters(null, null, null, null, null)))
                .extracting(FieldError::field)
                .containsExactly("placement");
    }

    private static List<FieldError> errors(LookupParameters parameters) {
        return catchThrowableOfType(ProblemException.class, parameters::check).problem().errors();
    }

    private static LookupParameters home(String maxAds) {
        return new LookupParameters("HOME", null, null, null, null, maxAds, null, null, null, null);
    }

    private static LookupParameters parameters(
            String placement,
            String category,
            String searchTerm,
            String productId,
            List<String> excluded) {
        return new LookupParameters(
                placement, category, searchTerm, productId, excluded, null, null, null, null, null);
    }
}
