package org.bitsweep.forge;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.bitsweep.ctm.Distribution;
import org.bitsweep.ctm.MachineSpace;
import org.bitsweep.ctm.Subtrees;
import org.bitsweep.ctm.Tally;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.Tuple2;
import scala.runtime.BoxedUnit;

/**
 * Enumerates a machine space on Spark. The driver cuts the search tree; each task runs a bundle of subtrees and reduces
 * their counts to one tally; the driver adds the tallies as they come and keeps each in {@link FinishedParts}, so that a
 * killed enumeration goes on where it was. The result does not depend on the cut, the bundles or their order: counts are
 * exact integers.
 */
public final class Forge {
    private static final long POLL_MILLIS = 200;

    private final JavaSparkContext spark;
    private final FinishedParts finished;
    private final ForgeProgress progress;

    /**
     * @param spark where the tasks run
     * @param finished keeps finished bundles
     * @param progress is told what is done
     */
    public Forge(JavaSparkContext spark, FinishedParts finished, ForgeProgress progress) {
        this.spark = spark;
        this.finished = finished;
        this.progress = progress;
    }

    /** What an enumeration gave. */
    public record Result(Distribution distribution, int tasks, int resumed) {}

    private record Part(int bundle, byte[] tally) implements Serializable {}

    /** Enumerates a space, cut as suits it. */
    public Result enumerate(MachineSpace space) throws IOException, InterruptedException {
        Subtrees subtrees = Subtrees.cut(space);
        return enumerate(subtrees, subtrees.suitableBundles());
    }

    /** Enumerates a space cut into subtrees, which are dealt out to a number of bundles. */
    public Result enumerate(Subtrees subtrees, int number) throws IOException, InterruptedException {
        MachineSpace space = subtrees.space();
        List<int[][]> bundles = subtrees.bundles(number);
        finished.open(space, subtrees.depth(), bundles.size());
        Tally sum = new Tally(space.dim());
        sum.add(subtrees.top());
        List<Integer> missing = new ArrayList<>();
        for (int b = 0; b < bundles.size(); b++) {
            byte[] tally = finished.read(b);
            if (tally == null) {
                missing.add(b);
            } else {
                sum.add(tally);
            }
        }
        int resumed = bundles.size() - missing.size();
        progress.started(bundles.size(), resumed);
        if (!missing.isEmpty()) {
            run(space, bundles, missing, sum);
        }
        progress.ended();
        return new Result(Distribution.of(space, sum), bundles.size(), resumed);
    }

    private void run(MachineSpace space, List<int[][]> bundles, List<Integer> missing, Tally sum)
            throws IOException, InterruptedException {
        BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
        List<Tuple2<Integer, int[][]>> work = new ArrayList<>();
        for (int b : missing) {
            work.add(new Tuple2<>(b, bundles.get(b)));
        }
        RDD<Tuple2<Integer, int[][]>> rdd = spark.parallelize(work, work.size()).rdd();
        SimpleFutureAction<BoxedUnit> job = submit(rdd, space, missing.size(), parts);
        try {
            for (int left = missing.size(); left > 0; ) {
                Part part = parts.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (part != null) {
                    finished.write(part.bundle(), part.tally());
                    sum.add(part.tally());
                    progress.advanced();
                    left--;
                } else if (job.isCompleted() && parts.isEmpty()) {
                    throw failure(job);
                } else {
                    progress.waiting();
                }
            }
        } finally {
            if (!job.isCompleted()) {
                job.cancel();
            }
        }
    }

    private static SimpleFutureAction<BoxedUnit> submit(
            RDD<Tuple2<Integer, int[][]>> rdd, MachineSpace space, int partitions, BlockingQueue<Part> parts) {
        Function1<scala.collection.Iterator<Tuple2<Integer, int[][]>>, Part> task =
                (Function1<scala.collection.Iterator<Tuple2<Integer, int[][]>>, Part> & Serializable) iterator -> {
                    Tuple2<Integer, int[][]> bundle = iterator.next();
                    return new Part(
                            bundle._1(), Subtrees.run(space, bundle._2()).toBytes());
                };
        List<Object> indices = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            indices.add(i);
        }
        Function2<Object, Part, BoxedUnit> handler = (index, part) -> {
            parts.add(part);
            return BoxedUnit.UNIT;
        };
        Function0<BoxedUnit> done = () -> BoxedUnit.UNIT;
        return rdd.sparkContext()
                .submitJob(
                        rdd,
                        task,
                        scala.jdk.javaapi.CollectionConverters.asScala(indices).toSeq(),
                        handler,
                        done);
    }

    private static IOException failure(SimpleFutureAction<BoxedUnit> job) {
        Throwable cause = job.value().get().failed().get();
        return new IOException("the enumeration failed on Spark: " + cause.getMessage(), cause);
    }
}
