package dev.clickledger.local.demo.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What the stream job told of all campaigns and business days, added up.
 *
 * @param clicks charged ones, the invalid among them
 * @param charged in won
 * @param refunded in won
 * @param conversions that were not retracted
 */
public record ToldPerformance(
        long impressions,
        long clicks,
        long charged,
        long invalidClicks,
        long refunded,
        long conversions) {

    static final ToldPerformance NOTHING = new ToldPerformance(0, 0, 0, 0, 0, 0);

    private static final String SUMS =
            """
            SELECT coalesce(sum(impressions), 0), coalesce(sum(clicks), 0), coalesce(sum(charged), 0),
                coalesce(sum(invalid_clicks), 0), coalesce(sum(refunded), 0), coalesce(sum(conversions), 0)
            FROM traffic.performance WHERE entity = 'CAMPAIGN' AND window_length = 'ONE_DAY'
            """;

    public static ToldPerformance read(DataSource postgres) {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SUMS)) {
            row.next();
            return new ToldPerformance(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6));
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read what the stream job told", failed);
        }
    }
}
