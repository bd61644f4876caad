package org.bitsweep.cli;

/** The forms of a command's output. */
enum TextOrJson {
    text,
    json
}
