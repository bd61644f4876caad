package org.bitsweep.run;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The probes that the class path offers, looked up once for each class loader: Spark has one for the jars of a user. */
final class ProbeProviders {
    private static final Map<ClassLoader, Map<String, ProbeProvider>> FOUND = new ConcurrentHashMap<>();

    private ProbeProviders() {}

    /** @throws ConfigurationException if there is none of this kind, naming those that there are */
    static ProbeProvider of(String kind) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? ProbeProviders.class.getClassLoader() : context;
        Map<String, ProbeProvider> found = FOUND.computeIfAbsent(loader, ProbeProviders::find);
        ProbeProvider provider = found.get(kind);
        if (provider == null) {
            throw new ConfigurationException("no probe of kind '" + kind + "' is on the class path, "
                    + (found.isEmpty() ? "and none of another" : "only " + String.join(", ", found.keySet())));
        }
        return provider;
    }

    private static Map<String, ProbeProvider> find(ClassLoader loader) {
        Map<String, ProbeProvider> found = new TreeMap<>();
        for (ProbeProvider provider : ServiceLoader.load(ProbeProvider.class, loader)) {
            ProbeProvider other = found.putIfAbsent(provider.kind(), provider);
            if (other != null) {
                throw new ConfigurationException("both " + other.getClass().getName() + " and "
                        + provider.getClass().getName() + " are probes of kind '" + provider.kind() + "'");
            }
        }
        return found;
    }
}
