package org.bitsweep.sweep;

/** Whether somebody asked the sweep to stop, and with which exit status it then ends. */
public final class Interruption {
    private volatile int status;
    private volatile boolean settled;

    /** @param exitStatus 130 for SIGINT, 143 for SIGTERM */
    public void request(int exitStatus) {
        status = exitStatus;
    }

    /** Whether it was requested. */
    public boolean requested() {
        return status != 0;
    }

    /** Whether all that was finished when it was requested has been committed. */
    public boolean settled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    int exitStatus() {
        return status;
    }
}
