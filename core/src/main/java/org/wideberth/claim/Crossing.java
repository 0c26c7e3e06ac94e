package org.wideberth.claim;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.MessageId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.JsonField;

/// A report that something crossed a line or entered a zone, and what every side says to it, side
/// by side. Immutable.
///
/// @param id how people name it: the report's entry
/// @param at the entry that reports it
/// @param time when it was reported, as its author says
/// @param report as it was first made
/// @param to who was told of it, beside its author
/// @param claims of each party that said anything, in the order of its log; the reporter's begin
///     with the report
public record Crossing(
    MessageId id,
    EntryPlace at,
    Instant time,
    ClaimBody.Reported report,
    Audience to,
    NavigableMap<PartyId, List<Claim>> claims) {

  /// How the words stand to each other. It says who said what, and not what was so.
  public enum State {
    /// Nobody but its author has said anything that stands.
    UNANSWERED,
    /// Somebody contests it. That others agree takes nothing from that.
    CONTESTED,
    /// All that was said to it agrees.
    AGREED,
    /// Its author has taken it back.
    TAKEN_BACK;

    public String word() {
      return JsonField.wordOf(this);
    }
  }

  public Crossing {
    claims = Collections.unmodifiableNavigableMap(new TreeMap<>(claims));
  }

  public PartyId reporter() {
    return at.origin().party();
  }

  /// What that party said last, if it stands.
  public Optional<Claim> standing(PartyId party) {
    return claims.getOrDefault(party, List.of()).stream().filter(Claim::stands).findFirst();
  }

  public State state() {
    if (standing(reporter()).isEmpty()) {
      return State.TAKEN_BACK;
    }
    Set<Claim.Sort> others = new TreeSet<>();
    for (PartyId party : claims.keySet()) {
      if (!party.equals(reporter())) {
        standing(party).ifPresent(claim -> others.add(claim.sort()));
      }
    }
    if (others.isEmpty()) {
      return State.UNANSWERED;
    }
    return others.contains(Claim.Sort.CONTESTED) ? State.CONTESTED : State.AGREED;
  }

  /// The entries that make it what it is, in order.
  public Set<EntryPlace> places() {
    Set<EntryPlace> places = new TreeSet<>();
    for (List<Claim> of : claims.values()) {
      for (Claim claim : of) {
        places.add(claim.at());
        claim.takenBack().ifPresent(back -> places.add(back.at()));
      }
    }
    return places;
  }
}
