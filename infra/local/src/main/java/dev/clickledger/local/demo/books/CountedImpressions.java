package dev.clickledger.local.demo.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The impressions that were counted from {@code ad-events}. */
public final class CountedImpressions {

    private static final String SERVED =
            "SELECT coalesce(sum(impressions), 0) FROM traffic.impression_total";

    private CountedImpressions() {}

    /** Of all campaigns and days. */
    public static long served(DataSource postgres) {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVED)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read what was counted", failed);
        }
    }
}
