package example.weather;

/**
 * Three temperatures of a day and the one to predict, in degrees Celsius.
 *
 * @param morning what is read
 * @param noon what is read
 * @param evening what is read
 * @param next the morning after
 */
record Day(double morning, double noon, double evening, double next) {
  double[] inputs() {
    return new double[] {morning, noon, evening};
  }
}
