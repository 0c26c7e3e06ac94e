package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.Entry;
import org.wideberth.record.Holding;
import org.wideberth.record.Receipt;

/// The receipts of one peer for the own log, in the order of size. The earliest one that covers an
/// entry is kept for good, and so is each later one that says of a missing body that it came.
/// Owned by the engine.
final class ReceiptBook {
  /// A receipt that came in this run or an earlier one: the latter is read when somebody asks, for
  /// a long history has one for nearly every entry, with three signatures each.
  private static final class Given {
    final long size;
    private final Supplier<Receipt> reading;
    private volatile @Nullable Receipt read;

    Given(long size, Supplier<Receipt> reading) {
      this.size = size;
      this.reading = reading;
    }

    Receipt receipt() {
      @Nullable Receipt known = read;
      if (known == null) {
        known = reading.get();
        read = known;
      }
      return known;
    }
  }

  private final List<Given> receipts = new ArrayList<>();

  /// True if this receipt says something that the ones before did not.
  boolean isNews(Receipt receipt) {
    if (receipts.isEmpty()) {
      return true;
    }
    Given last = receipts.getLast();
    long size = receipt.checkpoint().size();
    return size > last.size || (size == last.size && lacks(receipt) < lacks(last.receipt()));
  }

  /// How many bodies are missing. A peer that says now more, now less, is not kept each time.
  private static long lacks(Receipt receipt) {
    return receipt.holding().missing().stream()
        .mapToLong(range -> range.last() - range.first() + 1)
        .sum();
  }

  void add(Receipt receipt) {
    add(receipt.checkpoint().size(), () -> receipt);
  }

  /// Adds one that was verified when it came.
  ///
  /// @param size of the own log, as it says
  /// @param reading verifies it again; called by any thread, at most a few times
  void add(long size, Supplier<Receipt> reading) {
    receipts.add(new Given(size, reading));
  }

  /// How much of the own log the peer holds.
  long size() {
    return receipts.isEmpty() ? 0 : receipts.getLast().size;
  }

  Optional<Receipt> newest() {
    return receipts.isEmpty() ? Optional.empty() : Optional.of(receipts.getLast().receipt());
  }

  /// What the peer has of an entry, since when.
  Holding holding(Entry entry) {
    return earliest(entry)
        .map(receipt -> receipt.holds(entry.seq(), entry))
        .orElseGet(Holding.NotYet::new);
  }

  /// The earliest receipt that says the most about an entry: what goes into a bundle.
  Optional<Receipt> earliest(Entry entry) {
    Optional<Receipt> witness = Optional.empty();
    for (int i = firstCovering(entry.seq()); i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i).receipt();
      if (receipt.holds(entry.seq(), entry) instanceof Holding.Delivered) {
        return Optional.of(receipt);
      }
      if (witness.isEmpty()) {
        witness = Optional.of(receipt);
      }
      if (!entry.to().names(receipt.holder().party())) {
        return witness;
      }
    }
    return witness;
  }

  private int firstCovering(long seq) {
    int low = 0;
    int high = receipts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (receipts.get(middle).size > seq) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
