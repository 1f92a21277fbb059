package io.sequent.tasks.stocks;

import java.util.List;

/**
 * All closes from the test block of a fold in the middle on jump: neither that block nor what lies
 * after it is learned from.
 */
class StocksWalkForwardHeldOutTest extends StocksHeldOutTest {
  @Override
  protected List<String> settings() {
    return List.of("--split=walk-forward", "--folds=5", "--fold=3");
  }

  /** Of 700 days 669 windows can be told, in blocks of 95; three of them are poisoned. */
  @Override
  protected int days() {
    return 3 * 95;
  }
}
