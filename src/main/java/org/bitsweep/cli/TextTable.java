package org.bitsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of aligned columns: the first one to the left, numbers to the right. */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(String... header) {
        lines.add(List.of(header));
    }

    void add(List<String> cells) {
        lines.add(List.copyOf(cells));
    }

    String render() {
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
