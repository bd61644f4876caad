package org.bitsweep.ctm;

import java.util.ArrayList;
import java.util.List;

/**
 * The images of a block under the symmetries of the machines: complement and reflection on the line; complement,
 * reflections and quarter turns in the plane. All images of a block have the same CTM value by definition.
 */
public final class BlockSymmetry {
    private BlockSymmetry() {}

    /**
     * An image.
     *
     * @param how what was done, such as {@code turned 90, complement}
     * @param shape its shape
     * @param block its cells row by row
     */
    public record Image(String how, Shape shape, String block) {}

    /** All images but the block itself; an image that comes about in several ways is listed once. */
    public static List<Image> images(int dim, Shape shape, String block) {
        List<Image> images = new ArrayList<>();
        add(images, new Image("", shape, block));
        String turned = block;
        Shape turnedShape = shape;
        for (int turn = 0; turn < (dim == 1 ? 1 : 4); turn++) {
            String angle = turn == 0 ? "" : "turned " + 90 * turn;
            String mirror = turn == 0 ? "mirrored" : angle + ", mirrored";
            String mirrored = mirrored(turnedShape, turned);
            add(images, new Image(angle, turnedShape, turned));
            add(images, new Image(turn == 0 ? "complement" : angle + ", complement", turnedShape, complement(turned)));
            add(images, new Image(mirror, turnedShape, mirrored));
            add(images, new Image(mirror + ", complement", turnedShape, complement(mirrored)));
            turned = turned(turnedShape, turned);
            turnedShape = new Shape(turnedShape.cols(), turnedShape.rows());
        }
        return List.copyOf(images.subList(1, images.size()));
    }

    private static void add(List<Image> images, Image image) {
        for (Image other : images) {
            if (other.shape().equals(image.shape()) && other.block().equals(image.block())) {
                return;
            }
        }
        images.add(image);
    }

    private static String complement(String block) {
        StringBuilder text = new StringBuilder(block.length());
        for (int i = 0; i < block.length(); i++) {
            text.append(block.charAt(i) == '0' ? '1' : '0');
        }
        return text.toString();
    }

    private static String mirrored(Shape shape, String block) {
        StringBuilder text = new StringBuilder(block.length());
        for (int r = 0; r < shape.rows(); r++) {
            for (int c = shape.cols() - 1; c >= 0; c--) {
                text.append(block.charAt(r * shape.cols() + c));
            }
        }
        return text.toString();
    }

    /** By a quarter to the right. */
    private static String turned(Shape shape, String block) {
        StringBuilder text = new StringBuilder(block.length());
        for (int r = 0; r < shape.cols(); r++) {
            for (int c = 0; c < shape.rows(); c++) {
                text.append(block.charAt((shape.rows() - 1 - c) * shape.cols() + r));
            }
        }
        return text.toString();
    }
}
