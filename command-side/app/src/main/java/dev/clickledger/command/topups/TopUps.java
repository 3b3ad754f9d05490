package dev.clickledger.command.topups;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.balance.TopUpBalance;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.http.ProblemException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Credits payments. Idempotent by payment reference: the register's row is written in the
 * transaction of the credit, and its primary key decides between two that come at once.
 */
public final class TopUps {

    private TopUps() {}

    /**
     * @param repeated whether it was credited before, by another request
     */
    public record Credited(RegisteredTopUp topUp, boolean repeated) {}

    public static Credited credit(
            Ledger.Books books,
            AdvertiserId advertiserId,
            Money amount,
            @Nullable Money vatAmount,
            PaymentMethod method,
            String paymentReference,
            Instant at) {
        RegisteredTopUp known = books.topUps().find(paymentReference);
        if (known != null) {
            requireSame(known, advertiserId, amount, vatAmount, method);
            return new Credited(known, true);
        }
        Money balance =
                Objects.requireNonNull(
                        books.<Money>dispatch(
                                new TopUpBalance(
                                        advertiserId,
                                        amount,
                                        vatAmount,
                                        method,
                                        paymentReference,
                                        at)));
        var credited =
                new RegisteredTopUp(
                        paymentReference, advertiserId, amount, vatAmount, method, balance, at);
        books.topUps().insert(credited);
        return new Credited(credited, false);
    }

    private static void requireSame(
            RegisteredTopUp known,
            AdvertiserId advertiserId,
            Money amount,
            @Nullable Money vatAmount,
            PaymentMethod method) {
        if (!known.advertiserId().equals(advertiserId)
                || !known.amount().equals(amount)
                || !Objects.equals(known.vatAmount(), vatAmount)
                || known.method() != method) {
            throw ProblemException.conflict(
                    "payment_reference",
                    "was credited already, with other content: give each payment a reference of its"
                            + " own");
        }
    }
}
