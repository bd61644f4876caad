package org.bitsweep.data.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fetches files into a folder. A file appears under its name once all of it is there and its sum is right; until then it is
 * {@code NAME.part}, from which the next call goes on, even after this process died. Mirrors are tried in their order; one
 * whose connection breaks is asked again as long as something arrives.
 */
public final class Fetch {
    private static final int ATTEMPTS_WITHOUT_PROGRESS = 3;

    private final Path folder;
    private final Consumer<String> progress;
    private final Download download;

    /**
     * @param folder made when it is needed
     * @param progress is told in sentences what happens
     */
    public Fetch(Path folder, Consumer<String> progress) {
        this(
                folder,
                progress,
                (file, append) -> Channels.newOutputStream(FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)),
                Duration.ofSeconds(30));
    }

    Fetch(Path folder, Consumer<String> progress, Download.Output output, Duration patience) {
        this.folder = folder;
        this.progress = progress;
        this.download = new Download(output, patience, progress);
    }

    /**
     * Fetches what is not there yet.
     *
     * @throws FetchException if no mirror gives a file as it must be
     * @throws IOException if the folder cannot be written
     */
    public void run(List<RemoteFile> files) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path lock = folder.resolve(".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (held == null) {
                throw new FetchException(folder + " is being fetched by another process");
            }
            for (RemoteFile file : files) {
                fetch(file);
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void fetch(RemoteFile file) throws IOException, InterruptedException {
        Path target = folder.resolve(file.name());
        if (Files.exists(target)) {
            if (file.checksum().fits(target)) {
                progress.accept(file.name() + " is there");
                return;
            }
            progress.accept(file.name() + " is there with another sum, and is fetched anew");
        }
        Path partial = folder.resolve(file.name() + ".part");
        List<String> failures = new ArrayList<>();
        for (URI address : file.addresses()) {
            progress.accept(file.name() + " from " + address);
            String failure = fetch(file, address, partial);
            if (failure == null) {
                publish(partial, target);
                return;
            }
            failures.add(address + " " + failure);
        }
        throw new FetchException(file.name() + " cannot be fetched: " + String.join("; ", failures));
    }

    /** Null, or what is wrong with this mirror. */
    private String fetch(RemoteFile file, URI address, Path partial) throws IOException, InterruptedException {
        int attempts = 0;
        // A rest is from another call or mirror, which may have sent anything.
        boolean foreign = length(partial) > 0;
        while (true) {
            long before = length(partial);
            String failure;
            try {
                download.run(address, partial);
                String sum = file.checksum().of(partial);
                if (sum.equals(file.checksum().hex())) {
                    return null;
                }
                Files.delete(partial);
                failure = "has another file: its " + file.checksum().algorithm() + " is " + sum + ", expected "
                        + file.checksum().hex();
                if (!foreign) {
                    return failure;
                }
                foreign = false;
            } catch (Download.DiskException e) {
                throw e;
            } catch (Download.RefusedException e) {
                return e.getMessage();
            } catch (ConnectException | HttpConnectTimeoutException e) {
                return "cannot be reached";
            } catch (IOException e) {
                failure = "breaks off: " + (e.getMessage() == null ? e.toString() : e.getMessage());
            }
            attempts = length(partial) > before ? 0 : attempts + 1;
            if (attempts == ATTEMPTS_WITHOUT_PROGRESS) {
                return failure;
            }
        }
    }

    private static long length(Path partial) throws IOException {
        return Files.exists(partial) ? Files.size(partial) : 0;
    }

    private static void publish(Path partial, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
