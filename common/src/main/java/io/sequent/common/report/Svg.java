package io.sequent.common.report;

import java.awt.Dimension;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Draws a picture as one SVG element. */
final class Svg {
  static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Decimals: nobody sees a hundredth of a pixel. */
  private static final int PRECISION = 2;

  private Svg() {}

  /**
   * Draws a picture. Text becomes shapes, so that it looks the same everywhere.
   *
   * @param idPrefix of all ids, which keeps them unique among the pictures of a page
   */
  static String of(Picture picture, String idPrefix) {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(NAMESPACE, "svg", null);
      return text(draw(picture, document, idPrefix));
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Element draw(Picture picture, Document document, String idPrefix) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(PRECISION);
    context.setIDGenerator(
        new SVGIDGenerator() {
          @Override
          public String generateID(String kind) {
            return idPrefix + "-" + super.generateID(kind);
          }
        });
    SVGGraphics2D graphics = new SVGGraphics2D(context, true);
    Drawing drawing = picture.drawing();
    int width = drawing.width();
    int height = drawing.height();
    graphics.setSVGCanvasSize(new Dimension(width, height));
    drawing.draw(graphics);

    Element root = graphics.getRoot();
    SvgTidy.apply(root);
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("role", "img");
    Element title = document.createElementNS(NAMESPACE, "title");
    title.setTextContent(drawing.title().isBlank() ? picture.name() : drawing.title());
    root.insertBefore(title, root.getFirstChild());
    return root;
  }

  /** Without a prolog, as HTML requires; a file needs none. */
  private static String text(Element root) throws TransformerException {
    Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    transformer.transform(new DOMSource(root), new StreamResult(text));
    return text.toString();
  }
}
