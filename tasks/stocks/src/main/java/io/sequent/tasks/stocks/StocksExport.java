package io.sequent.tasks.stocks;

import io.sequent.common.export.ExportView;
import io.sequent.common.export.layer.NetworkForm;
import io.sequent.common.export.layer.SequenceForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is exported with a forecaster: it reads closes, and puts out prices. */
record StocksExport(StocksPreparation preparation) implements ExportView {
  @Override
  public Map<String, Object> metadata() {
    return Map.of("residuals", preparation.residuals());
  }

  @Override
  public NetworkForm form() {
    return new NetworkForm(SequenceForm.WHOLE, List.of(), 1);
  }

  @Override
  public Optional<Surroundings> surroundings() {
    return Optional.of(new PriceNodes(preparation));
  }
}
