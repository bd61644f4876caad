/** Statistics over a store: Spark SQL views, one for each step, and the functions that they use. */
package org.bitsweep.stats;
