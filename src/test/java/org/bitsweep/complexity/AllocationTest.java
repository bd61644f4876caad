package org.bitsweep.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is called after every optimisation step must not make garbage: the JVM's own counter of the thread says so. */
class AllocationTest {
    private static final int CALLS = 2000;
    private static final BlockShape SQUARE = new BlockShape(4, 4);

    private final List<BitMatrix> network = List.of(
            SampleMatrix.random(32, 100, 0.5, 1),
            SampleMatrix.random(16, 32, 0.5, 2),
            SampleMatrix.random(10, 16, 0.5, 3));

    static Stream<Partition> partitions() {
        return Stream.of(
                new Partition.Ignore(),
                new Partition.Correlated(1),
                new Partition.Periodic(),
                new Partition.Recursive(1));
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void aFullComputationAllocatesNothing(Partition partition) throws IOException {
        CtmTable table = CtmTables.load("2d");
        BlockCounts counts = new BlockCounts(new Decomposition(SQUARE, partition));
        assertAllocatesNothing(() -> {
            counts.clear();
            for (int i = 0; i < network.size(); i++) {
                counts.add(network.get(i));
            }
            return counts.bdm(table) + counts.entropy();
        });
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void anUpdateAllocatesNothing(Partition partition) throws IOException {
        IncrementalComplexity incremental =
                new IncrementalComplexity(new Decomposition(SQUARE, partition), CtmTables.load("2d"), network);
        int[] call = {0};
        assertAllocatesNothing(() -> {
            network.get(0).flip(call[0] % 32, call[0] % 97);
            call[0]++;
            incremental.update(network);
            return incremental.bdm() + incremental.entropy();
        });
    }

    @Test
    void aPerturbationMapAllocatesNothing() throws IOException {
        Perturbation perturbation = new Perturbation(Decomposition.ignore(SQUARE), CtmTables.load("2d"));
        double[] changes = new double[3200];
        assertAllocatesNothing(() -> {
            perturbation.bdm(network.get(0), changes);
            return changes[0];
        });
    }

    private interface Work {
        double run();
    }

    private static void assertAllocatesNothing(Work work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += work.run();
        }
        // Reading the counter for the first time allocates by itself.
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            sum += work.run();
        }
        long bytes = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(sum).isFinite();
        assertThat(bytes).isLessThan(CALLS);
    }
}
