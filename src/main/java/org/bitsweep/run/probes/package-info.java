/** Probes that come with bitsweep and are asked for by their kind, as those of users' own are. */
package org.bitsweep.run.probes;
