package io.sequent.bench;

/** The sizes that a layer meets in the networks of the four tasks. */
public enum Shape {
  NEWS(64, 70, 12_000, 256, 256),
  STOCKS(8, 30, 0, 2, 512),
  TEXTGEN(8, 250, 57, 64, 1024),
  NER(64, 40, 50_000, 512, 512);

  public final int batch;
  public final int time;
  public final int vocabulary; // 0 where the input is numbers
  public final int input;
  public final int hidden;

  Shape(int batch, int time, int vocabulary, int input, int hidden) {
    this.batch = batch;
    this.time = time;
    this.vocabulary = vocabulary;
    this.input = input;
    this.hidden = hidden;
  }
}
