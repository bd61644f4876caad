package org.bitsweep.nn;

import java.io.Serializable;

/**
 * Inputs that are numbers of tokens, each looked up in a table of vectors of its own; the vectors, one after the other,
 * are what the first layer sees.
 *
 * @param tokens rows of a table; inputs are 0 to tokens - 1
 * @param width numbers in a vector
 */
public record EmbeddingSpec(int tokens, int width) implements Serializable {
    /** The most rows of a table. */
    public static final int MOST_TOKENS = 65_536;

    public EmbeddingSpec {
        if (tokens < 1 || tokens > MOST_TOKENS) {
            throw new IllegalArgumentException(
                    "network.embedding.tokens is " + tokens + ", expected 1 to " + MOST_TOKENS);
        }
        if (width < 1 || width > NetworkSpec.WIDEST) {
            throw new IllegalArgumentException(
                    "network.embedding.width is " + width + ", expected 1 to " + NetworkSpec.WIDEST);
        }
    }
}
