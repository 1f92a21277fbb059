package io.sequent.common.classify;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first of any number of items by an order, which keeps no others. */
final class Top<T> {
  private final int most;
  private final Comparator<T> order;
  private final PriorityQueue<T> items;

  /**
   * @param most how many are kept, at least 1
   * @param order without equal items
   */
  Top(int most, Comparator<T> order) {
    this.most = most;
    this.order = order;
    this.items = new PriorityQueue<>(order.reversed());
  }

  void add(T item) {
    items.add(item);
    if (items.size() > most) {
      items.remove();
    }
  }

  /** What is kept, in order. */
  List<T> list() {
    return items.stream().sorted(order).toList();
  }
}
