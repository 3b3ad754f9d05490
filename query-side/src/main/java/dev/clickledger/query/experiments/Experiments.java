package dev.clickledger.query.experiments;

import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.query.dice.StableDice;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price experiments that run. A device is in one of them at most, and stays in it: each
 * experiment in turn draws its share from the devices that those before it left over, with dice of
 * its own. So shares are exact and disjoint, and a new experiment at the end moves nobody.
 */
public final class Experiments {

    private final List<Experiment> running;
    private final long[] seeds;

    /** Of all devices, what those before each have left over. */
    private final int[] leftPermille;

    /**
     * @throws IllegalArgumentException when two have one id or one salt, or more than all devices
     *     are shared out
     */
    public Experiments(List<Experiment> running) {
        this.running = List.copyOf(running);
        this.seeds = new long[running.size()];
        this.leftPermille = new int[running.size()];
        var ids = new HashSet<String>();
        var salts = new HashSet<String>();
        int left = Experiment.WHOLE_PERMILLE;
        for (int i = 0; i < seeds.length; i++) {
            Experiment experiment = running.get(i);
            // With one salt, whom the first one left over would not fall evenly for the second.
            if (!ids.add(experiment.id()) || !salts.add(experiment.salt())) {
                throw new IllegalArgumentException(
                        "experiment " + experiment.id() + " needs an id and a salt of its own");
            }
            seeds[i] = StableDice.seedOf(experiment.salt());
            leftPermille[i] = left;
            left -= experiment.sharePermille();
            if (left < 0) {
                throw new IllegalArgumentException(
                        "experiments share out more than 1000 permille of the devices");
            }
        }
    }

    /** The one that a device takes part in; none, and never one for an unknown device. */
    public @Nullable Experiment of(@Nullable DeviceId device) {
        if (device == null) {
            return null;
        }
        for (int i = 0; i < seeds.length; i++) {
            Experiment experiment = running.get(i);
            if (experiment.sharePermille() > 0
                    && StableDice.below(leftPermille[i], seeds[i], device.value())
                            < experiment.sharePermille()) {
                return experiment;
            }
        }
        return null;
    }
}
