package org.bitsweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/** Expected values that were computed outside of this project, in JSON files beside the tests; each says how. */
public final class Oracle {
    private Oracle() {}

    /** The file with this name in the package of a test. */
    public static JsonNode read(Class<?> test, String name) {
        try (InputStream stream = test.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    public static int[] integers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(node -> (int) node.asLong())
                .toArray();
    }
}
