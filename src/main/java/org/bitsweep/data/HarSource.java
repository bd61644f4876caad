package org.bitsweep.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Human Activity Recognition Using Smartphones (Anguita, Ghio, Oneto, Parra and Reyes-Ortiz, ESANN 2013; UCI repository,
 * number 240): 7,352 training windows and 2,947 test windows, the official test set, of six activities, the labels 1 to 6
 * in the files. A window is either the 561 features of {@code X_train.txt} and {@code X_test.txt}, or the signals
 * themselves: nine (acceleration of the body, its angular velocity, total acceleration, each in x, y and z) of 128 values.
 *
 * @param path the data set's folder, one that holds it, or its archive
 * @param signals whether to take the signals in place of the features
 */
public record HarSource(String path, boolean signals) implements DatasetSource {
    private static final String FEATURES = "har/1";
    private static final String SIGNALS = "har-signals/1";
    private static final List<String> PARTS = List.of("train", "test");
    private static final List<String> SENSORS = List.of("body_acc", "body_gyro", "total_acc");

    public HarSource {
        if (path.isEmpty()) {
            throw new IllegalArgumentException(
                    "the path of the UCI HAR data set is empty: expected a folder or a .zip");
        }
    }

    @Override
    public String kind() {
        return signals ? "har-signals" : "har";
    }

    @Override
    public Dataset load(Opener opener) throws IOException {
        List<String> names = new ArrayList<>();
        PARTS.forEach(part -> names.addAll(names(part)));
        Map<String, TextNumbers> files = new HarFiles(opener, path).read(names);

        int train = labels(files, "train").rows();
        int test = labels(files, "test").rows();
        int columns = files.get(inputs("train").get(0)).columns();
        int width = columns * inputs("train").size();
        if ((double) (train + test) * width > Dataset.MOST_VALUES) {
            throw new IllegalArgumentException(path + " has more values than an array holds");
        }
        float[] features = new float[(train + test) * width];
        int[] labels = new int[train + test];
        int first = 0;
        for (String part : PARTS) {
            TextNumbers itsLabels = labels(files, part);
            List<String> inputs = inputs(part);
            for (int k = 0; k < inputs.size(); k++) {
                TextNumbers values = files.get(inputs.get(k));
                requireShape(values, itsLabels.rows(), columns);
                for (int i = 0; i < values.rows(); i++) {
                    System.arraycopy(
                            values.values(), i * columns, features, (first + i) * width + k * columns, columns);
                }
            }
            for (int i = 0; i < itsLabels.rows(); i++) {
                labels[first + i] = label(itsLabels, i);
            }
            first += itsLabels.rows();
        }
        int classes = 2;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        String digest = DatasetDigest.of(signals ? SIGNALS : FEATURES, features, labels, test);
        int height = inputs("train").size();
        return new Dataset(height, columns, classes, features, labels, test, digest);
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.empty();
    }

    @Override
    public List<String> files(Opener opener) throws IOException {
        List<String> names = new ArrayList<>();
        PARTS.forEach(part -> names.addAll(names(part)));
        return new HarFiles(opener, path).paths(names);
    }

    private List<String> names(String part) {
        List<String> names = new ArrayList<>(inputs(part));
        names.add(labelsName(part));
        return names;
    }

    private List<String> inputs(String part) {
        if (!signals) {
            return List.of(part + "/X_" + part + ".txt");
        }
        List<String> names = new ArrayList<>();
        for (String sensor : SENSORS) {
            for (String axis : List.of("x", "y", "z")) {
                names.add(part + "/Inertial Signals/" + sensor + "_" + axis + "_" + part + ".txt");
            }
        }
        return names;
    }

    private static String labelsName(String part) {
        return part + "/y_" + part + ".txt";
    }

    private static TextNumbers labels(Map<String, TextNumbers> files, String part) {
        TextNumbers labels = files.get(labelsName(part));
        if (labels.columns() != 1) {
            throw new IllegalArgumentException(
                    labels.path() + " has " + labels.columns() + " numbers in a line, expected one label");
        }
        return labels;
    }

    private static void requireShape(TextNumbers values, int rows, int columns) {
        if (values.rows() != rows) {
            throw new IllegalArgumentException(
                    values.path() + " has " + values.rows() + " lines, expected " + rows + ", one a label");
        }
        if (values.columns() != columns) {
            throw new IllegalArgumentException(
                    values.path() + " has " + values.columns() + " numbers in a line, expected " + columns);
        }
    }

    private static int label(TextNumbers labels, int row) {
        float value = labels.values()[row];
        if (value != (int) value || value < 1 || value > 1000) {
            throw new IllegalArgumentException(
                    labels.path() + " has the label " + value + ", expected a whole number from 1");
        }
        return (int) value - 1;
    }
}
