package org.bitsweep.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder with MNIST's IDX files (LeCun, Cortes, Burges: "The MNIST database of handwritten digits"), plain or {@code
 * .gz}, in both usual spellings ({@code train-images-idx3-ubyte}, {@code train-images.idx3-ubyte}). With two pairs of
 * images and labels, {@code train} and {@code t10k}, the latter is the official test set; a folder may also have one
 * pair only. Pixels are bytes / 255; there are as many classes as the largest label + 1, and at least 2.
 *
 * @param path the folder, for the {@link Opener}
 */
public record IdxSource(String path) implements DatasetSource {
    private static final String NAME = "idx/1";
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";
    private static final List<String> STEMS = List.of(TRAIN, TEST);
    private static final List<String> SUFFIXES = List.of("", ".gz");

    private record Pair(IdxFile images, IdxFile labels) {
        Pair {
            if (images.count() != labels.count()) {
                throw new IllegalArgumentException(labels.path() + " has " + labels.count() + " labels, but "
                        + images.path() + " has " + images.count() + " images: expected as many labels as images");
            }
        }

        int count() {
            return images.count();
        }
    }

    public IdxSource {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the path of an IDX dataset is empty: expected a folder");
        }
    }

    @Override
    public String kind() {
        return "idx";
    }

    @Override
    public boolean images() {
        return true;
    }

    @Override
    public Dataset load(Opener opener) throws IOException {
        Optional<Pair> train = pair(opener, TRAIN);
        Optional<Pair> test = pair(opener, TEST);
        List<Pair> pairs = new ArrayList<>();
        train.ifPresent(pairs::add);
        test.ifPresent(pairs::add);
        if (pairs.isEmpty()) {
            throw new FileNotFoundException(
                    "no IDX files in " + path + ": expected a folder with images and labels named as"
                            + " train-images-idx3-ubyte and train-labels-idx1-ubyte, or with t10k for train, plain or .gz");
        }
        return decode(pairs, pairs.size() == 2 ? test.get().count() : 0);
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.empty();
    }

    @Override
    public List<String> files(Opener opener) throws IOException {
        List<String> files = new ArrayList<>();
        for (String stem : STEMS) {
            find(opener, imageNames(stem)).ifPresent(files::add);
            find(opener, labelNames(stem)).ifPresent(files::add);
        }
        return files;
    }

    private static Dataset decode(List<Pair> pairs, int officialTest) {
        IdxFile first = pairs.get(0).images();
        int height = first.shape()[1];
        int width = first.shape()[2];
        long pixels = 0;
        int count = 0;
        for (Pair pair : pairs) {
            IdxFile images = pair.images();
            if (images.shape()[1] != height || images.shape()[2] != width) {
                throw new IllegalArgumentException(images.path() + " has images of " + images.shape()[1] + "x"
                        + images.shape()[2] + ": expected " + height + "x" + width + " as in " + first.path());
            }
            pixels += images.data().length;
            count += pair.count();
        }
        if (pixels > Dataset.MOST_VALUES) {
            throw new IllegalArgumentException("the images of " + first.path() + " and its test set have " + pixels
                    + " pixels: expected at most " + Dataset.MOST_VALUES);
        }
        float[] features = new float[(int) pixels];
        int[] labels = new int[count];
        int feature = 0;
        int label = 0;
        int classes = 2;
        for (Pair pair : pairs) {
            for (byte pixel : pair.images().data()) {
                features[feature++] = (pixel & 0xff) / 255f;
            }
            for (byte value : pair.labels().data()) {
                labels[label] = value & 0xff;
                classes = Math.max(classes, labels[label] + 1);
                label++;
            }
        }
        return new Dataset(height, width, classes, features, labels, officialTest, digest(pairs, height, width));
    }

    private static String digest(List<Pair> pairs, int height, int width) {
        StringBuilder identity =
                new StringBuilder(NAME).append('/').append(height).append('x').append(width);
        pairs.forEach(pair -> identity.append('/').append(pair.count()));
        DatasetDigest digest = new DatasetDigest(identity.toString());
        pairs.forEach(pair -> digest.add(pair.images().data()).add(pair.labels().data()));
        return digest.hex();
    }

    private Optional<Pair> pair(Opener opener, String stem) throws IOException {
        Optional<String> images = find(opener, imageNames(stem));
        Optional<String> labels = find(opener, labelNames(stem));
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Pair(
                IdxFile.readImages(
                        opener, images.orElseThrow(() -> halfPair(labels.get(), "images", imageNames(stem)))),
                IdxFile.readLabels(
                        opener, labels.orElseThrow(() -> halfPair(images.get(), "labels", labelNames(stem))))));
    }

    private static List<String> imageNames(String stem) {
        return List.of(stem + "-images-idx3-ubyte", stem + "-images.idx3-ubyte");
    }

    private static List<String> labelNames(String stem) {
        return List.of(stem + "-labels-idx1-ubyte", stem + "-labels.idx1-ubyte");
    }

    private FileNotFoundException halfPair(String present, String missing, List<String> names) {
        return new FileNotFoundException("the " + missing + " that belong to " + present + " are missing: expected "
                + names.get(0) + " or " + names.get(1) + ", plain or .gz, in the same folder");
    }

    private Optional<String> find(Opener opener, List<String> names) throws IOException {
        String folder = path.endsWith("/") ? path : path + "/";
        for (String suffix : SUFFIXES) {
            for (String name : names) {
                String candidate = folder + name + suffix;
                if (opener.exists(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }
}
