package io.sequent.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Setting<Integer> A = Setting.integer("a", 1, 0, 9, "a");
  private static final Setting<Integer> B = Setting.integer("b", 2, 0, 9, "b");

  @Test
  void adaptedSettingKeepsItsPlace() {
    List<Setting<?>> joined = Settings.join(List.of(List.of(A), List.of(B)), A.withDefault(5));
    assertThat(joined).extracting(Setting::name).containsExactly("a", "b");
    assertThat(joined).extracting(Setting::defaultText).containsExactly("5", "2");
  }

  @Test
  void settingThatIsInNoGroupCannotBeAdapted() {
    assertThatThrownBy(() -> Settings.join(List.of(List.of(A)), B))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b");
  }
}
