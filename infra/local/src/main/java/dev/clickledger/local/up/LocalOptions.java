package dev.clickledger.local.up;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the whole system may choose.
 *
 * @param data where everything that stays is kept; an ephemeral run removes it at the end
 * @param ephemeral keeps nothing
 * @param sandbox lets a request's {@code Sandbox-Time} header be its "now"
 * @param bindAddress the address that the two HTTP applications listen on; the parts behind them
 *     stay on the loopback address
 * @param commandPort of the command side; 0 is any free one
 * @param queryPort of the query side; 0 is any free one
 * @param shop where the demo shop is served; nowhere without
 */
public record LocalOptions(
        Path data,
        boolean ephemeral,
        boolean sandbox,
        String bindAddress,
        int commandPort,
        int queryPort,
        @Nullable ShopPort shop) {

    public static final String LOOPBACK = "127.0.0.1";
    public static final int COMMAND_PORT = 8081;
    public static final int QUERY_PORT = 8082;

    /**
     * @param port 0 is any free one
     * @param only whether nothing else will do when it is taken
     */
    public record ShopPort(int port, boolean only) {}

    /** For the demo and for tests: any ports, a directory of its own that goes at the end. */
    public static LocalOptions ephemeral(boolean sandbox) {
        return new LocalOptions(DataHome.temporaryDirectory(), true, sandbox, LOOPBACK, 0, 0, null);
    }
}
