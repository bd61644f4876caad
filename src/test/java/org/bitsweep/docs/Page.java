package org.bitsweep.docs;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.bitsweep.OwnProcess;

/** The examples of a Markdown page. */
record Page(Path file) {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

    static Page of(String file) {
        return new Page(Path.of(file));
    }

    /** The blocks of a language. */
    List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(file))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Compiles the block that declares a class, and returns the folder of classes. */
    Path compile(String name, Path folder) throws IOException {
        String block = blocks("java").stream()
                .filter(text -> CLASS.matcher(text)
                        .results()
                        .anyMatch(found -> found.group(1).equals(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no class " + name));
        Path source = folder.resolve("src").resolve(name + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, block);
        return compile(List.of(source), folder.resolve("classes"));
    }

    /** Compiles source files against bitsweep and its libraries. */
    static Path compile(List<Path> sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-cp", OwnProcess.classPath(), "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!done) {
                throw new AssertionError(messages.toString());
            }
        }
        return classes;
    }

    /** Applies the page's patches to copies of the files that they change, and returns those. */
    List<Path> patch(Path root, Path folder) throws IOException {
        List<Path> patched = new ArrayList<>();
        for (String block : blocks("diff")) {
            for (String change : block.split("(?m)^--- .*\n\\+\\+\\+ b/")) {
                if (!change.isBlank()) {
                    patched.add(patch(change, root, folder));
                }
            }
        }
        return patched;
    }

    private static Path patch(String change, Path root, Path folder) throws IOException {
        List<String> lines = change.lines().toList();
        Path target = folder.resolve(lines.get(0));
        Path original = root.resolve(lines.get(0));
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (String line : lines.subList(2, lines.size())) {
            String text = line.substring(1) + "\n";
            before.append(line.startsWith("+") ? "" : text);
            after.append(line.startsWith("-") ? "" : text);
        }
        Files.createDirectories(target.getParent());
        if (before.isEmpty()) {
            return Files.writeString(target, after);
        }
        String source = Files.readString(original);
        int at = source.indexOf(before.toString());
        if (at < 0 || source.indexOf(before.toString(), at + 1) >= 0) {
            throw new AssertionError("a patch for " + lines.get(0) + " does not apply:\n" + before);
        }
        return Files.writeString(target, source.replace(before, after));
    }

    /** A class path that has some classes before those of bitsweep. */
    static String before(Path classes) {
        return classes + File.pathSeparator + OwnProcess.classPath();
    }
}
