package dev.clickledger.stream.matching;

/** Whose clicks and purchases are matched with each other. */
public record DeviceProduct(String deviceId, String productId) {

    public static DeviceProduct of(ShopperStep step) {
        return new DeviceProduct(step.deviceId(), step.productId());
    }
}
