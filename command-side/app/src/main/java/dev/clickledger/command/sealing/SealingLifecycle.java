package dev.clickledger.command.sealing;

import dev.clickledger.eventstore.sealing.Sealing;
import org.springframework.context.SmartLifecycle;

/**
 * Seals from the start of the application to its end: it stops after the web server and the
 * consumers, so that nothing is committed after the last seal.
 */
final class SealingLifecycle implements SmartLifecycle {

    private final Sealing sealing;
    private volatile boolean running;

    SealingLifecycle(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void start() {
        running = true;
        sealing.start();
    }

    @Override
    public void stop() {
        sealing.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
