package org.bitsweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.bitsweep.ctm.Distribution;
import org.bitsweep.ctm.MachineSpace;
import org.bitsweep.ctm.Subtrees;
import org.bitsweep.ctm.TableWriter;
import org.bitsweep.forge.FinishedParts;
import org.bitsweep.forge.Forge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep ctm enumerate}: all machines of a space, and the CTM table that follows. */
@Command(
        name = "enumerate",
        description = {
            "Enumerate all Turing machines of a space exactly, on Spark, and write their CTM table.",
            "A killed enumeration with --out goes on from its finished tasks when the command is given again."
        },
        mixinStandardHelpOptions = true)
final class CtmEnumerateCommand implements Callable<Integer> {
    private static final BigInteger EXACT_IN_JSON = BigInteger.ONE.shiftLeft(53);

    @Option(names = "--dim", required = true, paramLabel = "1|2", description = "Line or plane.")
    private int dim;

    @Option(names = "--states", required = true, paramLabel = "N", description = "Working states.")
    private int states;

    @Option(names = "--steps", required = true, paramLabel = "B", description = "Step bound, halting step included.")
    private int steps;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Table to write, compressed if the name ends in .gz; finished tasks are kept in FILE.work.")
    private Path out;

    @Option(
            names = "--max-cells",
            paramLabel = "N",
            description = "Write blocks of up to N cells (default: 16 in the plane, all on the line).")
    private Integer maxCells;

    @Option(names = "--master", paramLabel = "URL", description = "Spark master (default: local[*]).")
    private String master;

    @Option(names = "--tasks", paramLabel = "N", description = "Number of tasks (default: by the size of the space).")
    private Integer tasks;

    @Option(names = "--format", paramLabel = "text|json", description = "Form of the summary.")
    private TextOrJson format = TextOrJson.text;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MachineSpace space = new MachineSpace(dim, states, steps);
        if (tasks != null && tasks < 1) {
            throw new IllegalArgumentException("--tasks must be at least 1, not " + tasks);
        }
        if (maxCells != null && maxCells < 1) {
            throw new IllegalArgumentException("--max-cells must be at least 1, not " + maxCells);
        }
        Path temporary = null;
        try {
            if (out != null) {
                temporary = out.toAbsolutePath()
                        .resolveSibling("." + out.getFileName() + "."
                                + ProcessHandle.current().pid());
                // Before the work, so that a path that cannot be written is known at once.
                Files.newOutputStream(temporary).close();
            }
            run(space, temporary);
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
        return 0;
    }

    private void run(MachineSpace space, Path temporary) throws IOException, InterruptedException {
        FinishedParts finished = out == null
                ? FinishedParts.none()
                : FinishedParts.in(out.toAbsolutePath().resolveSibling(out.getFileName() + ".work"));
        try (JavaSparkContext spark = new JavaSparkContext(conf())) {
            long start = System.nanoTime();
            Forge forge = new Forge(spark, finished, new ForgeConsole(System.err, System.console() != null));
            Subtrees subtrees = Subtrees.cut(space);
            Forge.Result result = forge.enumerate(subtrees, tasks != null ? tasks : subtrees.suitableBundles());
            double seconds = (System.nanoTime() - start) * 1e-9;
            if (out != null) {
                write(result.distribution(), temporary);
                finished.clear();
            }
            System.out.println(format == TextOrJson.json ? json(result, seconds) : text(result, seconds));
        }
    }

    private SparkConf conf() {
        SparkConf conf = new SparkConf().setAppName("bitsweep ctm enumerate");
        if (master != null) {
            conf.setMaster(master);
        }
        return conf.setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.driver.maxResultSize", "0");
    }

    private void write(Distribution distribution, Path temporary) throws IOException {
        try (OutputStream stream = Files.newOutputStream(temporary)) {
            int cells = maxCells != null ? maxCells : dim == 2 ? 16 : Integer.MAX_VALUE;
            TableWriter.write(
                    distribution,
                    cells,
                    commandLine(),
                    version(),
                    out.toString().endsWith(".gz"),
                    stream);
        }
        Files.move(
                temporary, out.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What decides the table, without the path and without how it was computed. */
    private String commandLine() {
        return "bitsweep ctm enumerate --dim " + dim + " --states " + states + " --steps " + steps
                + (maxCells != null ? " --max-cells " + maxCells : "");
    }

    private static String version() {
        String version = Distribution.class.getPackage().getImplementationVersion();
        return version != null ? version : "(not packaged)";
    }

    private static String text(Forge.Result result, double seconds) {
        Distribution distribution = result.distribution();
        return String.format(
                Locale.ROOT,
                "%,d machines, %,d halting pairs of machine and blank, %,d distinct outputs, %.2f s, %d tasks",
                distribution.space().machines(),
                distribution.halting(),
                distribution.distinct(),
                seconds,
                result.tasks());
    }

    private static String json(Forge.Result result, double seconds) {
        Distribution distribution = result.distribution();
        MachineSpace space = distribution.space();
        return String.format(
                Locale.ROOT,
                "{\"dim\": %d, \"states\": %d, \"steps\": %d, \"machines\": %s, \"halting\": %s, \"distinct\": %d,"
                        + " \"seconds\": %.3f, \"tasks\": %d, \"resumed\": %d}",
                space.dim(),
                space.states(),
                space.steps(),
                json(space.machines()),
                json(distribution.halting()),
                distribution.distinct(),
                seconds,
                result.tasks(),
                result.resumed());
    }

    private static String json(BigInteger value) {
        return value.compareTo(EXACT_IN_JSON) > 0 ? "\"" + value + "\"" : value.toString();
    }
}
