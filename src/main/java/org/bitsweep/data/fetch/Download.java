package org.bitsweep.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One attempt to get the rest of a file from one address. What has arrived is in the partial file, whatever happens; the
 * next attempt asks for what is missing by HTTP's Range (RFC 9110, section 14).
 */
final class Download {
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int CHUNK = 1 << 16;
    private static final long REPORT_NANOS = 10_000_000_000L;

    /** Opens the partial file, at its end or anew. */
    @FunctionalInterface
    interface Output {
        OutputStream open(Path file, boolean append) throws IOException;
    }

    /** A file could not be written: no other mirror helps. */
    static final class DiskException extends IOException {
        private static final long serialVersionUID = 1L;

        DiskException(Path file, IOException cause) {
            super("cannot write " + file + ": " + cause.getMessage(), cause);
        }
    }

    /** The server gave no content. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final HttpClient client;
    private final Output output;
    private final Duration patience;
    private final Consumer<String> progress;

    /**
     * @param patience how long to wait for a connection, for an answer, and for more of it
     * @param progress is told now and then how much has come
     */
    Download(Output output, Duration patience, Consumer<String> progress) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        this.output = output;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Gets what is missing; nothing, if the server has no more than what is there.
     *
     * @throws RefusedException if the server answers with anything but content
     * @throws DiskException if the partial file cannot be written
     * @throws IOException if the connection fails
     */
    void run(URI address, Path partial) throws IOException, InterruptedException {
        long there = Files.exists(partial) ? Files.size(partial) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == RANGE_NOT_SATISFIABLE && there > 0) {
                return;
            }
            boolean rest = status == PARTIAL_CONTENT && startsAt(response, there);
            if (status != 200 && !rest) {
                throw new RefusedException(refusal(response));
            }
            copy(body, partial, rest ? there : 0);
        }
    }

    private static boolean startsAt(HttpResponse<?> response, long position) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + position + "-"))
                .orElse(false);
    }

    private static String refusal(HttpResponse<?> response) {
        int status = response.statusCode();
        if (status / 100 == 3) {
            return "redirects without end, or to an address that is not safe";
        }
        return status == PARTIAL_CONTENT ? "sends another part than it was asked for" : "answers with status " + status;
    }

    /** @param there how many bytes of the partial file stay */
    private void copy(InputStream body, Path partial, long there) throws IOException {
        OutputStream out;
        try {
            out = output.open(partial, there > 0);
        } catch (IOException e) {
            throw new DiskException(partial, e);
        }
        try (Stall stall = new Stall(body, patience)) {
            byte[] buffer = new byte[CHUNK];
            long length = there;
            long reported = System.nanoTime();
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                write(out, buffer, read, partial);
                stall.moved();
                length += read;
                if (System.nanoTime() - reported > REPORT_NANOS) {
                    reported = System.nanoTime();
                    progress.accept(String.format(Locale.ROOT, "%s: %.1f MB", partial.getFileName(), length / 1e6));
                }
            }
        } finally {
            close(out, partial);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length, Path partial) throws DiskException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new DiskException(partial, e);
        }
    }

    private static void close(OutputStream out, Path partial) throws DiskException {
        try {
            out.close();
        } catch (IOException e) {
            throw new DiskException(partial, e);
        }
    }
}
