package org.bitsweep.cli;

/** How results are printed. */
enum Format {
    /** For people. */
    HUMAN,
    /** One JSON document. */
    JSON,
    /** Comma-separated values with a header line. */
    CSV
}
