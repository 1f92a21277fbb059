package io.sequent.common.tune;

import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Spaces and searches without any network. */
final class Spaces {
  /** A choice, what depends on it, and ranges of all kinds. */
  static final String MIXED =
      """
      space:
        pooling: {choice: [max, attention]}
        attention-size: {choice: [32, 64], when: {pooling: attention}}
        hidden: {int: [32, 128], step: 32}
        dropout: {float: [0, 0.5], points: 3}
      """;

  /** Numbers only, none of them on a grid but {@code hidden}. */
  static final String SMOOTH =
      """
      space:
        learning-rate: {float: [1e-5, 1e-1], log: true}
        dropout: {float: [0, 0.8]}
        cell: {choice: [rnn, lstm, gru]}
        hidden: {int: [8, 256]}
      """;

  private Spaces() {}

  static Space of(String yaml) throws IOException {
    Path folder = Files.createTempDirectory("space");
    try {
      return SpaceFile.read(Files.writeString(folder.resolve("made-up.yaml"), yaml), news());
    } finally {
      Files.delete(folder.resolve("made-up.yaml"));
      Files.delete(folder);
    }
  }

  static Task<?, ?> news() {
    return Tasks.named("news");
  }

  /** A smooth function of {@link #SMOOTH} with its least value, 0, at one place. */
  static double bowl(Proposal proposal) {
    double rate = Math.log10(number(proposal, "learning-rate"));
    double units = number(proposal, "hidden");
    return Math.pow((rate + 2.7) / 4, 2)
        + Math.pow(number(proposal, "dropout") - 0.3, 2)
        + Math.pow((units - 190) / 250, 2)
        + ("gru".equals(proposal.values().get("cell")) ? 0 : 0.2);
  }

  private static double number(Proposal proposal, String setting) {
    return Double.parseDouble(proposal.values().get(setting));
  }

  /** Trains nothing: asks and tells until the search is over. */
  static List<Trial> search(Strategy strategy, ToDoubleFunction<Proposal> loss) {
    List<Trial> trials = new ArrayList<>();
    Optional<Proposal> next = strategy.next(trials);
    while (next.isPresent()) {
      trials.add(done(trials.size() + 1, next.get(), loss.applyAsDouble(next.get())));
      next = strategy.next(trials);
    }
    return trials;
  }

  static Trial done(int number, Proposal proposal, double loss) {
    return new Trial(
        number, proposal, Double.isFinite(loss) ? Trial.State.FINISHED : Trial.State.FAILED, loss);
  }

  static Trial underWay(int number, Proposal proposal) {
    return new Trial(number, proposal, Trial.State.UNDER_WAY, Double.NaN);
  }
}
