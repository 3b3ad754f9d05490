package dev.clickledger.local.rebuild;

import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.tables.ReadTables;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Read tables: asked for by a row beside their position. */
final class WantedTables implements Wanted {

    private final JdbcClient sql;

    WantedTables(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void ask() {
        sql.sql(
                        """
                        INSERT INTO views.subscription (name, position) VALUES (?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .params(ReadTables.REBUILD, Position.START.toString())
                .update();
    }

    @Override
    public boolean isOpen() {
        return sql.sql("SELECT EXISTS (SELECT 1 FROM views.subscription WHERE name = ?)")
                .param(ReadTables.REBUILD)
                .query(Boolean.class)
                .single();
    }

    @Override
    public long builtUpTo() {
        try {
            return sql.sql("SELECT position FROM views_built.subscription")
                    .query(String.class)
                    .optional()
                    .map(position -> Position.parse(position).offset())
                    .orElse(0L);
        } catch (BadSqlGrammarException notThere) {
            // Not begun yet, or moved a moment ago.
            return 0;
        }
    }

    @Override
    public void close() {
        // The connections are the caller's.
    }
}
