package org.wideberth.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.MessageId;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What the two sides of one finding have said of it: of each side the first entries by place.
final class Sayings {
  private static final Comparator<Offer> LATEST_FIRST =
      Comparator.comparing(Offer::time).thenComparing(Offer::at).reversed();

  private final FindingName finding;
  private final NavigableMap<PartyId, NavigableMap<EntryPlace, Saying>> bySide = new TreeMap<>();

  /// One entry.
  ///
  /// @param told whether the other side is addressed
  record Saying(MessageId id, EntryPlace at, Instant time, boolean told, SettlementBody body) {}

  Sayings(FindingName finding) {
    this.finding = finding;
  }

  void add(Saying saying) {
    NavigableMap<EntryPlace, Saying> of =
        bySide.computeIfAbsent(saying.at().origin().party(), _ -> new TreeMap<>());
    // The very same entry stands in both histories of its log: it has its name of the first one.
    of.merge(saying.at(), saying, (a, b) -> a.id().compareTo(b.id()) <= 0 ? a : b);
    if (of.size() > Settlements.SAYINGS_MAX) {
      of.pollLastEntry();
    }
  }

  /// The entries that count, in order.
  Set<EntryPlace> places() {
    Set<EntryPlace> places = new TreeSet<>();
    bySide.values().forEach(of -> places.addAll(of.keySet()));
    return places;
  }

  /// How the offers among them are called.
  List<MessageId> offerIds() {
    List<MessageId> ids = new ArrayList<>();
    for (NavigableMap<EntryPlace, Saying> of : bySide.values()) {
      for (Saying saying : of.values()) {
        if (saying.body() instanceof SettlementBody.Offered) {
          ids.add(saying.id());
        }
      }
    }
    return ids;
  }

  TakenUp takenUp() {
    Map<PartyId, TakenUp.Taking> taken = new TreeMap<>();
    Map<EntryPlace, Saying> offers = new TreeMap<>();
    Map<EntryPlace, Saying> answers = new HashMap<>();
    Map<EntryPlace, Saying> withdrawals = new HashMap<>();
    Set<EntryPlace> countered = new HashSet<>();
    bySide.forEach(
        (side, of) -> {
          taken.put(side, taking(of));
          for (Saying saying : of.values()) {
            switch (saying.body()) {
              case SettlementBody.Taken _ -> {}
              case SettlementBody.Offered offered -> {
                offers.put(saying.at(), saying);
                offered.answers().ifPresent(countered::add);
              }
              case SettlementBody.Answered answered -> {
                boolean own = answered.answer() == SettlementBody.Answer.WITHDRAWN;
                (own ? withdrawals : answers).putIfAbsent(answered.offer(), saying);
              }
            }
          }
        });
    List<Offer> list = new ArrayList<>();
    offers.forEach(
        (at, saying) ->
            list.add(
                offer(
                    saying,
                    offers,
                    Optional.ofNullable(answers.get(at)),
                    Optional.ofNullable(withdrawals.get(at)),
                    countered.contains(at))));
    list.sort(LATEST_FIRST);
    return new TakenUp(finding, taken, list);
  }

  private static TakenUp.Taking taking(NavigableMap<EntryPlace, Saying> of) {
    Saying first = of.firstEntry().getValue();
    boolean told = of.values().stream().anyMatch(Saying::told);
    String words = first.body() instanceof SettlementBody.Taken taken ? taken.words() : "";
    return new TakenUp.Taking(first.at(), first.time(), words, first.body().by(), told, of.size());
  }

  private static Offer offer(
      Saying saying,
      Map<EntryPlace, Saying> offers,
      Optional<Saying> answer,
      Optional<Saying> withdrawal,
      boolean countered) {
    SettlementBody.Offered offered = (SettlementBody.Offered) saying.body();
    Optional<MessageId> answers =
        offered
            .answers()
            .map(
                at ->
                    Optional.ofNullable(offers.get(at))
                        .map(Saying::id)
                        .orElseGet(() -> MessageId.of(at, Optional.empty())));
    return new Offer(
        saying.id(),
        saying.at(),
        saying.time(),
        offered,
        answers,
        state(answer, withdrawal.isPresent(), countered),
        answer.map(Sayings::said),
        withdrawal.map(Sayings::said));
  }

  private static OfferState state(Optional<Saying> answer, boolean withdrawn, boolean countered) {
    boolean agreed =
        answer
            .filter(
                each ->
                    each.body() instanceof SettlementBody.Answered answered
                        && answered.answer() == SettlementBody.Answer.AGREED)
            .isPresent();
    if (agreed) {
      return withdrawn ? OfferState.CROSSED : OfferState.AGREED;
    }
    if (withdrawn) {
      return OfferState.WITHDRAWN;
    }
    if (answer.isPresent()) {
      return OfferState.DECLINED;
    }
    return countered ? OfferState.COUNTERED : OfferState.OPEN;
  }

  private static Offer.Said said(Saying saying) {
    return new Offer.Said(saying.at(), saying.time(), saying.body().words(), saying.body().by());
  }
}
