package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.ctm.Shape;
import org.bitsweep.ctm.TableEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep ctm show}: what a table says about one string or block. */
@Command(
        name = "show",
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep ctm show 010110", "  submit/bitsweep ctm show 0110 1001 1001 0110"},
        description = "Value, count, rank and images by symmetry of a string (one row) or a block (several rows).",
        mixinStandardHelpOptions = true)
final class CtmShowCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ROW", description = "Rows of the characters 0 and 1.")
    private List<String> rows;

    @Option(
            names = "--table",
            paramLabel = "NAME|FILE",
            description = "CTM table (default: 1d for one row, 2d for several).")
    private String table;

    @Option(names = "--format", defaultValue = "human", description = "human or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        for (String row : rows) {
            if (!row.matches("[01]+")) {
                throw new IllegalArgumentException("'" + row + "' is no row of the characters 0 and 1");
            }
            if (row.length() != rows.get(0).length()) {
                throw new IllegalArgumentException("all rows must have the same length, but '" + rows.get(0) + "' has "
                        + rows.get(0).length() + " cells and '" + row + "' has " + row.length());
            }
        }
        String name = table != null ? table : rows.size() == 1 ? "1d" : "2d";
        Shape shape = new Shape(rows.size(), rows.get(0).length());
        TableEntry entry = TableEntry.find(name, CtmTables.local(), shape, String.join("", rows));
        if (format == Format.JSON) {
            Json.print(json(name, entry));
        } else {
            System.out.println(text(name, entry));
        }
        return 0;
    }

    private static String text(String name, TableEntry entry) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s %s: CTM %.10f bits in table %s%n",
                entry.shape().text(entry.dim()),
                entry.block(),
                entry.ctm(),
                name));
        text.append(
                entry.produced()
                        ? String.format(
                                Locale.ROOT,
                                "count %s, rank %d of %d",
                                entry.count().isEmpty() ? "not in the file" : entry.count(),
                                entry.rank(),
                                entry.ranked())
                        : "never produced: the largest value of its shape plus 1 bit");
        entry.images()
                .forEach((image, ctm) -> text.append(String.format(
                        Locale.ROOT,
                        "%n  %-28s %s %s: %s",
                        image.how(),
                        image.shape().text(entry.dim()),
                        image.block(),
                        ctm.isNaN() ? "not in the file" : String.format(Locale.ROOT, "%.10f", ctm))));
        return text.toString();
    }

    private static ObjectNode json(String name, TableEntry entry) {
        ObjectNode json = Json.object();
        json.put("table", name);
        json.put("shape", entry.shape().text(entry.dim()));
        json.put("block", entry.block());
        json.put("ctm", entry.ctm());
        json.put("produced", entry.produced());
        json.put("count", entry.count().isEmpty() ? null : entry.count());
        json.put("rank", entry.rank());
        json.put("ranked", entry.ranked());
        ArrayNode images = json.putArray("images");
        entry.images()
                .forEach((image, ctm) -> images.addObject()
                        .put("symmetry", image.how())
                        .put("shape", image.shape().text(entry.dim()))
                        .put("block", image.block())
                        .put("ctm", ctm.isNaN() ? null : ctm));
        return json;
    }
}
