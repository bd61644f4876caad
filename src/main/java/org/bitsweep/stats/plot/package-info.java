/** Plots of the statistics, as SVG pictures. Colours are Okabe and Ito's, and shapes differ too: nobody needs to tell red from green. */
package org.bitsweep.stats.plot;
