/**
 * Immutable datasets: generators, file formats, preprocessing, splits and digests.
 *
 * <p>A {@link org.bitsweep.data.DatasetSource} loads a {@link org.bitsweep.data.Dataset}, which is resized and split
 * into a {@link org.bitsweep.data.PreparedDataset} once; every run draws its own {@link org.bitsweep.data.RunData} from
 * that. All of it is the same, bit for bit, on every machine and JDK. Bytes come through an {@link
 * org.bitsweep.data.Opener}, so that any file system will do.
 */
package org.bitsweep.data;
