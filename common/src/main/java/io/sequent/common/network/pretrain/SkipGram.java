package io.sequent.common.network.pretrain;

import io.sequent.common.data.Shuffle;
import io.sequent.common.network.engine.FloatFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Trains vectors of tokens on the tokens around them: skip-gram with negative sampling (Mikolov et
 * al. 2013, Distributed representations of words and phrases and their compositionality, equation
 * 4).
 *
 * <p>For each token o, each token i at most {@code window} away from it and k tokens n drawn as
 * {@link NoiseTokens} has it, the loss is
 *
 * <pre>
 * -log σ(u(o)·v(i)) - Σ log σ(-u(n)·v(i))
 * </pre>
 *
 * <p>where v are the resulting vectors and u context vectors, which are discarded. The reach of
 * each token is drawn from 1 to {@code window}, so that near tokens count more. Very frequent
 * tokens are left out at random (section 2.3). The learning rate falls evenly.
 *
 * <p>All neighbours of a token share the k tokens, whose numbers so stay in the cache (Ji et al.
 * 2016, Parallelizing word2vec in shared and distributed memory). One thread: the same seed gives
 * the same vectors.
 */
public final class SkipGram {
  private static final int NEGATIVES = 10;

  /** Tokens with a greater share than this are left out, the more the greater it is. */
  private static final double FREQUENT = 1e-4;

  private static final float FIRST_RATE = 0.025f;
  private static final float LAST_RATE = 0.0001f;

  private final int size;
  private final int window;
  private final int passes;

  /**
   * @param size numbers of a vector
   * @param window distance up to which two tokens count as neighbours
   * @param passes over all sequences
   * @throws IllegalArgumentException unless all are positive
   */
  public SkipGram(int size, int window, int passes) {
    if (size < 1 || window < 1 || passes < 1) {
      throw new IllegalArgumentException(
          "vectors of %d, window of %d, %d passes, expected positive numbers"
              .formatted(size, window, passes));
    }
    this.size = size;
    this.window = window;
    this.passes = passes;
  }

  /**
   * Trains the vectors.
   *
   * @param sequences of tokens from 0 to {@code vocabulary} - 1
   * @param vocabulary how many tokens there are
   * @param passDone gets the number of each pass, from 1, when it is over
   * @return a vector for each token; zeros where a token does not occur
   */
  public float[][] vectors(List<int[]> sequences, int vocabulary, long seed, IntConsumer passDone) {
    long[] counts = new long[vocabulary];
    sequences.forEach(sequence -> Arrays.stream(sequence).forEach(token -> counts[token]++));
    SplittableRandom random = new SplittableRandom(seed);
    Learner learner = new Learner(counts, random);
    int[] order = IntStream.range(0, sequences.size()).toArray();
    for (int pass = 1; pass <= passes; pass++) {
      Shuffle.of(order, random);
      for (int i : order) {
        learner.learn(sequences.get(i));
      }
      passDone.accept(pass);
    }
    return learner.vectors;
  }

  /** The state of learning. */
  private final class Learner {
    private final SplittableRandom random;
    private final NoiseTokens noise;
    private final double[] kept;
    private final double steps;
    private final float[][] vectors;
    private final float[][] contexts;
    private final int[] negatives = new int[NEGATIVES];
    private final float[] change = new float[size];
    private long step;

    private Learner(long[] counts, SplittableRandom random) {
      this.random = random;
      noise = new NoiseTokens(counts);
      double tokens = Arrays.stream(counts).sum();
      steps = tokens * passes;
      kept = Arrays.stream(counts).mapToDouble(count -> kept(count / tokens)).toArray();
      vectors = new float[counts.length][size];
      contexts = new float[counts.length][size];
      for (int token = 0; token < counts.length; token++) {
        for (int i = 0; counts[token] > 0 && i < size; i++) {
          vectors[token][i] = (float) ((random.nextDouble() - 0.5) / size);
        }
      }
    }

    /** The probability to be kept, as word2vec, the authors' program, has it. */
    private static double kept(double share) {
      return share == 0 ? 1 : Math.min(1, Math.sqrt(FREQUENT / share) + FREQUENT / share);
    }

    private void learn(int[] sequence) {
      int[] tokens = Arrays.stream(sequence).filter(this::isKept).toArray();
      float rate = Math.max(LAST_RATE, FIRST_RATE * (float) (1 - step / steps));
      step += sequence.length;
      for (int o = 0; o < tokens.length; o++) {
        for (int n = 0; n < NEGATIVES; n++) {
          negatives[n] = noise.draw(random);
        }
        int reach = 1 + random.nextInt(window);
        int end = Math.min(tokens.length, o + reach + 1);
        for (int i = Math.max(0, o - reach); i < end; i++) {
          if (i != o) {
            learn(vectors[tokens[i]], tokens[o], rate);
          }
        }
      }
    }

    private boolean isKept(int token) {
      return random.nextDouble() < kept[token];
    }

    private void learn(float[] vector, int neighbour, float rate) {
      Arrays.fill(change, 0);
      step(vector, contexts[neighbour], 1, rate);
      for (int negative : negatives) {
        if (negative != neighbour) {
          step(vector, contexts[negative], 0, rate);
        }
      }
      FloatFunctions.add(change, vector);
    }

    /** One step down the loss, for the context at once and for the vector into the change. */
    private void step(float[] vector, float[] context, int truth, float rate) {
      float error = (float) (truth - 1 / (1 + Math.exp(-FloatFunctions.product(vector, context))));
      FloatFunctions.addProduct(rate * error, context, change);
      FloatFunctions.addProduct(rate * error, vector, context);
    }
  }
}
