package dev.clickledger.bench.charge;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.clicks.Clicks;
import dev.clickledger.bench.clicks.Clicks.Click;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.command.charge.ClickAttempt;
import dev.clickledger.command.charge.TokenGate;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.eventstore.sealing.SealListener;
import dev.clickledger.eventstore.sealing.Sealing;
import dev.clickledger.eventstore.sealing.SealingKey;
import dev.clickledger.http.RequestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Ours with what makes it trustworthy: each click's token is verified first, and all events are
 * sealed.
 */
final class SealedCharges implements Contender {

    private final Databases databases;
    private final Clicks clicks;
    private final int callers;
    private final AdTokens signer;
    private final TokenGate gate;
    private final SealingKey key;
    private String[] tokens = {};

    SealedCharges(Databases databases, Clicks clicks, int callers) throws IOException {
        this.databases = databases;
        this.clicks = clicks;
        this.callers = callers;
        var secret = new byte[SigningKeys.KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        this.signer = new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, secret))));
        this.gate = new TokenGate(signer);
        Path directory = Files.createTempDirectory("clickledger-bench-");
        this.key = SealingKey.in(directory.resolve("sealing-key.pem"));
    }

    @Override
    public String name() {
        return "ours with token and seals";
    }

    @Override
    public Run run(Duration duration) throws Exception {
        if (tokens.length == 0) {
            tokens =
                    IntStream.range(0, clicks.count())
                            .mapToObj(i -> signer.sign(clicks.get(i).ad()))
                            .toArray(String[]::new);
        }
        try (Database database = databases.eventStore()) {
            var next = new AtomicInteger();
            var charged = new LongAdder();
            var sealing =
                    new Sealing(
                            database.kept(),
                            key,
                            Sealing.Pace.DEFAULT,
                            InstantSource.system(),
                            SealListener.NONE);
            Run run;
            try (sealing;
                    ChargeCore core = ChargeCore.start(database)) {
                core.open(clicks.market());
                sealing.start();
                run =
                        Callers.virtual(callers)
                                .run(
                                        duration,
                                        caller -> charge(core, next.getAndIncrement(), charged));
            }
            Stored.check(name(), database, charged.sum());
            long events = database.number("SELECT count(*) FROM events.event");
            if (sealing.sealedEvents() != events) {
                throw new VoidResultException(
                        "%,d of %,d events were sealed".formatted(sealing.sealedEvents(), events));
            }
            return run;
        }
    }

    private int charge(ChargeCore core, int number, LongAdder charged) throws InterruptedException {
        Click click = clicks.get(number);
        var time = new RequestTime(Instant.ofEpochMilli(System.currentTimeMillis()), false);
        ServedAd ad = gate.open(tokens[number], time);
        return GroupCommit.charge(
                core, new ClickAttempt(ad, click.device(), click.session(), time), charged);
    }
}
