package example.layer;

import io.sequent.testkit.LayerContract;
import org.deeplearning4j.nn.conf.layers.Layer;

class SoftsignLayerTest extends LayerContract {
  @Override
  protected Layer layer() {
    return new SoftsignLayer();
  }
}
