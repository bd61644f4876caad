/** Matrices from files of other programs: NumPy, CSV, text, PBM and PNG; and PNG images out of matrices. */
package org.bitsweep.data.matrix;
