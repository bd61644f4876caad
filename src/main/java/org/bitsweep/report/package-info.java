/** The report of a store: one HTML page that needs nothing beside itself. */
package org.bitsweep.report;
