package io.sequent.common.network.engine;

/** Functions of arrays of floats, in loops that the compiler turns into vector instructions. */
public final class FloatFunctions {
  private static final float TANH_SCALE = (float) Math.sqrt(2 / Math.PI);
  private static final float CUBIC = 0.044715f;

  /** Beyond this the hyperbolic tangent of a float rounds to one. */
  private static final float TANH_END = 9;

  /** Beyond this erf(x / sqrt(2)) of a float rounds to one. */
  private static final float ERF_END = 6;

  private static final float DENSITY_AT_ZERO = (float) (1 / Math.sqrt(2 * Math.PI));

  private static final float LOG2_E = (float) (1 / Math.log(2));
  private static final float LN2_HIGH = 355 / 512f; // Exact when multiplied by a small integer.
  private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

  /** Adding it rounds to an integer, which is then in the lowest bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  /** Below this the exponential is not a normal float. */
  private static final float EXP_START = -87;

  private FloatFunctions() {}

  /**
   * The Gaussian error linear unit in the tanh form, and its derivative.
   *
   * @param z is overwritten with the derivative
   */
  public static void gelu(float[] z, float[] y) {
    for (int i = 0; i < z.length; i++) {
      float x = z[i];
      float cubic = CUBIC * x * x;
      float tanh = tanh(TANH_SCALE * x * (1 + cubic));
      float half = 0.5f * (1 + tanh);
      y[i] = x * half;
      z[i] = half + 0.5f * x * (1 - tanh * tanh) * TANH_SCALE * (1 + 3 * cubic);
    }
  }

  /**
   * The Gaussian error linear unit {@code x / 2 (1 + erf(x / sqrt(2)))} and its derivative.
   *
   * @param z is overwritten with the derivative
   */
  public static void exactGelu(float[] z, float[] y) {
    // Two loops, for the compiler turns none of this length into vector instructions.
    normalBelow(z, y);
    for (int i = 0; i < z.length; i++) {
      float x = z[i];
      float below = y[i];
      float end = Math.max(-ERF_END, Math.min(ERF_END, x));
      y[i] = x * below;
      z[i] = below + end * DENSITY_AT_ZERO * bell(end * end);
    }
  }

  /** The normal distribution below each number. */
  private static void normalBelow(float[] x, float[] below) {
    for (int i = 0; i < x.length; i++) {
      float end = Math.max(-ERF_END, Math.min(ERF_END, x[i]));
      below[i] = 0.5f + 0.5f * Math.max(-1, Math.min(1, end * erfRatio(end * end)));
    }
  }

  /**
   * {@code erf(x / sqrt(2)) / x} as a quotient of polynomials, fitted to the least absolute error
   * of erf for x up to 6: 5e-8, and 4e-7 with the rounding of floats.
   *
   * @param s the square of x
   */
  private static float erfRatio(float s) {
    float above =
        0.7978845f
            + s
                * (0.072387606f
                    + s
                        * (0.009628843f
                            + s * (3.8224013e-4f + s * (1.2726322e-5f + s * 4.02568e-8f))));
    float below =
        1
            + s
                * (0.2573903f
                    + s
                        * (0.029968344f
                            + s * (2.0132705e-3f + s * (7.998163e-5f + s * 1.1209922e-6f))));
    return above / below;
  }

  /**
   * {@code exp(-s / 2)} as the fourth power of the inverse of a polynomial, which was fitted to the
   * exponential with a relative error of 2e-7 for s up to 36.
   */
  private static float bell(float s) {
    float v = s / 8;
    float upper =
        0.006601546f
            + v
                * (0.002669142f
                    + v
                        * (-3.8755266e-4f
                            + v * (1.8937177e-4f + v * (-2.3946443e-5f + v * 2.352009e-6f))));
    float series =
        1.0000001f
            + v
                * (0.99998754f
                    + v * (0.500147f + v * (0.16601849f + v * (0.04307819f + v * upper))));
    float root = 1 / series;
    float square = root * root;
    return square * square;
  }

  /**
   * The hyperbolic tangent as a quotient of polynomials, fitted to the least relative error: 2e-8,
   * and 4e-7 with the rounding of floats. {@code Math.tanh} is not vectorised.
   */
  public static float tanh(float value) {
    float x = Math.max(-TANH_END, Math.min(TANH_END, value));
    float s = x * x;
    float above =
        1 + s * (0.13381031f + s * (0.0034955952f + s * (2.0609192e-5f + s * 1.3354799e-8f)));
    float below = 1 + s * (0.46714348f + s * (0.02587701f + s * (3.285646e-4f + s * 7.776618e-7f)));
    return x * above / below;
  }

  /**
   * The exponential as a power of two times the Taylor series of the remainder; relative error
   * 2e-7.
   *
   * @param value at most 0
   */
  public static float exp(float value) {
    float x = Math.max(EXP_START, value);
    float shifted = x * LOG2_E + ROUNDER;
    float power = shifted - ROUNDER;
    float r = x - power * LN2_HIGH - power * LN2_LOW;
    float series =
        1
            + r
                * (1
                    + r
                        * (1 / 2f
                            + r
                                * (1 / 6f
                                    + r
                                        * (1 / 24f
                                            + r * (1 / 120f + r * (1 / 720f + r / 5040f))))));
    int exponent = Float.floatToRawIntBits(shifted) + EXPONENT_BIAS;
    return series * Float.intBitsToFloat(exponent << MANTISSA_BITS);
  }

  /** The sum, in four accumulators, for each addition waits for the previous one. */
  public static float sum(float[] values) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = 0;
    for (; i < values.length - 3; i += 4) {
      first += values[i];
      second += values[i + 1];
      third += values[i + 2];
      fourth += values[i + 3];
    }
    for (; i < values.length; i++) {
      first += values[i];
    }
    return first + second + (third + fourth);
  }

  /** The inner product, in four accumulators. */
  public static float product(float[] a, float[] b) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return first + second + (third + fourth);
  }

  public static void add(float[] values, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  public static void addProduct(float factor, float[] values, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * values[i];
    }
  }

  public static void addProduct(float[] a, float[] b, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += a[i] * b[i];
    }
  }

  public static void multiply(float[] values, float[] factors) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
  }

  /** {@code x = (x + shift) scale}. */
  public static void shiftAndScale(float[] x, float shift, float scale) {
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] + shift) * scale;
    }
  }
}
