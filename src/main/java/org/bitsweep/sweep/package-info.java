/** The sweep engine on Spark: plan, bundles, execution, commit and resume. */
package org.bitsweep.sweep;
