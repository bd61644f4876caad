package org.bitsweep.data.matrix;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.bitsweep.data.Opener;

/**
 * A file with a matrix ({@code .npy}, {@code .csv}, {@code .txt}, {@code .pbm}, {@code .png}) or several ({@code .npz}).
 * Matrices are handed on one by one and never all held. What is read is at most 2^30 cells a matrix, whatever a compressed
 * file would grow to.
 *
 * @param path the file; its name's ending tells the format
 * @param opener opens it
 */
public record MatrixFile(String path, Opener opener) {
    private static final double BRIGHT = 0.5;

    @FunctionalInterface
    private interface Reader {
        void read(String name, InputStream in, Destination to) throws IOException;
    }

    /** Where one matrix goes. */
    private interface Destination {
        CellSink open(String name);

        void close(String name);
    }

    /**
     * Reads bits.
     *
     * @param threshold numbers above it are 1. Null: of two different numbers the greater one is 1, and images are
     *     divided at half of full brightness
     * @throws MatrixFormatException if the file is missing, damaged, too large, or holds more than two different numbers
     *     and there is no threshold
     */
    public void bits(Double threshold, Consumer<NamedBits> consumer) throws IOException {
        boolean image = ending().equals("png");
        read(new Destination() {
            private BitSink sink;

            @Override
            public CellSink open(String name) {
                sink = new BitSink(name, threshold == null && image ? Double.valueOf(BRIGHT) : threshold);
                return sink;
            }

            @Override
            public void close(String name) {
                consumer.accept(new NamedBits(name, sink.bits()));
            }
        });
    }

    /**
     * Reads numbers; brightness between 0 and 1 from images.
     *
     * @throws MatrixFormatException if the file is missing, damaged or too large
     */
    public void numbers(Consumer<NumberMatrix> consumer) throws IOException {
        read(new Destination() {
            private NumberSink sink;

            @Override
            public CellSink open(String name) {
                sink = new NumberSink(name);
                return sink;
            }

            @Override
            public void close(String name) {
                consumer.accept(sink.numbers(name));
            }
        });
    }

    private void read(Destination to) throws IOException {
        Reader reader = switch (ending()) {
            case "npy" -> (name, in, one) -> single(name, one, sink -> NpyReader.read(name, in, sink));
            case "npz" -> MatrixFile::npz;
            case "csv" -> (name, in, one) -> single(name, one, sink -> TextReader.csv(name, in, sink));
            case "txt" -> (name, in, one) -> single(name, one, sink -> TextReader.txt(name, in, sink));
            case "pbm" -> (name, in, one) -> single(name, one, sink -> PbmReader.read(name, in, sink));
            case "png" -> (name, in, one) -> single(name, one, sink -> PngReader.read(name, in, sink));
            default ->
                throw new MatrixFormatException(path, "files named .npy, .npz, .csv, .txt, .pbm or .png are read");
        };
        try (InputStream in = new BufferedInputStream(opener.open(path), 1 << 16)) {
            reader.read(path, in, to);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new MatrixFormatException(path, "there is no such file");
        } catch (ZipException | EOFException e) {
            throw new MatrixFormatException(path, "the compressed data is damaged or ends early");
        }
    }

    private static void npz(String name, InputStream in, Destination to) throws IOException {
        int arrays = 0;
        ZipTail tail = new ZipTail(in);
        ZipInputStream zip = new ZipInputStream(tail);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String array = name + ":" + entry.getName().replaceFirst("\\.npy$", "");
            if (!entry.getName().endsWith(".npy")) {
                throw new MatrixFormatException(array, "no .npy array");
            }
            single(array, to, sink -> NpyReader.read(array, zip, sink));
            arrays++;
        }
        if (arrays == 0) {
            throw new MatrixFormatException(name, "no .npz archive, or one without arrays");
        }
        if (tail.entries() != arrays) {
            throw new MatrixFormatException(name, "the archive is damaged or ends early");
        }
    }

    @FunctionalInterface
    private interface Filling {
        void into(CellSink sink) throws IOException;
    }

    private static void single(String name, Destination to, Filling filling) throws IOException {
        filling.into(to.open(name));
        to.close(name);
    }

    private String ending() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
