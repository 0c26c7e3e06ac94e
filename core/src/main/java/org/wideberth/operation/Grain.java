package org.wideberth.operation;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// How coarsely an operation is disclosed. Its author rounds outwards before signing, so the fine
/// volumes are nowhere in the record.
public enum Grain {
  EXACT("exact", 0),
  KM_1("1km", 1_000),
  KM_10("10km", 10_000);

  private final String word;
  private final int cellM;

  Grain(String word, int cellM) {
    this.word = word;
    this.cellM = cellM;
  }

  /// As it is written: `exact`, `1km`, `10km`.
  public String word() {
    return word;
  }

  /// Size of a cell in metres; 0 for exact.
  public int cellM() {
    return cellM;
  }

  public static Outcome<Grain> parse(String word) {
    for (Grain grain : values()) {
      if (grain.word.equals(word)) {
        return Outcome.accept(grain);
      }
    }
    return Outcome.refuse(RefusalCode.MALFORMED, "a grain is exact, 1km or 10km");
  }
}
