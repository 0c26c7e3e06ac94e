package org.wideberth.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.QnhInterval;
import org.wideberth.party.PartyId;

/// In what two documents of rules differ, article by article. A pure function.
public final class RulesChanges {
  private final List<RulesChange> changes = new ArrayList<>();

  private RulesChanges() {}

  /// What a reader of the first document has to know of the second one; empty if they say the same.
  public static List<RulesChange> between(RulesDocument before, RulesDocument after) {
    RulesChanges found = new RulesChanges();
    found.one("title", before.title(), after.title(), text -> "\"" + text + "\"");
    found.one("number", before.number(), after.number(), String::valueOf);
    found.members(before.members(), after.members());
    found.some(
        "in-force-from",
        before.lineage().inForceFrom(),
        after.lineage().inForceFrom(),
        Instant::toString,
        "as soon as all have adopted it");
    found.all(
        before.minima(),
        after.minima(),
        KindPair::article,
        RulesChanges::minimum,
        (was, is) -> change(minimum(was), minimum(is)));
    found.some(
        "qnh", before.qnh(), after.qnh(), RulesChanges::qnh, "pressures are not reckoned with");
    found.all(
        lines(before), lines(after), id -> "lines/" + id, ArticleWords::of, ArticleWords::changes);
    found.all(
        zones(before), zones(after), id -> "zones/" + id, ArticleWords::of, ArticleWords::changes);
    found.all(
        before.articles().leadTimesS(),
        after.articles().leadTimesS(),
        Articles::leadTimeArticle,
        RulesChanges::lead,
        (was, is) -> change(lead(was), lead(is)));
    found.channel(before.articles().channel(), after.articles().channel());
    return List.copyOf(found.changes);
  }

  private void channel(ChannelTerms before, ChannelTerms after) {
    some(
        ChannelTerms.LADDER,
        before.ladder(),
        after.ladder(),
        LadderTimes::toString,
        "the usual (%s)".formatted(LadderTimes.USUAL));
    all(
        before.answers(),
        after.answers(),
        ChannelTerms::answersArticle,
        AnswerTimes::toString,
        (was, is) -> change(was.toString(), is.toString()));
    some(
        ChannelTerms.TEST_TIMES,
        before.tests(),
        after.tests(),
        ArticleWords::of,
        "when each party has set");
  }

  private static Map<ArticleId, LineArticle> lines(RulesDocument document) {
    Map<ArticleId, LineArticle> lines = new TreeMap<>();
    document.articles().lines().forEach(line -> lines.put(line.id(), line));
    return lines;
  }

  private static Map<ArticleId, ZoneArticle> zones(RulesDocument document) {
    Map<ArticleId, ZoneArticle> zones = new TreeMap<>();
    document.articles().zones().forEach(zone -> zones.put(zone.id(), zone));
    return zones;
  }

  private void members(List<PartyId> before, List<PartyId> after) {
    for (PartyId party : before) {
      if (!after.contains(party)) {
        changes.add(new RulesChange("members/" + party, true, false, party + " is no member"));
      }
    }
    for (PartyId party : after) {
      if (!before.contains(party)) {
        changes.add(new RulesChange("members/" + party, false, true, party + " is a member"));
      }
    }
  }

  private <T> void one(String article, T before, T after, Function<T, String> words) {
    if (!before.equals(after)) {
      changes.add(
          new RulesChange(article, true, true, change(words.apply(before), words.apply(after))));
    }
  }

  private <T> void some(
      String article,
      Optional<T> before,
      Optional<T> after,
      Function<T, String> words,
      String without) {
    if (!before.equals(after)) {
      String was = before.map(words).orElse(without);
      String is = after.map(words).orElse(without);
      changes.add(new RulesChange(article, before.isPresent(), after.isPresent(), change(was, is)));
    }
  }

  /// Everything that has a name.
  private <K, V> void all(
      Map<K, V> before,
      Map<K, V> after,
      Function<K, String> article,
      Function<V, String> words,
      BiFunction<V, V, String> changed) {
    Map<K, V> every = new TreeMap<>(before);
    every.putAll(after);
    for (K key : every.keySet()) {
      Optional<V> was = Optional.ofNullable(before.get(key));
      Optional<V> is = Optional.ofNullable(after.get(key));
      if (!was.equals(is)) {
        String said =
            was.isPresent() && is.isPresent()
                ? changed.apply(was.get(), is.get())
                : is.or(() -> was).map(words).orElseThrow();
        changes.add(new RulesChange(article.apply(key), was.isPresent(), is.isPresent(), said));
      }
    }
  }

  static String change(String was, String is) {
    return "from " + was + " to " + is;
  }

  private static String lead(Integer seconds) {
    return seconds + " s before the start";
  }

  private static String minimum(Minimum minimum) {
    return "%s lateral, %s vertical"
        .formatted(
            ArticleWords.centimetres(minimum.lateralCm()),
            ArticleWords.tenthMm(minimum.verticalTenthMm()));
  }

  private static String qnh(QnhInterval interval) {
    return "%s to %s hPa"
        .formatted(
            ArticleWords.decimal(interval.lowerTenthHpa(), 1),
            ArticleWords.decimal(interval.upperTenthHpa(), 1));
  }
}
