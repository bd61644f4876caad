package org.bitsweep;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, with the flags of bitsweep's launcher; ends with the test that started it. */
public final class OwnProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private OwnProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** A command line of bitsweep. */
    public static OwnProcess bitsweep(Path logs, List<String> flags, String... arguments) throws IOException {
        return start(logs, flags, classPath(), Map.of(), "org.bitsweep.cli.Main", arguments);
    }

    /**
     * @param logs folder for what it prints
     * @param flags of the JVM
     */
    public static OwnProcess start(
            Path logs,
            List<String> flags,
            String classPath,
            Map<String, String> environment,
            String main,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@submit/jvm.options"));
        command.add("-Dlog4j2.configurationFile="
                + Path.of("conf/log4j2.properties").toUri());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(logs, main.replaceAll(".*\\.", "") + "-", ".out");
        Path err = Path.of(out.toString().replaceAll("\\.out$", ".err"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        return new OwnProcess(builder.start(), out, err);
    }

    /** The class path of this JVM, not that of the jar which surefire starts tests from. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The libraries of the class path. */
    public static List<Path> libraries() {
        return List.of(classPath().split(File.pathSeparator)).stream()
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends a signal such as {@code KILL}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** The exit status; fails with what was printed if the process does not end in time. */
    public int status(Duration most) throws InterruptedException {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("not ended after " + most + ": " + out() + err());
        }
        return process.exitValue();
    }

    /** Waits, and returns whether the process has ended. */
    public boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /** Ends it and what it started. */
    @Override
    public void close() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        family.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
