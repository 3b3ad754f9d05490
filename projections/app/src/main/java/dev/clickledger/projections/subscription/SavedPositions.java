package dev.clickledger.projections.subscription;

import dev.clickledger.readmodel.tables.Subscription;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.springframework.stereotype.Component;

/** Where the subscriptions that write to PostgreSQL or to topics have come to. */
@Component
public final class SavedPositions {

    private final SessionFactory sessions;

    SavedPositions(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The saved state; that of a new subscription when there is none. */
    public Subscription load(String name) {
        return sessions.fromStatelessTransaction(
                session -> {
                    session.createNativeMutationQuery(
                                    """
                                    INSERT INTO views.subscription (name, position)
                                    VALUES (:name, '0:0') ON CONFLICT DO NOTHING
                                    """)
                            .setParameter("name", name)
                            .executeUpdate();
                    return session.get(Subscription.class, name);
                });
    }

    public void save(Subscription from, Subscription to) {
        sessions.inStatelessTransaction(session -> save(session, from, to));
    }

    /**
     * Goes on, in the transaction of the session.
     *
     * @throws LostPositionException if it is no longer at {@code from}: another instance took over
     */
    public static void save(StatelessSession session, Subscription from, Subscription to) {
        int changed =
                session.createMutationQuery(
                                """
                                update Subscription set position = :position,
                                    publication = :publication,
                                    publishedThrough = :publishedThrough,
                                    newestEventAt = :newestEventAt
                                where name = :name
                                  and position = :from and publication = :fromPublication
                                """)
                        .setParameter("position", to.position())
                        .setParameter("publication", to.publication())
                        .setParameter("publishedThrough", to.publishedThrough())
                        .setParameter("newestEventAt", to.newestEventAt())
                        .setParameter("name", from.name())
                        .setParameter("from", from.position())
                        .setParameter("fromPublication", from.publication())
                        .executeUpdate();
        if (changed != 1) {
            throw new LostPositionException(
                    from.name()
                            + " is no longer at "
                            + from.position()
                            + ": somebody else moved it");
        }
    }
}
