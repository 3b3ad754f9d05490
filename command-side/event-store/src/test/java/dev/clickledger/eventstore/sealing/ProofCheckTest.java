package dev.clickledger.eventstore.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RawEvent;
import dev.clickledger.eventstore.sealing.ProofBundle.ProvenEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProofCheckTest {

    private static final EventCodec CODEC = new EventCodec();
    private static final SealingKey KEY = SealingKey.generate();
    private static final Random RANDOM = new Random(11);
    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-01-15");
    private static final AdvertiserId ADVERTISER = new AdvertiserId("a-1");
    private static final CampaignId CAMPAIGN = new CampaignId("c-1");
    private static final ClickId CLICK = ClickId.mint(AT, RANDOM);
    private static final ClickId OTHER = ClickId.mint(AT, RANDOM);

    /** The events of a small store, in order. */
    private final List<RawEvent> store =
            List.of(
                    raw(0, new BalanceOpened(ADVERTISER, AT)),
                    raw(1, charged(CLICK, 260)),
                    raw(2, charged(OTHER, 300)),
                    raw(3, refunded(CLICK, 260)),
                    raw(4, refunded(OTHER, 260)));

    private final Seal seal;
    private final byte[] leaves;

    ProofCheckTest() {
        leaves = new byte[store.size() * Hash.BYTES];
        for (int i = 0; i < store.size(); i++) {
            System.arraycopy(
                    CanonicalRow.leaf(store.get(i)).bytes(), 0, leaves, i * Hash.BYTES, Hash.BYTES);
        }
        var batch =
                new SealedBatch(
                        store.size(),
                        store.getFirst().position(),
                        store.getLast().position(),
                        leaves,
                        new byte[0]);
        seal = Seal.signed(1, batch, store.size(), AT, Hash.NONE, KEY);
    }

    @Test
    void provesAChargeAndItsRefundInPlainWords() {
        ProofCheck.Verdict verdict = check(bundle(CLICK, 1, 3).toJson());

        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.proved()).hasSize(4);
        assertThat(verdict.proved().get(0))
                .contains(
                        "Click " + CLICK + " was charged 260 won at 2026-01-15T10:30:00Z",
                        "advertiser a-1",
                        "campaign c-1");
        assertThat(verdict.proved().get(1)).contains("Position 7:1", "event 2 of 5 in seal 1");
        assertThat(verdict.proved().get(2)).contains("260 won were given back", "DUPLICATE");
    }

    @Test
    void provesAChargeAlone() {
        assertThat(check(bundle(CLICK, 1).toJson()).holds()).isTrue();
    }

    @Test
    void trustsOnlyTheKeyGiven() {
        ProofCheck.Verdict verdict =
                ProofCheck.check(bundle(CLICK, 1), SealingKey.generate().publicKey());

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.proved()).isEmpty();
        assertThat(verdict.wrong()).singleElement().asString().contains("not with the one given");
    }

    @Test
    void everyChangeOfAnyValueInTheFileIsSeen() {
        String json = bundle(CLICK, 1, 3).toJson();
        List<String> changes = new ArrayList<>();
        // Every digit and letter of every value, one after the other.
        boolean inPublicKeys = false;
        for (String line : json.split("\n")) {
            inPublicKeys |= line.contains("public_keys");
            int value = line.indexOf(" : ");
            if (inPublicKeys || value < 0 && !line.contains("\"")) {
                continue;
            }
            String changed = changed(line, Math.max(value, 0));
            if (!changed.equals(line)) {
                changes.add(json.replaceFirst(java.util.regex.Pattern.quote(line), changed));
            }
        }

        assertThat(changes).hasSizeGreaterThan(60);
        for (String change : changes) {
            assertThat(isRefused(change)).as(change).isTrue();
        }
    }

    @Test
    void aPaddedSignatureOrPathIsSeen() {
        ProvenEvent event = bundle(CLICK, 1).events().getFirst();
        List<Hash> longer = new ArrayList<>(event.path());
        longer.add(Hash.NONE);

        assertThat(wrong(with(event, event.index(), longer))).contains("leads to no root");
        assertThat(wrong(with(event, 2, event.path()))).contains("is not among the events");
        assertThat(wrong(with(event, 7, event.path()))).contains("leads to no root");
    }

    @Test
    void wordsThatAreNotTheSealedOnesAreSeen() {
        String json = bundle(CLICK, 1).toJson();

        ProofCheck.Verdict verdict = check(json.replace("\"amount\" : 260", "\"amount\" : 200"));

        assertThat(verdict.wrong())
                .containsExactly("event 1: what it says in words is not what was sealed");
    }

    @Test
    void anotherClicksEventProvesNothingAboutThisOne() {
        assertThat(wrong(bundle(CLICK, 2))).contains("is not one of click " + CLICK);
        assertThat(wrong(bundle(CLICK, 1, 4))).contains("is not one of click " + CLICK);
        assertThat(wrong(bundle(CLICK, 0))).contains("not a charged or declined click");
        assertThat(wrong(bundle(CLICK, 3))).contains("not a charged or declined click");
        assertThat(wrong(bundle(CLICK, 3, 1))).contains("not a charged or declined click");
        assertThat(wrong(bundle(CLICK, 1, 1))).contains("not a refund");
        assertThat(wrong(bundle(CLICK, 1, 3, 3))).contains("two events at the most");
        assertThat(wrong(bundle(CLICK))).contains("holds no event");
    }

    @Test
    void whatIsNoBundleIsRefused() {
        for (String text : List.of("", "nothing", "[]", "null", "{}", "{\"format\":\"other\"}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ProofBundle.parse(text));
        }
    }

    private ProofBundle bundle(ClickId click, int... indexes) {
        List<ProvenEvent> events = new ArrayList<>();
        for (int index : indexes) {
            events.add(ProofBundle.prove(store.get(index), seal, leaves, index, CODEC));
        }
        return ProofBundle.of(
                click, events, Map.of(KEY.publicKey().keyId(), KEY.publicKey().pem()));
    }

    private static ProofBundle with(ProvenEvent it, int index, List<Hash> path) {
        return ProofBundle.of(
                CLICK,
                List.of(
                        new ProvenEvent(
                                it.row(), it.type(), it.readable(), index, path, it.seal())),
                Map.of());
    }

    private static String wrong(ProofBundle bundle) {
        ProofCheck.Verdict verdict = check(bundle.toJson());
        assertThat(verdict.proved()).isEmpty();
        return String.join("\n", verdict.wrong());
    }

    private static ProofCheck.Verdict check(String json) {
        return ProofCheck.check(ProofBundle.parse(json), KEY.publicKey());
    }

    private static boolean isRefused(String json) {
        try {
            return !check(json).holds();
        } catch (IllegalArgumentException noBundle) {
            return true;
        }
    }

    /** Another digit for the last one; else another letter. */
    private static String changed(String line, int from) {
        for (int i = line.length() - 1; i > from; i--) {
            char at = line.charAt(i);
            if (Character.isDigit(at) || (at >= 'a' && at <= 'f')) {
                char other = at == '1' ? '2' : '1';
                return line.substring(0, i) + other + line.substring(i + 1);
            }
        }
        return line;
    }

    private static RawEvent raw(int index, DomainEvent event) {
        EventCodec.Encoded encoded = CODEC.encode(event);
        return new RawEvent(
                new Position(7, index),
                index,
                event.at(),
                new UUID(0x0000_0000_0000_7000L + index, 0x8000_0000_0000_0000L),
                encoded.type(),
                encoded.revision(),
                "balance/" + ADVERTISER,
                encoded.payload());
    }

    private static ClickCharged charged(ClickId click, long amount) {
        var product = new ProductId("lamp");
        return new ClickCharged(
                ADVERTISER,
                new DeviceId("d-1"),
                new SessionId("s-1"),
                new ServedAd(
                        click,
                        AuctionId.mint(AT, RANDOM),
                        AdId.of(CAMPAIGN, product),
                        CAMPAIGN,
                        ADVERTISER,
                        product,
                        null,
                        Placement.CATEGORY,
                        new Category("home/lamps"),
                        null,
                        null,
                        null,
                        Money.won(500),
                        1_000_000,
                        Money.won(70),
                        Money.won(10),
                        Money.won(amount),
                        null,
                        1,
                        null,
                        1,
                        AT),
                Money.won(amount),
                DAY,
                Money.won(9_740),
                Money.won(amount),
                Money.won(amount),
                AT);
    }

    private static ClickRefunded refunded(ClickId click, long amount) {
        return new ClickRefunded(
                ADVERTISER,
                CAMPAIGN,
                click,
                "dup-" + click,
                "DUPLICATE_CLICK_DETECTED",
                Money.won(amount),
                DAY,
                Money.won(10_000),
                Money.ZERO,
                Money.ZERO,
                AT.plusSeconds(300));
    }
}
