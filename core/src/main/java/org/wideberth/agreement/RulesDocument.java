package org.wideberth.agreement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.QnhInterval;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What the parties of a theatre agree on: who they are, and how far apart their operations are to
/// be. Every pair of kinds has a minimum; one that is missing is refused, never zero.
///
/// @param theatre where it holds
/// @param number counts the documents of the theatre for people, from 1; nothing depends on it
/// @param title what people call it, at most [#TITLE_CHARS_MAX] characters
/// @param members sorted, each once, at least one
/// @param minima one for every pair of kinds
/// @param qnh the pressures to reckon with between pressure altitude and other heights
/// @param articles lines, zones and lead times; a document without any is written without them
/// @param lineage what it amends or counters, and from when it is meant to hold
public record RulesDocument(
    TheatreId theatre,
    int number,
    String title,
    List<PartyId> members,
    NavigableMap<KindPair, Minimum> minima,
    Optional<QnhInterval> qnh,
    Articles articles,
    Lineage lineage) {
  public static final int NUMBER_MAX = 1_000_000;

  /// A line on a list.
  public static final int TITLE_CHARS_MAX = 120;

  public RulesDocument {
    members = List.copyOf(members);
    minima = Collections.unmodifiableNavigableMap(new TreeMap<>(minima));
    if (number < 1 || number > NUMBER_MAX || title.length() > TITLE_CHARS_MAX) {
      throw new IllegalArgumentException("number or title");
    }
    if (members.isEmpty() || members.size() > Limits.PARTIES_MAX || !ascend(members)) {
      throw new IllegalArgumentException("members must be sorted, each once");
    }
    if (!minima.keySet().containsAll(KindPair.all())) {
      throw new IllegalArgumentException("a pair of kinds has no minimum");
    }
    if (!members.containsAll(articles.parties())) {
      throw new IllegalArgumentException("an article binds somebody who is not a member");
    }
  }

  /// A document of minima only.
  public RulesDocument(
      TheatreId theatre,
      int number,
      String title,
      List<PartyId> members,
      NavigableMap<KindPair, Minimum> minima,
      Optional<QnhInterval> qnh) {
    this(theatre, number, title, members, minima, qnh, Articles.NONE, Lineage.NONE);
  }

  /// The same document with these articles in place of its own.
  public RulesDocument with(Articles other) {
    return new RulesDocument(theatre, number, title, members, minima, qnh, other, lineage);
  }

  /// The same document with this lineage in place of its own.
  public RulesDocument with(Lineage other) {
    return new RulesDocument(theatre, number, title, members, minima, qnh, articles, other);
  }

  private static boolean ascend(List<PartyId> members) {
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i - 1).compareTo(members.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /// How far apart operations of these two kinds are to be.
  public Minimum minimum(KindPair kinds) {
    Minimum minimum = minima.get(kinds);
    if (minimum == null) {
      throw new IllegalStateException("every pair was checked to have a minimum");
    }
    return minimum;
  }

  /// What heights of different datums are compared by.
  public HeightContext heights() {
    return new HeightContext(qnh);
  }

  /// Reads the text of a document.
  public static Outcome<RulesDocument> parse(byte[] utf8) {
    return Json.read(utf8, Limits.BODY_BYTES_MAX, RulesDocument::read);
  }

  private static RulesDocument read(JsonObject from) {
    JsonField version = from.required("v");
    if (version.asLong(0, Long.MAX_VALUE) != 1) {
      throw version.refuse(RefusalCode.MALFORMED, "only version 1 is known here");
    }
    TheatreId theatre = from.required("theatre").as(TheatreId::parse);
    int number = from.required("number").asInt(1, NUMBER_MAX);
    String title = from.required("title").asText(TITLE_CHARS_MAX);
    JsonField membersField = from.required("members");
    List<PartyId> members =
        membersField.asList(Limits.PARTIES_MAX, each -> each.as(PartyId::parse));
    if (members.isEmpty() || !ascend(members)) {
      throw membersField.refuse(
          RefusalCode.MALFORMED, "the members must be sorted, each once, and at least one");
    }
    NavigableMap<KindPair, Minimum> minima = minima(from.required("minima"));
    Optional<QnhInterval> qnh = from.optional("qnh_tenth_hpa").map(RulesDocument::qnh);
    Articles articles = ArticlesJson.read(from, members);
    Lineage lineage = Lineage.read(from);
    return new RulesDocument(theatre, number, title, members, minima, qnh, articles, lineage);
  }

  private static NavigableMap<KindPair, Minimum> minima(JsonField field) {
    NavigableMap<KindPair, Minimum> minima = new TreeMap<>();
    field.asList(
        KindPair.all().size(),
        each ->
            each.asObject(
                one -> {
                  KindPair kinds = kinds(one.required("kinds"));
                  JsonField lateral = one.required("lateral_cm");
                  long vertical = anyLong(one.required("vertical_tenth_mm"));
                  Minimum minimum = lateral.check(Minimum.of(anyLong(lateral), vertical));
                  if (minima.put(kinds, minimum) != null) {
                    throw one.refuse(RefusalCode.MALFORMED, kinds.article() + " stands twice");
                  }
                  return kinds;
                }));
    List<KindPair> missing = new ArrayList<>(KindPair.all());
    missing.removeAll(minima.keySet());
    if (!missing.isEmpty()) {
      throw field.refuse(
          RefusalCode.MINIMUM_MISSING,
          "every pair of kinds needs a minimum; %s has none"
              .formatted(missing.getFirst().article()));
    }
    return minima;
  }

  private static KindPair kinds(JsonField field) {
    List<Kind> kinds = field.asList(2, each -> each.asOneOf(Kind.class));
    if (kinds.size() != 2 || kinds.get(0).compareTo(kinds.get(1)) > 0) {
      throw field.refuse(
          RefusalCode.MALFORMED,
          "two kinds in the order %s are expected".formatted(EnumSet.allOf(Kind.class)));
    }
    return new KindPair(kinds.get(0), kinds.get(1));
  }

  private static QnhInterval qnh(JsonField field) {
    List<Long> bounds = field.asList(2, RulesDocument::anyLong);
    if (bounds.size() != 2) {
      throw field.refuse(RefusalCode.MALFORMED, "[lowest, highest] is expected");
    }
    return field.check(QnhInterval.of(bounds.get(0), bounds.get(1)));
  }

  private static long anyLong(JsonField field) {
    return field.asLong(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// How everything is called that findings name, or that can be suspended by itself.
  public Set<String> articleNames() {
    Set<String> names = new TreeSet<>();
    minima.keySet().forEach(pair -> names.add(pair.article()));
    articles.lines().forEach(line -> names.add(line.article()));
    articles.zones().forEach(zone -> names.add(zone.article()));
    articles.leadTimesS().keySet().forEach(kind -> names.add(Articles.leadTimeArticle(kind)));
    return names;
  }

  /// The text of a document that says this.
  public String toText() {
    return JsonWriter.objectText(
        out -> {
          out.put("v", 1)
              .put("theatre", theatre.text())
              .put("number", number)
              .put("title", title)
              .array("members", members, (list, member) -> list.add(member.text()))
              .array(
                  "minima",
                  minima.entrySet(),
                  (list, each) -> list.object(one -> write(one, each.getKey(), each.getValue())));
          qnh.ifPresent(
              interval ->
                  out.array(
                      "qnh_tenth_hpa",
                      List.of(interval.lowerTenthHpa(), interval.upperTenthHpa()),
                      JsonWriter.Elements::add));
          ArticlesJson.write(out, articles);
          lineage.write(out);
        });
  }

  private static void write(JsonWriter to, KindPair kinds, Minimum minimum) {
    to.array(
            "kinds", List.of(kinds.first().word(), kinds.second().word()), JsonWriter.Elements::add)
        .put("lateral_cm", minimum.lateralCm())
        .put("vertical_tenth_mm", minimum.verticalTenthMm());
  }

  /// A document with the same minimum for every pair of kinds, to begin from.
  public static RulesDocument uniform(
      TheatreId theatre, int number, String title, List<PartyId> members, Minimum minimum) {
    NavigableMap<KindPair, Minimum> minima = new TreeMap<>();
    KindPair.all().forEach(pair -> minima.put(pair, minimum));
    List<PartyId> sorted = members.stream().sorted().distinct().toList();
    return new RulesDocument(theatre, number, title, sorted, minima, Optional.empty());
  }

  /// The widest lateral minimum in it, in centimetres: how far an index must look.
  public long lateralMaxCm() {
    return minima.values().stream().mapToLong(Minimum::lateralCm).max().orElseThrow();
  }

  /// The widest vertical minimum in it, in tenths of a millimetre.
  public long verticalMaxTenthMm() {
    return minima.values().stream().mapToLong(Minimum::verticalTenthMm).max().orElseThrow();
  }
}
