package dev.clickledger.domain.balance.rules;

public record ABalanceIsOpenedOnce(boolean opened) implements BalanceRule {

    @Override
    public boolean holds() {
        return !opened;
    }

    @Override
    public String advice() {
        return "The advertiser has a balance already: use it";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
