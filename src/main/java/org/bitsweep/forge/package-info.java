/** The enumeration of Turing machines as a Spark job: subtrees as tasks, a reduce, resume after a kill. */
package org.bitsweep.forge;
