package dev.clickledger.query.lookup;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes an answer as its records would be written, without asking each of its sixty values what it
 * is: that took as long as the auction itself.
 */
final class AdsAnswerJson extends ValueSerializer<AdsAnswer> {

    private static final SerializableString AUCTION_ID = new SerializedString("auction_id");
    private static final SerializableString ADS = new SerializedString("ads");
    private static final SerializableString NO_FILL_REASON = new SerializedString("no_fill_reason");
    private static final SerializableString AD_ID = new SerializedString("ad_id");
    private static final SerializableString CAMPAIGN_ID = new SerializedString("campaign_id");
    private static final SerializableString ADVERTISER_ID = new SerializedString("advertiser_id");
    private static final SerializableString PRODUCT_ID = new SerializedString("product_id");
    private static final SerializableString POSITION = new SerializedString("position");
    private static final SerializableString BID_PRICE = new SerializedString("bid_price");
    private static final SerializableString ACTUAL_PRICE = new SerializedString("actual_price");
    private static final SerializableString CLICK_ID = new SerializedString("click_id");
    private static final SerializableString AD_TOKEN = new SerializedString("ad_token");
    private static final SerializableString EXPIRES_AT = new SerializedString("expires_at");

    @Override
    public void serialize(AdsAnswer answer, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        text(json, AUCTION_ID, answer.auctionId().toString());
        json.writeName(ADS);
        json.writeStartArray();
        // All of an answer expire together.
        Instant expiresAt = null;
        String expiry = "";
        for (AdsAnswer.Ad ad : answer.ads()) {
            if (!ad.expiresAt().equals(expiresAt)) {
                expiresAt = ad.expiresAt();
                expiry = expiresAt.toString();
            }
            write(ad, expiry, json);
        }
        json.writeEndArray();
        NoFillReason noFill = answer.noFillReason();
        if (noFill != null) {
            text(json, NO_FILL_REASON, noFill.name());
        }
        json.writeEndObject();
    }

    private static void write(AdsAnswer.Ad ad, String expiry, JsonGenerator json) {
        json.writeStartObject();
        text(json, AD_ID, ad.adId().value());
        text(json, CAMPAIGN_ID, ad.campaignId().value());
        text(json, ADVERTISER_ID, ad.advertiserId().value());
        text(json, PRODUCT_ID, ad.productId().value());
        number(json, POSITION, ad.position());
        number(json, BID_PRICE, ad.bidPrice().amount());
        number(json, ACTUAL_PRICE, ad.actualPrice().amount());
        text(json, CLICK_ID, ad.clickId().toString());
        text(json, AD_TOKEN, ad.adToken());
        text(json, EXPIRES_AT, expiry);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, SerializableString name, String value) {
        json.writeName(name);
        json.writeString(value);
    }

    private static void number(JsonGenerator json, SerializableString name, long value) {
        json.writeName(name);
        json.writeNumber(value);
    }
}
