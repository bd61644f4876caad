package org.bitsweep.sweep.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS in this JVM: a name node and a data node. Starts once, in about ten seconds. */
public final class HdfsServer {
    private static String uri;

    private HdfsServer() {}

    /** The root, such as {@code hdfs://127.0.0.1:1234}. */
    public static synchronized String uri() {
        if (uri == null) {
            try {
                MiniDFSCluster cluster = new MiniDFSCluster.Builder(
                                new Configuration(),
                                Files.createTempDirectory("bitsweep-hdfs").toFile())
                        .numDataNodes(1)
                        .build();
                cluster.waitActive();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> cluster.shutdown(true)));
                uri = "hdfs://127.0.0.1:" + cluster.getNameNodePort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return uri;
    }
}
