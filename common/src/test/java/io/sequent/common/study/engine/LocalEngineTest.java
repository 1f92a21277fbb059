package io.sequent.common.study.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class LocalEngineTest extends TrainingEngineContract {
  @Override
  protected TrainingEngine engine() {
    return new LocalEngine(
        2, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
