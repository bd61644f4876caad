package org.bitsweep.sweep;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.parquet.io.OutputFile;
import org.bitsweep.sweep.store.ForwardingStoreFiles;
import org.bitsweep.sweep.store.StoreFiles;

/** A store's files, of which those that match a pattern cannot be created: the task that tries dies. */
final class FaultyFiles extends ForwardingStoreFiles {
    private static final long serialVersionUID = 1L;

    private final String pattern;

    FaultyFiles(StoreFiles files, String pattern) {
        super(files);
        this.pattern = pattern;
    }

    @Override
    public OutputFile create(String name) throws IOException {
        if (Pattern.compile(pattern).matcher(name).find()) {
            throw new IllegalStateException("killed while writing " + name);
        }
        return super.create(name);
    }
}
