package dev.clickledger.command.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Decisions on what is decided, but not stored yet. Charges let go of their balances as soon as
 * they are decided, and the next ones are decided while those are being stored. So that this looks
 * to everybody as if each had waited for the one before:
 *
 * <ul>
 *   <li>a charge that takes a balance from one under way is stored after it (readers go by that
 *       order) and committed after it, if that one was committed; else it is decided again;
 *   <li>whoever else takes it waits until that one has ended;
 *   <li>nobody is answered before the own commit.
 * </ul>
 *
 * <p>Whoever lets go takes no aggregate any more, so nobody waits in a circle. Should all this
 * fail, an aggregate's events are still unique by their number: the later one would lose, not both
 * win.
 */
final class StoreOrder {

    /** Which decision under way has an aggregate's latest events. Bounded by those under way. */
    private final Map<String, StoreTurn> underWay = new ConcurrentHashMap<>();

    /**
     * @param decided called when others may go on with what it has decided
     */
    StoreTurn turnAhead(UnitOfWork<?> root, Runnable decided) {
        return new StoreTurn(underWay, root, decided);
    }

    /** Keeps what it takes until all is over. */
    StoreTurn turn(UnitOfWork<?> root) {
        return new StoreTurn(underWay, root, null);
    }

    LockFactory around(LockFactory locks) {
        return id -> {
            Lock lock = locks.obtainLock(id);
            StoreTurn turn =
                    CurrentUnitOfWork.isStarted() ? StoreTurn.of(CurrentUnitOfWork.get()) : null;
            return turn == null ? lock : turn.take(id, lock);
        };
    }
}
