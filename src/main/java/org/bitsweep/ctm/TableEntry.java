package org.bitsweep.ctm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table says about one block.
 *
 * @param dim dimension of the table
 * @param shape shape of the block
 * @param block its cells row by row
 * @param ctm its value in bits; if it was not produced, the largest of its shape plus 1 bit
 * @param produced whether the table's file has it
 * @param count how many pairs of machine and blank produce it, or empty if the file does not say
 * @param rank 1 + the number of blocks of the shape with a smaller value
 * @param ranked the number of blocks of the shape in the file
 * @param images its images by symmetry, with the value of each, or NaN where the file lacks it
 */
public record TableEntry(
        int dim,
        Shape shape,
        String block,
        double ctm,
        boolean produced,
        String count,
        int rank,
        int ranked,
        Map<BlockSymmetry.Image, Double> images) {

    /**
     * Looks a block up in a table's file; strings of any length will do.
     *
     * @throws IllegalArgumentException if the file has no block of this shape
     */
    public static TableEntry find(String table, CtmTables.Opener opener, Shape shape, String block) throws IOException {
        List<Double> values = new ArrayList<>();
        Map<String, Double> turned = new HashMap<>();
        String[] count = {null};
        int[] dim = {0};
        CtmTables.rows(table, opener, row -> {
            dim[0] = row.dim();
            if (row.shape().equals(shape)) {
                values.add(row.ctm());
                if (row.block().equals(block)) {
                    count[0] = row.count();
                }
            }
            if (row.shape().cells() == shape.cells()) {
                turned.put(row.shape().text(2) + row.block(), row.ctm());
            }
        });
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the CTM table '" + table + "' has no values for blocks of shape "
                    + shape.text(Math.max(1, dim[0])));
        }
        boolean produced = count[0] != null;
        double largest = values.stream().mapToDouble(Double::doubleValue).max().getAsDouble();
        double ctm = produced ? turned.get(shape.text(2) + block) : largest + 1;
        int rank = 1 + (int) values.stream().filter(value -> value < ctm).count();
        Map<BlockSymmetry.Image, Double> images = new LinkedHashMap<>();
        for (BlockSymmetry.Image image : BlockSymmetry.images(dim[0], shape, block)) {
            images.put(image, turned.getOrDefault(image.shape().text(2) + image.block(), Double.NaN));
        }
        return new TableEntry(
                dim[0], shape, block, ctm, produced, produced ? count[0] : "0", rank, values.size(), images);
    }
}
