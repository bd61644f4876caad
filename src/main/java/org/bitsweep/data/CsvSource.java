package org.bitsweep.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file in UTF-8, plain or {@code .gz}: one column is the label, all others are features. Samples are in the order of
 * the rows; {@link TableRows} says how labels become classes.
 *
 * @param path for the {@link Opener}
 * @param header whether the first row has the columns' names
 * @param label a column's name, or its number: from 0, or backwards from -1, the last one
 * @param separator between values
 */
public record CsvSource(String path, boolean header, String label, char separator) implements DatasetSource {
    private static final String IDENTITY = "csv/1";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public String kind() {
        return "csv";
    }

    @Override
    public Dataset load(Opener opener) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (InputStream raw = opener.open(path);
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                Reader text = withoutMark(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
                CSVParser parser = CSVParser.parse(text, format)) {
            return rows(parser.iterator()).dataset(IDENTITY);
        } catch (CSVException e) {
            throw new IllegalArgumentException(path + " is no CSV file: " + e.getMessage(), e);
        }
    }

    private static Reader withoutMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private TableRows rows(Iterator<CSVRecord> records) {
        TableRows rows = new TableRows(path);
        List<String> names = null;
        int labelColumn = -1;
        while (records.hasNext()) {
            CSVRecord record = records.next();
            if (names == null) {
                names = names(record);
                labelColumn = Columns.find(path, label, names);
                if (header) {
                    continue;
                }
            }
            rows.add(features(record, names, labelColumn), record.get(labelColumn));
        }
        return rows;
    }

    /** The columns' names; without a header, their numbers. */
    private List<String> names(CSVRecord first) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            names.add(header ? first.get(i) : String.valueOf(i));
        }
        return names;
    }

    private float[] features(CSVRecord record, List<String> names, int labelColumn) {
        String row = path + ", row " + record.getRecordNumber();
        if (record.size() != names.size()) {
            throw new IllegalArgumentException(
                    row + ": expected " + names.size() + " values as in the first row and found " + record.size());
        }
        float[] features = new float[names.size() - 1];
        int filled = 0;
        for (int column = 0; column < names.size(); column++) {
            if (column == labelColumn) {
                continue;
            }
            try {
                features[filled++] = Float.parseFloat(record.get(column));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        row + ", column " + names.get(column) + ": expected a number and found '" + record.get(column)
                                + "'" + (record.getRecordNumber() == 1 ? "; dataset.header = true is for names" : ""),
                        e);
            }
        }
        return features;
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.empty();
    }

    @Override
    public List<String> files(Opener opener) {
        return List.of(path);
    }
}
