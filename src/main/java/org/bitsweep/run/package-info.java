/** One run: its specification and identity, its configuration, and its execution from specification to rows. */
package org.bitsweep.run;
