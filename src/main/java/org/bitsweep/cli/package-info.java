/** The command line: parsing and printing only. */
package org.bitsweep.cli;
