package dev.clickledger.bench;

import dev.clickledger.bench.charge.ChargeBenchmark;
import dev.clickledger.bench.http.HttpClickBenchmark;
import dev.clickledger.bench.lookup.LookupBenchmark;
import dev.clickledger.bench.memory.LiveAdMemory;
import dev.clickledger.bench.memory.MemoryBenchmark;
import dev.clickledger.bench.replay.ReplayBenchmark;
import dev.clickledger.bench.stream.StreamBenchmark;
import java.util.ArrayList;
import java.util.List;

/** What can be measured; each has a result file of its name. */
enum Benchmark {
    charge {
        @Override
        List<Comparison> run(Plan plan) throws Exception {
            List<Comparison> all = new ArrayList<>(ChargeBenchmark.run(plan));
            all.addAll(HttpClickBenchmark.run(plan));
            return all;
        }
    },
    lookup {
        @Override
        List<Comparison> run(Plan plan) throws Exception {
            return LookupBenchmark.run(plan);
        }
    },
    stream {
        @Override
        List<Comparison> run(Plan plan) throws Exception {
            return StreamBenchmark.run(plan);
        }
    },
    replay {
        @Override
        List<Comparison> run(Plan plan) throws Exception {
            return ReplayBenchmark.run(plan);
        }
    },
    memory {
        @Override
        List<Comparison> run(Plan plan) throws Exception {
            List<Comparison> all = new ArrayList<>(MemoryBenchmark.run(plan));
            all.addAll(LiveAdMemory.run(plan));
            return all;
        }
    };

    abstract List<Comparison> run(Plan plan) throws Exception;
}
