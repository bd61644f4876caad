package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.ctm.Distribution;
import org.bitsweep.ctm.MachineSpace;
import org.bitsweep.ctm.Subtrees;
import org.bitsweep.ctm.TableWriter;
import org.bitsweep.forge.FinishedParts;
import org.bitsweep.forge.Forge;
import org.bitsweep.sweep.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep ctm enumerate}: all machines of a space, and the CTM table that follows. */
@Command(
        name = "enumerate",
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep ctm enumerate --dim 1 --states 4 --steps 107 --out d4.tsv",
            "  submit/bitsweep ctm enumerate --dim 2 --states 4 --steps 200 --out 2d-n4.tsv.gz"
        },
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

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MachineSpace space = new MachineSpace(dim, states, steps);
        if (tasks != null && tasks < 1) {
            throw new IllegalArgumentException("--tasks must be at least 1, not " + tasks);
        }
        if (maxCells != null && maxCells < 1) {
            throw new IllegalArgumentException("--max-cells must be at least 1, not " + maxCells);
        }
        if (out == null) {
            run(space, null, FinishedParts.none());
        } else {
            try (OutputFile file = new OutputFile(out)) {
                run(space, file, FinishedParts.in(out.toAbsolutePath().resolveSibling(out.getFileName() + ".work")));
            }
        }
        return 0;
    }

    private void run(MachineSpace space, OutputFile file, FinishedParts finished)
            throws IOException, InterruptedException {
        Map<String, String> settings = Map.of("driver.maxResultSize", "0", "task.maxFailures", "4");
        try (SparkSession session =
                Sessions.open("bitsweep ctm enumerate", master != null ? master : "local[*]", settings)) {
            long start = System.nanoTime();
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            Forge forge = new Forge(spark, finished, new ForgeConsole(System.err, Installation.isTerminal()));
            Subtrees subtrees = Subtrees.cut(space);
            Forge.Result result = forge.enumerate(subtrees, tasks != null ? tasks : subtrees.suitableBundles());
            double seconds = (System.nanoTime() - start) * 1e-9;
            if (file != null) {
                write(result.distribution(), file);
                finished.clear();
            }
            if (format == Format.JSON) {
                Json.print(json(result, seconds));
            } else {
                System.out.println(text(result, seconds));
            }
        }
    }

    private void write(Distribution distribution, OutputFile file) throws IOException {
        int cells = maxCells != null ? maxCells : dim == 2 ? 16 : Integer.MAX_VALUE;
        boolean gzip = out.toString().endsWith(".gz");
        try (OutputStream stream = Files.newOutputStream(file.temporary())) {
            TableWriter.write(distribution, cells, commandLine(), Version.bitsweep(), gzip, stream);
        }
        file.publish();
    }

    /** What decides the table, without the path and without how it was computed. */
    private String commandLine() {
        return "bitsweep ctm enumerate --dim " + dim + " --states " + states + " --steps " + steps
                + (maxCells != null ? " --max-cells " + maxCells : "");
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

    private static ObjectNode json(Forge.Result result, double seconds) {
        Distribution distribution = result.distribution();
        MachineSpace space = distribution.space();
        ObjectNode json = Json.object();
        json.put("dim", space.dim());
        json.put("states", space.states());
        json.put("steps", space.steps());
        putExactly(json, "machines", space.machines());
        putExactly(json, "halting", distribution.halting());
        json.put("distinct", distribution.distinct());
        json.put("seconds", seconds);
        json.put("tasks", result.tasks());
        json.put("resumed", result.resumed());
        return json;
    }

    /** A number, or a text if readers that know doubles only would round it. */
    private static void putExactly(ObjectNode json, String name, BigInteger value) {
        if (value.compareTo(EXACT_IN_JSON) > 0) {
            json.put(name, value.toString());
        } else {
            json.put(name, value.longValueExact());
        }
    }
}
