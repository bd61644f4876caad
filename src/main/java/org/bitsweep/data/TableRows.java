package org.bitsweep.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of a table on their way to a dataset: features, and labels as texts, which become classes in their order: as whole
 * numbers if all are, else by their characters.
 */
public final class TableRows {
    private final String source;
    private final List<float[]> features = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    /** @param source what the rows are from, for messages */
    public TableRows(String source) {
        this.source = source;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has another number of features than the first one, none, or one that is not
     *     finite
     */
    public void add(float[] itsFeatures, String label) {
        int row = labels.size() + 1;
        if (itsFeatures.length == 0) {
            throw new IllegalArgumentException(source + " has no column beside the label, expected features");
        }
        if (!features.isEmpty() && itsFeatures.length != features.get(0).length) {
            throw new IllegalArgumentException(source + ", row " + row + ": expected " + features.get(0).length
                    + " features as in the first row and found " + itsFeatures.length);
        }
        for (float feature : itsFeatures) {
            if (Float.isNaN(feature) || Float.isInfinite(feature)) {
                throw new IllegalArgumentException(
                        source + ", row " + row + ": expected finite numbers and found " + feature);
            }
        }
        features.add(itsFeatures);
        labels.add(label);
    }

    /** Brings the rows into an order of their own, by features and then label, for sources without a lasting one. */
    public void sort() {
        Integer[] order = new Integer[labels.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer, float[]>comparing(features::get, Arrays::compare)
                        .thenComparing(labels::get));
        List<float[]> sortedFeatures = new ArrayList<>();
        List<String> sortedLabels = new ArrayList<>();
        for (int i : order) {
            sortedFeatures.add(features.get(i));
            sortedLabels.add(labels.get(i));
        }
        features.clear();
        features.addAll(sortedFeatures);
        labels.clear();
        labels.addAll(sortedLabels);
    }

    /** @param identity name and version of the source's kind, for the digest */
    Dataset dataset(String identity) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(source + " has no rows, expected at least one");
        }
        int width = features.get(0).length;
        if ((double) labels.size() * width > Dataset.MOST_VALUES) {
            throw new IllegalArgumentException(source + " has more values than an array holds");
        }
        Map<String, Integer> numbers = classes();
        float[] values = new float[labels.size() * width];
        int[] classes = new int[labels.size()];
        for (int i = 0; i < classes.length; i++) {
            System.arraycopy(features.get(i), 0, values, i * width, width);
            classes[i] = numbers.get(labels.get(i));
        }
        String digest = DatasetDigest.of(identity, values, classes, 0);
        return new Dataset(1, width, Math.max(2, numbers.size()), values, classes, 0, digest);
    }

    /** The class of every label that occurs. */
    private Map<String, Integer> classes() {
        boolean whole = labels.stream().allMatch(label -> label.matches("[+-]?\\d{1,18}"));
        Comparator<String> byText = Comparator.naturalOrder();
        Map<String, Integer> classes =
                new TreeMap<>(whole ? Comparator.comparing(Long::parseLong, Long::compare) : byText);
        labels.forEach(label -> classes.put(label, 0));
        int next = 0;
        for (Map.Entry<String, Integer> entry : classes.entrySet()) {
            entry.setValue(next++);
        }
        return classes;
    }
}
