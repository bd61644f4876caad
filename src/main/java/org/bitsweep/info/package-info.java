/** Information theory: entropy and mutual information of layer states, information in the weights. No Spark. */
package org.bitsweep.info;
