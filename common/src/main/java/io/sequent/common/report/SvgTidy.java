package io.sequent.common.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Makes a generated drawing smaller without changing its look. */
final class SvgTidy {
  /** Attributes of text and images, which do not occur, and of default values. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "color-interpolation",
          "color-rendering",
          "font-family",
          "font-size",
          "font-style",
          "font-weight",
          "image-rendering",
          "shape-rendering",
          "text-rendering");

  private static final Set<String> ENDS = Set.of("x1", "y1", "x2", "y2");

  private SvgTidy() {}

  static void apply(Element element) {
    WITHOUT_EFFECT.forEach(element::removeAttribute);
    if (element.hasAttribute("d")) {
      element.setAttribute("d", PathData.shorter(element.getAttribute("d")));
    }
    joinLines(element);
    for (Node child : children(element)) {
      if (child instanceof Comment) {
        element.removeChild(child);
      } else if (child instanceof Element inner) {
        apply(inner);
        String name = inner.getTagName();
        if (name.equals("defs")) {
          inner.removeAttribute("id"); // The same in all drawings, and never referred to.
        }
        if ((name.equals("defs") || name.equals("g")) && !inner.hasChildNodes()) {
          element.removeChild(inner);
        }
      }
    }
  }

  /** Joins lines that begin where the previous one ends to a polyline. */
  private static void joinLines(Element parent) {
    List<Element> run = new ArrayList<>();
    for (Node child : children(parent)) {
      boolean isLine = child instanceof Element element && element.getTagName().equals("line");
      if (!isLine || (!run.isEmpty() && !follows(run.get(run.size() - 1), (Element) child))) {
        join(parent, run);
        run.clear();
      }
      if (isLine) {
        run.add((Element) child);
      }
    }
    join(parent, run);
  }

  private static boolean follows(Element before, Element line) {
    return before.getAttribute("x2").equals(line.getAttribute("x1"))
        && before.getAttribute("y2").equals(line.getAttribute("y1"))
        && look(before).equals(look(line));
  }

  private static void join(Element parent, List<Element> run) {
    if (run.size() < 2) {
      return;
    }
    Element first = run.get(0);
    Element joined = parent.getOwnerDocument().createElementNS(Svg.NAMESPACE, "polyline");
    look(first).forEach(joined::setAttribute);
    StringBuilder points = new StringBuilder(point(first, "1"));
    run.forEach(line -> points.append(' ').append(point(line, "2")));
    joined.setAttribute("points", points.toString());
    parent.insertBefore(joined, first);
    run.forEach(parent::removeChild);
  }

  private static String point(Element line, String end) {
    return line.getAttribute("x" + end) + "," + line.getAttribute("y" + end);
  }

  private static Map<String, String> look(Element line) {
    Map<String, String> look = new TreeMap<>();
    NamedNodeMap attributes = line.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (!ENDS.contains(attribute.getNodeName())) {
        look.put(attribute.getNodeName(), attribute.getNodeValue());
      }
    }
    return look;
  }

  /** A copy, since the list of the element itself is live. */
  private static List<Node> children(Element element) {
    NodeList nodes = element.getChildNodes();
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      children.add(nodes.item(i));
    }
    return children;
  }
}
