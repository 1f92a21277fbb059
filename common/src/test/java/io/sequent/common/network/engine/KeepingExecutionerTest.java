package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** That arrays are kept shows only in races; that the class is in place and complete shows here. */
class KeepingExecutionerTest {
  @Test
  void isWhatComputes() {
    assertThat(Nd4j.getExecutioner()).isExactlyInstanceOf(KeepingExecutioner.class);
  }

  @Test
  void everyWayIntoTheNativeSideThatTakesAContextIsOverridden() {
    List<List<Class<?>>> kept = parametersOfExec(KeepingExecutioner.class);
    assertThat(parametersOfExec(NativeOpExecutioner.class))
        .filteredOn(parameters -> parameters.contains(OpContext.class))
        .hasSize(7)
        .isSubsetOf(kept);
  }

  private static List<List<Class<?>>> parametersOfExec(Class<?> executioner) {
    return Arrays.stream(executioner.getDeclaredMethods())
        .filter(method -> method.getName().equals("exec"))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getParameterTypes)
        .map(List::<Class<?>>of)
        .toList();
  }
}
