package io.sequent.common.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.report.MarkedText;
import io.sequent.common.report.MarkedText.Mark;
import io.sequent.common.report.Picture;
import io.sequent.common.report.SampleCharts;
import io.sequent.common.report.Table;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplaySystem;

/** What the kernel makes of our results when they are the last line of a cell. */
class NotebookDisplayTest {
  private static final Table TABLE =
      new Table("Title", List.of("name", "value"), List.of(List.of("<a>", "1.5")));
  private static final MarkedText TEXT =
      new MarkedText(List.of("Олена", "Коваль", "тут", "."), List.of(new Mark("PERS", 0, 2)));

  private static DisplayData shown(Object result) {
    return DisplaySystem.inst().render(result);
  }

  private static BufferedImage image(DisplayData display) throws IOException {
    String base64 = String.valueOf(display.data().get("image/png"));
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  @Test
  void tableIsShownAsOneAndAsText() {
    assertThat(shown(TABLE).data())
        .containsEntry("text/plain", TABLE.render())
        .containsEntry("text/html", TABLE.html());
    assertThat(shown(List.of(TABLE, TABLE)).data())
        .containsEntry("text/html", TABLE.html() + "\n" + TABLE.html());
  }

  @Test
  void picturesStandTwoInARow() throws IOException {
    Picture picture = SampleCharts.all().get(0);
    BufferedImage one = image(shown(picture));
    BufferedImage three = image(shown(List.of(picture, picture, picture)));
    assertThat(three.getWidth()).isEqualTo(2 * one.getWidth());
    assertThat(three.getHeight()).isEqualTo(2 * one.getHeight());
    assertThat(one.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void markedTextIsAPictureWithItsTextBeside() throws IOException {
    DisplayData display = shown(List.of(TEXT));
    assertThat(display.data()).containsEntry("text/plain", "[Олена Коваль PERS] тут.");
    assertThat(image(display).getWidth()).isEqualTo(640);
  }

  @Test
  void otherThingsAreShownAsEver() {
    assertThat(String.valueOf(shown(List.of("a", "b")).data().get("text/html"))).contains("a,b");
    assertThat(shown("plain").data()).containsValue("plain");
  }
}
