package org.bitsweep.forge;

/** Is told, on one thread, how far an enumeration is. */
public interface ForgeProgress {
    /** Says nothing. */
    ForgeProgress NONE = new ForgeProgress() {
        @Override
        public void started(int bundles, int resumed) {}

        @Override
        public void advanced() {}
    };

    /**
     * The tree is cut.
     *
     * @param bundles number of bundles, all of about the same cost
     * @param resumed how many of them were finished before
     */
    void started(int bundles, int resumed);

    /** One more bundle is finished. */
    void advanced();

    /** Nothing new; called a few times a second. */
    default void waiting() {}

    /** All bundles are finished. */
    default void ended() {}
}
