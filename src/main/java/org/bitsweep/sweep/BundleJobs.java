package org.bitsweep.sweep;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.AsyncRDDActions;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.ExecutionContext$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Spark jobs of one task each, which report as they end. */
final class BundleJobs {
    /**
     * A job that ended.
     *
     * @param result null if the task died
     * @param error why it died, else null
     */
    record Finished(Bundle bundle, BundleResult result, Throwable error) {}

    private static final ClassTag<BundleResult> RESULT = ClassTag$.MODULE$.apply(BundleResult.class);

    private final JavaSparkContext spark;
    private final String sweep;
    private final BundleTask task;
    private final String group;
    private final BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
    private final ExecutionContext callingThread = ExecutionContext$.MODULE$.fromExecutor(Runnable::run);

    BundleJobs(SparkSession session, String sweep, BundleTask task) {
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.sweep = sweep;
        this.task = task;
        this.group = "bitsweep-" + sweep;
    }

    void submit(Bundle bundle) {
        spark.setJobGroup(
                group,
                sweep + ": bundle " + bundle.number() + ", " + bundle.runs().size() + " runs",
                true);
        JavaRDD<BundleResult> one = spark.parallelize(List.of(bundle), 1).map(task);
        RDD<BundleResult> rdd = one.rdd();
        new AsyncRDDActions<>(rdd, RESULT).collectAsync().onComplete(outcome -> report(bundle, outcome), callingThread);
    }

    private BoxedUnit report(Bundle bundle, Try<Seq<BundleResult>> outcome) {
        finished.add(
                outcome.isSuccess()
                        ? new Finished(bundle, outcome.get().head(), null)
                        : new Finished(bundle, null, outcome.failed().get()));
        return BoxedUnit.UNIT;
    }

    /** The next job that ended, waiting for it if there is none. */
    Optional<Finished> poll(long timeout, TimeUnit unit) {
        try {
            return Optional.ofNullable(finished.poll(timeout, unit));
        } catch (InterruptedException e) {
            throw new IllegalStateException("the sweep's own thread was interrupted", e);
        }
    }

    /** Ends what still runs. */
    void cancelAll() {
        spark.cancelJobGroup(group);
    }
}
