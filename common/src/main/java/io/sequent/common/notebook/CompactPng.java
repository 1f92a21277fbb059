package io.sequent.common.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small images as text, for notebooks under version control. */
final class CompactPng {
  /** Sixteen shades of each colour are enough for lines and text, and halve the size. */
  private static final int SHADE = 17;

  private CompactPng() {}

  /** The content of a PNG file in Base64. */
  static String base64(BufferedImage image) {
    BufferedImage few =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        few.setRGB(x, y, fewShades(image.getRGB(x, y)));
      }
    }
    return Base64.getEncoder().encodeToString(png(few));
  }

  private static int fewShades(int color) {
    int result = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int part = (color >> shift) & 0xFF;
      result |= ((part + SHADE / 2) / SHADE * SHADE) << shift;
    }
    return result;
  }

  private static byte[] png(BufferedImage image) {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), smallest);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Writing to memory does not fail.
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
