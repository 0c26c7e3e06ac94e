package org.wideberth.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wideberth.operation.Kind;

/// Two kinds without regard to their order; kept in the order of [Kind].
///
/// @param first not after `second`
public record KindPair(Kind first, Kind second) implements Comparable<KindPair> {
  private static final Comparator<KindPair> ORDER =
      Comparator.comparing(KindPair::first).thenComparing(KindPair::second);

  private static final Map<KindPair, String> ARTICLES = articles();

  public KindPair {
    if (first.compareTo(second) > 0) {
      throw new IllegalArgumentException("kinds of a pair stand in order: use KindPair.of");
    }
  }

  /// The pair of two kinds in either order.
  public static KindPair of(Kind one, Kind other) {
    return one.compareTo(other) <= 0 ? new KindPair(one, other) : new KindPair(other, one);
  }

  /// All 15, in order.
  public static List<KindPair> all() {
    List<KindPair> pairs = new ArrayList<>();
    for (Kind first : Kind.values()) {
      for (Kind second : Kind.values()) {
        if (first.compareTo(second) <= 0) {
          pairs.add(new KindPair(first, second));
        }
      }
    }
    return List.copyOf(pairs);
  }

  /// The article of the rules that is about them: `minima/air-ground`.
  public String article() {
    return Objects.requireNonNull(ARTICLES.get(this));
  }

  private static Map<KindPair, String> articles() {
    Map<KindPair, String> articles = new HashMap<>();
    for (KindPair pair : all()) {
      articles.put(pair, "minima/" + pair.first.word() + "-" + pair.second.word());
    }
    return Map.copyOf(articles);
  }

  @Override
  public int compareTo(KindPair other) {
    return ORDER.compare(this, other);
  }
}
