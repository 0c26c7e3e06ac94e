package org.wideberth.agreement;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;

/// What a rules document says beside its minima. Arithmetic looks at every operation by it; of the
/// channel it says how fast its members hear each other.
///
/// @param lines at most [#LINES_MAX], each id once
/// @param zones at most [#ZONES_MAX], each id once
/// @param leadTimesS for how many seconds before its start an operation of a kind is to be declared
/// @param channel what is agreed of messages between the members; no suspension touches it
public record Articles(
    List<LineArticle> lines,
    List<ZoneArticle> zones,
    NavigableMap<Kind, Integer> leadTimesS,
    ChannelTerms channel) {
  public static final int LINES_MAX = 100;
  public static final int ZONES_MAX = 100;

  /// Of all lines together, as drawn: once round the Earth. Lines are compared kilometre by
  /// kilometre, and without it one document of a hostile party could hold up every node.
  public static final int LINES_KM_MAX = 40_000;

  /// The same for the edges of all zones together.
  public static final int ZONES_KM_MAX = 40_000;

  /// 56 days, as far ahead as an operation may be planned.
  public static final int LEAD_S_MAX = 56 * 86_400;

  /// There are none.
  public static final Articles NONE = new Articles(List.of(), List.of(), new TreeMap<>());

  public Articles {
    lines = List.copyOf(lines);
    zones = List.copyOf(zones);
    leadTimesS = Collections.unmodifiableNavigableMap(new TreeMap<>(leadTimesS));
    if (lines.size() > LINES_MAX || zones.size() > ZONES_MAX) {
      throw new IllegalArgumentException("too many lines or zones");
    }
  }

  /// Those that operations are looked at by, and nothing of the channel.
  public Articles(
      List<LineArticle> lines, List<ZoneArticle> zones, NavigableMap<Kind, Integer> leadTimesS) {
    this(lines, zones, leadTimesS, ChannelTerms.NONE);
  }

  /// The same with these terms of the channel.
  public Articles with(ChannelTerms terms) {
    return new Articles(lines, zones, leadTimesS, terms);
  }

  /// True if there is nothing to look at operations by.
  public boolean isEmpty() {
    return lines.isEmpty() && zones.isEmpty() && leadTimesS.isEmpty();
  }

  /// Everybody whom a line or a zone names.
  public Set<PartyId> parties() {
    Set<PartyId> parties = new TreeSet<>();
    lines.forEach(line -> parties.addAll(line.sides().keySet()));
    zones.forEach(zone -> parties.addAll(zone.binds()));
    return parties;
  }

  /// The article about lead times of a kind: `lead-times/air`.
  public static String leadTimeArticle(Kind kind) {
    return "lead-times/" + kind.word();
  }
}
