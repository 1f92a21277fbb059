package io.sequent.tasks.textgen;

import io.sequent.common.export.ExportView;
import io.sequent.common.export.layer.NetworkForm;
import io.sequent.common.export.layer.SequenceForm;
import java.util.List;
import java.util.Map;

/** What is exported with a language model: its characters; its memory goes from call to call. */
record TextgenExport(TextgenPreparation preparation) implements ExportView {
  @Override
  public Map<String, Object> metadata() {
    return Map.of("vocabulary", preparation.alphabet().tokens());
  }

  @Override
  public NetworkForm form() {
    return new NetworkForm(SequenceForm.CARRIED, List.of(), 1);
  }
}
