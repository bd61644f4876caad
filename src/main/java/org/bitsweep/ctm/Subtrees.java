package org.bitsweep.ctm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The search tree of a machine space, cut into independent subtrees. The tallies of all bundles and {@link #top()}
 * together make the tally of the space, wherever the tree is cut and however the subtrees are bundled.
 */
public final class Subtrees {
    /** Enough subtrees that the largest is a small part of the whole. */
    private static final int ENOUGH = 500;

    private static final int MOST_BUNDLES = 400;

    private final MachineSpace space;
    private final int depth;
    private final List<int[]> roots;
    private final Tally top;

    private Subtrees(MachineSpace space, int depth, List<int[]> roots, Tally top) {
        this.space = space;
        this.depth = depth;
        this.roots = roots;
        this.top = top;
    }

    /**
     * Cuts where a number of entries are defined.
     *
     * @param depth number of defined entries, from 1
     */
    public static Subtrees cut(MachineSpace space, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("the tree is cut at a depth of at least 1, not " + depth);
        }
        Tally top = new Tally(space.dim());
        return new Subtrees(space, depth, Enumerator.cut(space, depth, top), top);
    }

    /** Cuts at the smallest depth that gives enough subtrees to keep many cores busy, if there is one. */
    public static Subtrees cut(MachineSpace space) {
        Subtrees best = cut(space, 1);
        for (int depth = 2; best.roots.size() < ENOUGH && depth <= 4; depth++) {
            Subtrees deeper = cut(space, depth);
            if (deeper.roots.size() > best.roots.size()) {
                best = deeper;
            }
        }
        return best;
    }

    public MachineSpace space() {
        return space;
    }

    /** Number of entries that are defined at the roots. */
    public int depth() {
        return depth;
    }

    /** Number of subtrees. */
    public int size() {
        return roots.size();
    }

    /** The halts above the cut. */
    public Tally top() {
        return top;
    }

    /** A number of bundles that suits the size of the space: few for one that takes a second, 400 at most. */
    public int suitableBundles() {
        BigInteger machines = space.machines();
        int doublings = Math.max(0, machines.bitLength() - 34) / 3;
        return Math.max(1, Math.min(roots.size(), Math.min(MOST_BUNDLES, 8 << Math.min(doublings, 8))));
    }

    /**
     * Deals the subtrees out, one after the other, so that all bundles cost about the same.
     *
     * @param number of bundles; empty ones are left out
     * @return for each bundle the choices that lead to the roots of its subtrees
     */
    public List<int[][]> bundles(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("at least 1 bundle is needed, not " + number);
        }
        List<int[][]> bundles = new ArrayList<>();
        for (int b = 0; b < Math.min(number, roots.size()); b++) {
            List<int[]> bundle = new ArrayList<>();
            for (int i = b; i < roots.size(); i += number) {
                bundle.add(roots.get(i));
            }
            bundles.add(bundle.toArray(new int[0][]));
        }
        return bundles;
    }

    /** Enumerates a bundle on this thread. */
    public static Tally run(MachineSpace space, int[][] bundle) {
        Enumerator enumerator = new Enumerator(space, true);
        Tally tally = new Tally(space.dim());
        for (int[] root : bundle) {
            tally = enumerator.subtree(root);
        }
        return tally;
    }
}
