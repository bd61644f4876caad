package org.bitsweep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.bitsweep.complexity.Quantizer;
import org.bitsweep.data.Opener;
import org.bitsweep.data.matrix.MatrixFile;
import org.bitsweep.data.matrix.NumberMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep complexity}: the complexity of matrices in files. */
@Command(
        name = "complexity",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  submit/bitsweep complexity weights.npy",
            "  submit/bitsweep complexity --partition correlated --block 3x3 image.png",
            "  submit/bitsweep complexity --format csv layer-*.npy"
        },
        description = "Measures BDM, block entropy and compressed sizes of bit matrices and strings in files:"
                + " .npy, .npz, .csv, .txt of 0 and 1, .pbm, .png.")
final class ComplexityCommand implements Callable<Integer> {
    private static final List<String> SHORT =
            List.of("file", "rows", "cols", "bdm", "nbdm", "entropy", "nentropy", "gzip_bytes");

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files; a .npz holds several matrices.")
    private List<String> files;

    @Mixin
    private DecompositionOptions decomposition;

    @Option(
            names = "--bits",
            paramLabel = "B",
            description = "Quantize numbers to B bits each and measure every bit plane (QuBD).")
    private Integer bits;

    @Option(
            names = "--clip",
            description = "With --bits: divide the range from the 0.05 %% to the 99.95 %% quantile,"
                    + " not from the least to the greatest number.")
    private boolean clip;

    @Option(
            names = "--permutations",
            paramLabel = "K",
            description = "With --bits: compare with K random permutations of each file's numbers.")
    private int permutations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the permutations (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description = "Numbers above T are 1 (default: the greater one of two different numbers;"
                    + " in images, brightness above 0.5).")
    private Double threshold;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Fields to print (default: all, and a few of them for people).")
    private Set<String> columns;

    @Option(
            names = "--map",
            paramLabel = "OUT.png",
            description = "Draw where a matrix is complex, and beside it what flipping each bit changes.")
    private Path map;

    @Option(names = "--format", defaultValue = "human", description = "human, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        if (bits != null && threshold != null) {
            throw new IllegalArgumentException("--bits and --threshold exclude each other");
        }
        Quantizer.Range range = clip ? Quantizer.Range.PERCENTILE : Quantizer.Range.MIN_MAX;
        Quantizer quantizer = bits == null ? null : new Quantizer(bits, range);
        Measurement measurement =
                new Measurement(decomposition.read(), decomposition.table(), decomposition.dim(), columns);
        ComplexityMap drawing = map == null ? null : new ComplexityMap(map, decomposition);
        ArrayNode rows = Json.array();
        for (String path : files) {
            MatrixFile file = new MatrixFile(path, Opener.local());
            if (quantizer == null) {
                file.bits(threshold, matrix -> {
                    rows.add(measurement.of(matrix.name(), matrix.bits()));
                    if (drawing != null) {
                        drawing.draw(matrix);
                    }
                });
            } else if (drawing != null) {
                throw new IllegalArgumentException("--map draws a matrix of bits, not the planes of --bits");
            } else {
                file.numbers(numbers -> planes(numbers, quantizer, measurement).forEach(rows::add));
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        print(rows);
        return 0;
    }

    /** Tensors without a block are listed, not measured: biases beside the weights of a network. */
    private List<ObjectNode> planes(NumberMatrix numbers, Quantizer quantizer, Measurement measurement) {
        if (measurement.hasNoBlock(numbers.rows(), numbers.cols())) {
            System.err.println("bitsweep: skipped " + numbers.name() + ": " + numbers.rows() + " x " + numbers.cols()
                    + " numbers have no block");
            return List.of();
        }
        List<ObjectNode> planes = measurement.of(numbers, quantizer);
        if (permutations > 0) {
            measurement.compare(planes, numbers, quantizer, seed, permutations);
        }
        return planes;
    }

    private void print(ArrayNode all) {
        Set<String> known = new LinkedHashSet<>();
        all.get(0).fieldNames().forEachRemaining(known::add);
        if (columns != null && !known.containsAll(columns)) {
            throw new IllegalArgumentException(
                    "--columns " + String.join(",", columns) + ": the fields are " + String.join(", ", known));
        }
        List<String> fields =
                new ArrayList<>(columns != null ? columns : format == Format.HUMAN && bits == null ? SHORT : known);
        ArrayNode rows = Json.array();
        all.forEach(row -> rows.add(((ObjectNode) row).retain(fields)));
        switch (format) {
            case JSON -> Json.print(rows);
            case CSV -> {
                System.out.println(Csv.line(fields.stream()));
                rows.forEach(row ->
                        System.out.println(Csv.line(fields.stream().map(field -> text(row.get(field), "")))));
            }
            case HUMAN -> {
                TextTable table = new TextTable(fields.toArray(String[]::new));
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> fields.stream()
                                .map(field -> human(row.get(field)))
                                .toList())
                        .forEach(table::add);
                System.out.println(table.render());
            }
        }
    }

    private static String text(JsonNode value, String undefined) {
        return value.isNull() ? undefined : value.asText();
    }

    private static String human(JsonNode value) {
        return value.isDouble() ? String.format(Locale.ROOT, "%.4f", value.asDouble()) : text(value, "–");
    }
}
