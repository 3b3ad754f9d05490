package dev.clickledger.domain.order.rules;

/**
 * Its conversion travels under that device's key; a cancellation under another would never meet it.
 */
public record AnOrderIsCancelledFromItsOwnDevice(boolean ownDevice) implements OrderRule {

    @Override
    public boolean holds() {
        return ownDevice;
    }

    @Override
    public String advice() {
        return "The order was placed from another device: cancel it with the device_id it was placed with";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
