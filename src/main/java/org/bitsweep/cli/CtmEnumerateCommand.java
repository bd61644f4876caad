package org.bitsweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bitsweep.ctm.Distribution;
import org.bitsweep.ctm.MachineSpace;
import org.bitsweep.ctm.TableWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitsweep ctm enumerate}: all machines of a space, and the CTM table that follows. */
@Command(
        name = "enumerate",
        description = "Enumerate all Turing machines of a space exactly and write their CTM table.",
        mixinStandardHelpOptions = true)
final class CtmEnumerateCommand implements Callable<Integer> {
    private static final long EXACT_IN_JSON = 1L << 53;

    @Option(names = "--dim", required = true, paramLabel = "1|2", description = "Line or plane.")
    private int dim;

    @Option(names = "--states", required = true, paramLabel = "N", description = "Working states.")
    private int states;

    @Option(names = "--steps", required = true, paramLabel = "B", description = "Step bound, halting step included.")
    private int steps;

    @Option(names = "--out", paramLabel = "FILE", description = "Table to write (.tsv, or .tsv.gz compressed).")
    private Path out;

    @Option(
            names = "--max-cells",
            paramLabel = "N",
            description = "Write blocks of up to N cells (default: 16 in the plane, all on the line).")
    private Integer maxCells;

    @Option(names = "--format", paramLabel = "text|json", description = "Form of the summary.")
    private Format format = Format.text;

    private enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws IOException {
        MachineSpace space = new MachineSpace(dim, states, steps);
        long start = System.nanoTime();
        Distribution distribution = Distribution.of(space);
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (out != null) {
            write(distribution);
        }
        if (format == Format.json) {
            System.out.println(json(distribution, seconds, 1));
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "%,d machines, %,d halting pairs of machine and blank, %,d distinct outputs, %.2f s%n",
                    space.machines(),
                    distribution.halting(),
                    distribution.distinct(),
                    seconds);
        }
        return 0;
    }

    private void write(Distribution distribution) throws IOException {
        Path target = out.toAbsolutePath();
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
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
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What decides the table, without the path and without how it was computed. */
    private String commandLine() {
        List<String> words = new ArrayList<>(
                List.of("bitsweep ctm enumerate --dim " + dim + " --states " + states + " --steps " + steps));
        if (maxCells != null) {
            words.add("--max-cells " + maxCells);
        }
        return String.join(" ", words);
    }

    private static String version() {
        String version = Distribution.class.getPackage().getImplementationVersion();
        return version != null ? version : "(not packaged)";
    }

    private static String json(Distribution distribution, double seconds, int tasks) {
        MachineSpace space = distribution.space();
        return String.format(
                Locale.ROOT,
                "{\"dim\": %d, \"states\": %d, \"steps\": %d, \"machines\": %s, \"halting\": %s, \"distinct\": %d,"
                        + " \"seconds\": %.3f, \"tasks\": %d}",
                space.dim(),
                space.states(),
                space.steps(),
                json(space.machines()),
                json(distribution.halting()),
                distribution.distinct(),
                seconds,
                tasks);
    }

    private static String json(BigInteger value) {
        return value.compareTo(BigInteger.valueOf(EXACT_IN_JSON)) > 0 ? "\"" + value + "\"" : value.toString();
    }
}
