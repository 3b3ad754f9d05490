package dev.clickledger.local.shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The shop's server. It takes its port first, because Clickledger must know the origin of the pages
 * that will call it; it answers once it knows where Clickledger is.
 */
public final class DemoShop implements AutoCloseable {

    public static final int PORT = 8083;

    private static final int MOST_WAITING = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private volatile @Nullable Backend backend;

    private DemoShop(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /**
     * On the loopback address.
     *
     * @param port 0 is any free one
     * @throws IOException when it is taken
     */
    public static DemoShop listenOn(int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        return new DemoShop(HttpServer.create(address, MOST_WAITING));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As browsers name its pages, by address or by name. */
    public List<String> origins() {
        return List.of(url().toString(), "http://localhost:" + server.getAddress().getPort());
    }

    /** Begins to answer; until then, callers wait. */
    public void open(URI command, URI query) {
        var asking = new Backend(command, query);
        backend = asking;
        server.createContext("/", new ShopRoutes(new Pages(command, query), asking));
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        Backend asking = backend;
        if (asking != null) {
            asking.close();
        }
    }
}
