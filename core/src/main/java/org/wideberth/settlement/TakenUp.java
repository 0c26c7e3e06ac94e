package org.wideberth.settlement;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What the two sides have said of a finding. Immutable.
///
/// @param taken by side, of those that have said anything of it
/// @param offers the latest first, as their authors say
public record TakenUp(FindingName finding, Map<PartyId, Taking> taken, List<Offer> offers) {
  private static final Comparator<Offer> AGREED_LAST =
      Comparator.comparing((Offer offer) -> offer.answered().orElseThrow().time())
          .thenComparing(offer -> offer.answered().orElseThrow().at());

  /// That a side has taken it up: the first thing that it said of it. Who makes or answers an
  /// offer has taken it up too.
  ///
  /// @param at the entry that says so
  /// @param time when, as its author says
  /// @param told whether the other side is told
  /// @param count how many of its entries speak of the finding, of those that count
  public record Taking(
      EntryPlace at,
      Instant time,
      String words,
      Optional<DisplayName> by,
      boolean told,
      int count) {}

  public TakenUp {
    taken = Collections.unmodifiableMap(new TreeMap<>(taken));
    offers = List.copyOf(offers);
  }

  /// Of a finding of which nothing was said.
  public static TakenUp nothing(FindingName finding) {
    return new TakenUp(finding, Map.of(), List.of());
  }

  /// What that side has said first.
  public Optional<Taking> by(PartyId party) {
    return Optional.ofNullable(taken.get(party));
  }

  /// The offer that was agreed to last, as those say who agreed.
  public Optional<Offer> agreed() {
    return offers.stream().filter(offer -> offer.state() == OfferState.AGREED).max(AGREED_LAST);
  }

  boolean hasOpenOffer() {
    return offers.stream().anyMatch(offer -> offer.state() == OfferState.OPEN);
  }
}
