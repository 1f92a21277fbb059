package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimitiveCacheTest {
  private final List<String> made = new ArrayList<>();
  private final List<String> freed = new ArrayList<>();
  private final PrimitiveCache<String, AutoCloseable> cache =
      new PrimitiveCache<>(
          2,
          shape -> {
            made.add(shape);
            return () -> freed.add(shape);
          });

  @Test
  void makesEachShapeOnce() {
    use("a");
    use("a");
    assertThat(made).containsExactly("a");
  }

  @Test
  void freesTheOneThatWasNotUsedForTheLongestTime() {
    use("a");
    use("b");
    use("a");
    use("c");
    assertThat(freed).containsExactly("b");
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void keepsWhatIsInUseUntilItIsGivenBack() {
    PrimitiveCache.Lease<AutoCloseable> a = cache.lease("a");
    PrimitiveCache.Lease<AutoCloseable> b = cache.lease("b");
    PrimitiveCache.Lease<AutoCloseable> c = cache.lease("c");
    assertThat(freed).isEmpty();
    c.close();
    assertThat(freed).containsExactly("c");
    a.close();
    b.close();
    assertThat(freed).containsExactly("c");
  }

  private void use(String shape) {
    cache.lease(shape).close();
  }
}
