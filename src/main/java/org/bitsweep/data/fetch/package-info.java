/** Data sets from the network: what there is and where, and downloads that are checked, resumable and whole or not there. */
package org.bitsweep.data.fetch;
