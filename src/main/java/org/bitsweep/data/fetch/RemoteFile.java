package org.bitsweep.data.fetch;

import java.net.URI;
import java.util.List;

/**
 * A file of a data set.
 *
 * @param name here
 * @param addresses where it is, tried in this order
 */
public record RemoteFile(String name, List<URI> addresses, Checksum checksum) {}
