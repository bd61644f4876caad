package org.bitsweep.bits;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Which kernels this JVM uses: picked once, at first use. A missing capability costs speed, never a failure. The system
 * property {@code bitsweep.tier} = {@code scalar} or {@code vector} forces one.
 *
 * @param name {@code scalar}, or {@code vector-} and the bits of a vector
 * @param reason why this one, as a clause for people
 */
public record Tier(String name, String reason, Kernels kernels) {
    private static final String PROPERTY = "bitsweep.tier";

    private static final class Holder {
        static final Tier SELECTED = log(select(System.getProperty(PROPERTY, "auto")));
    }

    /** The tier in use. */
    public static Tier selected() {
        return Holder.SELECTED;
    }

    /** The tier for a value of the system property. */
    static Tier select(String forced) {
        return switch (forced) {
            case "scalar" -> scalar("forced by -D" + PROPERTY);
            case "vector" -> vector("forced by -D" + PROPERTY);
            case "auto" -> automatic();
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + forced + ": expected auto, scalar or vector");
        };
    }

    private static Tier automatic() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return scalar("the JVM runs without --add-modules jdk.incubator.vector");
        }
        String mode = System.getProperty("java.vm.info", "");
        if (!mode.startsWith("mixed mode") || mode.contains("emulated-client")) {
            return scalar("the optimizing compiler is off (" + mode + "), and without it vectors are slow");
        }
        if (VectorWidth.bits() < 128) {
            return scalar("the processor has no vectors of 128 bits or more");
        }
        return vector("the widest that processor and JVM offer");
    }

    private static Tier scalar(String reason) {
        return new Tier("scalar", reason, new ScalarKernels());
    }

    private static Tier vector(String reason) {
        return new Tier("vector-" + VectorWidth.bits(), reason, new VectorKernels());
    }

    private static Tier log(Tier tier) {
        Logger logger = System.getLogger(Tier.class.getName());
        logger.log(Level.DEBUG, "kernels: {0} ({1})", tier.name, tier.reason);
        return tier;
    }
}
