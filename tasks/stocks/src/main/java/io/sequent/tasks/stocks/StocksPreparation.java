package io.sequent.tasks.stocks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import io.sequent.common.task.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scales of the training windows.
 *
 * @param target what is scaled
 * @param series names of the series
 * @param inputs the scale of what the network reads, by series
 * @param outputs the scale of what it predicts, by series
 * @param residuals the spread of the validation residuals, by series; empty until the training is
 *     over, and in models that were saved without
 */
record StocksPreparation(
    Target target,
    List<String> series,
    List<Scale> inputs,
    List<Scale> outputs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ResidualSpread> residuals)
    implements Preparation {
  private static final String FILE = "scaler.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A linear scale.
   *
   * @param mean what becomes 0
   * @param deviation what becomes 1 away from it; above 0
   */
  record Scale(double mean, double deviation) {
    static final Scale NONE = new Scale(0, 1);

    Scale {
      if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0) {
        throw new IllegalArgumentException(
            "mean %s and deviation %s, expected numbers, the second above 0"
                .formatted(mean, deviation));
      }
    }

    double scaled(double value) {
      return (value - mean) / deviation;
    }

    double unscaled(double value) {
      return value * deviation + mean;
    }
  }

  StocksPreparation {
    residuals = residuals == null ? List.of() : residuals;
    require("target", target != null, "prices or returns");
    require("series", series != null && !series.isEmpty() && isOf(series.size(), series), "names");
    require("inputs", isOf(series.size(), inputs), "a scale for each series");
    require("outputs", isOf(series.size(), outputs), "a scale for each series");
    require(
        "residuals",
        residuals.isEmpty() || isOf(series.size(), residuals),
        "a spread for each series, or none");
    series = List.copyOf(series);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    residuals = List.copyOf(residuals);
  }

  private static boolean isOf(int size, @Nullable List<?> list) {
    return list != null && list.size() == size && list.stream().allMatch(Objects::nonNull);
  }

  private static void require(String name, boolean right, String expected) {
    if (!right) {
      throw new IllegalArgumentException("'" + name + "': expected " + expected);
    }
  }

  @Override
  public List<String> labels() {
    return series;
  }

  /** The same with the residuals of its model. */
  StocksPreparation with(List<ResidualSpread> ofModel) {
    return new StocksPreparation(target, series, inputs, outputs, ofModel);
  }

  /** Fits the scales; each window adds one number to each, so no day counts more than another. */
  static StocksPreparation of(List<PriceWindow> train, Target target) {
    List<String> series = train.get(0).history().series();
    List<Scale> inputs =
        scales(
            series,
            i ->
                switch (target) {
                  case LOG_RETURN ->
                      new Scale(0, deviation(train, w -> dailyReturn(w, w.length() - 1, i), 0));
                  case PRICE, RESIDUAL -> standard(train, w -> w.last(i));
                  case RAW_PRICE -> Scale.NONE;
                });
    List<Scale> outputs =
        predictsReturns(target)
            ? scales(series, i -> new Scale(0, deviation(train, w -> targetReturn(w, i), 0)))
            : inputs;
    return new StocksPreparation(target, series, inputs, outputs, List.of());
  }

  static StocksPreparation restore(Path run) throws IOException {
    return JsonFile.read(
        run.resolve(FILE), JSON, new TypeReference<>() {}, "the scaler of a stocks run");
  }

  @Override
  public void save(Path run) throws IOException {
    AtomicFile.write(
        run.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  /** What the network reads of a day of a window. */
  double input(PriceWindow window, int day, int i) {
    double value = target == Target.LOG_RETURN ? dailyReturn(window, day, i) : window.close(day, i);
    return inputs.get(i).scaled(value);
  }

  /** What the network should predict. */
  double output(PriceWindow window, int i) {
    return output(window.truth(i), window.last(i), i);
  }

  /**
   * The output of a network that forecasts a price: the inverse of {@link #price}.
   *
   * @param price above 0
   * @param last the close of the window's last day
   */
  double output(double price, double last, int i) {
    return outputs.get(i).scaled(predictsReturns(target) ? Math.log(price / last) : price);
  }

  /**
   * The forecast as a price.
   *
   * @param output the network's output
   * @param last the close of the window's last day
   */
  double price(double output, double last, int i) {
    double value = outputs.get(i).unscaled(output);
    return predictsReturns(target) ? last * Math.exp(value) : value;
  }

  /** Whether the network predicts log-returns, not prices. */
  boolean predictsReturns() {
    return predictsReturns(target);
  }

  private static boolean predictsReturns(Target target) {
    return target == Target.LOG_RETURN || target == Target.RESIDUAL;
  }

  /** The first day of a window has no day before it that the network may read. */
  private static double dailyReturn(PriceWindow window, int day, int i) {
    return day == 0 ? 0 : Math.log(window.close(day, i) / window.close(day - 1, i));
  }

  private static double targetReturn(PriceWindow window, int i) {
    return Math.log(window.truth(i) / window.last(i));
  }

  private static List<Scale> scales(List<String> series, IntFunction<Scale> scale) {
    return IntStream.range(0, series.size()).mapToObj(scale).toList();
  }

  private static Scale standard(List<PriceWindow> train, ToDoubleFunction<PriceWindow> value) {
    double mean = train.stream().mapToDouble(value).average().orElseThrow();
    return new Scale(mean, deviation(train, value, mean));
  }

  /** The root mean square around {@code mean}; 1 where nothing varies. */
  private static double deviation(
      List<PriceWindow> train, ToDoubleFunction<PriceWindow> value, double mean) {
    double squares =
        train.stream()
            .mapToDouble(w -> Math.pow(value.applyAsDouble(w) - mean, 2))
            .average()
            .orElseThrow();
    return squares == 0 ? 1 : Math.sqrt(squares);
  }
}
