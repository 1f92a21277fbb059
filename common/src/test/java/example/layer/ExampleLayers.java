package example.layer;

import io.sequent.common.network.file.LayerTypes;
import java.util.Set;
import org.kohsuke.MetaInfServices;

/** Names the project's layers, so that model files with them can be read. */
@MetaInfServices(LayerTypes.class)
public final class ExampleLayers implements LayerTypes {
  @Override
  public Set<Class<?>> types() {
    return Set.of(SoftsignLayer.class);
  }
}
