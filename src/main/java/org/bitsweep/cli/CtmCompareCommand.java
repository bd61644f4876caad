package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.ctm.SamplingError;
import org.bitsweep.ctm.TableComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep ctm compare}: two tables held against each other. */
@Command(
        name = "compare",
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep ctm compare 2d-n4 2d-n5"},
        description = "Coverage, Pearson and Spearman correlation and the largest differences of two CTM tables.",
        mixinStandardHelpOptions = true)
final class CtmCompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TABLE", description = "A table's name or file.")
    private String first;

    @Parameters(index = "1", paramLabel = "TABLE", description = "Another of the same dimension.")
    private String second;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Write an SVG plot of the values of the largest common shape.")
    private Path plot;

    @Option(
            names = "--sampled",
            paramLabel = "UNIT",
            description = "The second table is a sample whose frequencies are multiples of this: hold the differences"
                    + " against its sampling error.")
    private Double unit;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        CtmTable a = CtmTables.load(first);
        CtmTable b = CtmTables.load(second);
        List<TableComparison> comparisons = TableComparison.of(a, b);
        if (comparisons.isEmpty()) {
            throw new IllegalArgumentException(
                    "the tables '" + first + "' and '" + second + "' have no shape in common");
        }
        if (plot != null) {
            TableComparison last = comparisons.get(comparisons.size() - 1);
            OutputFile.write(plot, ComparisonPlot.svg(a, b, last));
        }
        if (format == Format.JSON) {
            Json.print(json(a, b, comparisons));
        } else {
            System.out.println(text(a, comparisons));
            if (unit != null) {
                TableComparison last = comparisons.get(comparisons.size() - 1);
                System.out.println(sampling(SamplingError.of(a, b, last.shape(), unit)));
            }
        }
        return 0;
    }

    private String text(CtmTable a, List<TableComparison> comparisons) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%s (A) and %s (B), over the blocks that both have measured%n", first, second));
        text.append("shape  coverage A  coverage B  blocks   Pearson  Spearman  mean B-A  rms B-A");
        for (TableComparison comparison : comparisons) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%-6s %9.2f%% %10.2f%% %7d %9s %9s %9.4f %8.4f",
                    comparison.shape().text(a.dim()),
                    100 * comparison.coverageA(),
                    100 * comparison.coverageB(),
                    comparison.blocks(),
                    correlation(comparison.pearson()),
                    correlation(comparison.spearman()),
                    comparison.meanDifference(),
                    comparison.rootMeanSquare()));
        }
        TableComparison last = comparisons.get(comparisons.size() - 1);
        text.append(String.format(
                "%nlargest differences of shape %s, in bits:", last.shape().text(a.dim())));
        for (TableComparison.Difference difference : last.largest()) {
            text.append(String.format(
                    Locale.ROOT, "%n  %s  A %.4f  B %.4f", difference.block(), difference.a(), difference.b()));
        }
        return text.toString();
    }

    private static String sampling(List<SamplingError> errors) {
        StringBuilder text =
                new StringBuilder("differences and the error that sampling makes, root mean square in bits\n"
                        + "expected count     blocks  sampling  observed  observed / sampling");
        for (SamplingError error : errors) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%8.0f -%8.0f %7d %9.4f %9.4f  %.3f",
                    error.from(),
                    error.below(),
                    error.blocks(),
                    error.expected(),
                    error.observed(),
                    error.spread()));
        }
        return text.toString();
    }

    private static String correlation(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.6f", value);
    }

    private ArrayNode json(CtmTable a, CtmTable b, List<TableComparison> comparisons) {
        ArrayNode array = Json.object().arrayNode();
        for (TableComparison comparison : comparisons) {
            ObjectNode json = array.addObject();
            json.put("shape", comparison.shape().text(a.dim()));
            json.put("coverage_a", comparison.coverageA());
            json.put("coverage_b", comparison.coverageB());
            json.put("blocks", comparison.blocks());
            json.put("pearson", finite(comparison.pearson()));
            json.put("spearman", finite(comparison.spearman()));
            json.put("mean_difference", finite(comparison.meanDifference()));
            json.put("rms_difference", finite(comparison.rootMeanSquare()));
            if (unit != null) {
                ArrayNode sampling = json.putArray("sampling");
                for (SamplingError error : SamplingError.of(a, b, comparison.shape(), unit)) {
                    sampling.addObject()
                            .put("from", error.from())
                            .put("below", error.below())
                            .put("blocks", error.blocks())
                            .put("expected_rms", error.expected())
                            .put("observed_rms", error.observed())
                            .put("spread", error.spread());
                }
            }
            ArrayNode largest = json.putArray("largest");
            for (TableComparison.Difference difference : comparison.largest()) {
                largest.addObject()
                        .put("block", difference.block())
                        .put("a", difference.a())
                        .put("b", difference.b());
            }
        }
        return array;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
