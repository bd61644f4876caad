package org.bitsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of aligned columns: the first one to the left, numbers to the right. On a terminal that is too narrow for it, each
 * row becomes a block of lines, one a column.
 */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(String... header) {
        lines.add(List.of(header));
    }

    void add(List<String> cells) {
        lines.add(List.copyOf(cells));
    }

    /** Fits the terminal, whose width the launcher tells; what goes elsewhere has no width to fit. */
    String render() {
        return render(Integer.getInteger("bitsweep.table-columns", Integer.MAX_VALUE));
    }

    String render(int width) {
        String table = table();
        boolean fits = table.lines().mapToInt(String::length).max().orElse(0) <= width;
        return fits ? table : blocks();
    }

    private String blocks() {
        List<String> header = lines.get(0);
        int longest = header.stream().mapToInt(String::length).max().orElse(0);
        return lines.stream()
                .skip(1)
                .map(line -> IntStream.range(0, header.size())
                        .mapToObj(c -> header.get(c)
                                + " ".repeat(longest - header.get(c).length()) + "  " + line.get(c))
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private String table() {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        List<String> rendered = new ArrayList<>();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : " │ ");
                String padding = " ".repeat(widths[c] - line.get(c).length());
                text.append(c == 0 ? line.get(c) + padding : padding + line.get(c));
            }
            rendered.add(text.toString());
        }
        StringBuilder rule = new StringBuilder();
        for (int c = 0; c < columns; c++) {
            rule.append(c == 0 ? "" : "─┼─").append("─".repeat(widths[c]));
        }
        rendered.add(1, rule.toString());
        return rendered.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
