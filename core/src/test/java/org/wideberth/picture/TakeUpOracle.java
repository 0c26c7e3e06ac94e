package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Offer;
import org.wideberth.settlement.OfferState;
import org.wideberth.settlement.Settlement;
import org.wideberth.settlement.SettlementBody;
import org.wideberth.settlement.SettlementBody.Answer;
import org.wideberth.settlement.SettlementBody.Answered;
import org.wideberth.settlement.SettlementBody.Offered;
import org.wideberth.settlement.SettlementState;

/// What is said of findings, looked through from its beginning for every question.
final class TakeUpOracle {
  private final List<Saying> said = new ArrayList<>();

  /// @param millis when it was written
  private record Saying(EntryPlace at, long millis, SettlementBody body) {}

  /// What is known of an operation.
  record Known(int revision, OperationState state) {}

  /// Where operations stand.
  interface Operations {
    Optional<Known> known(OperationId id);
  }

  void add(EntryPlace at, long millis, SettlementBody body) {
    said.add(new Saying(at, millis, body));
    said.sort(Comparator.comparing(Saying::at));
  }

  /// Every finding that is spoken of, in words.
  Set<String> words(Set<Hash> open, Operations operations) {
    Set<String> words = new TreeSet<>();
    for (Saying each : said) {
      words.add(words(each.body().finding(), open, operations));
    }
    return words;
  }

  private String words(FindingName name, Set<Hash> open, Operations operations) {
    Hash finding = name.id();
    Hash found = name instanceof FindingName.Single single ? single.finding() : finding;
    List<Saying> of =
        said.stream().filter(each -> each.body().finding().id().equals(finding)).toList();
    Set<String> offers = new TreeSet<>();
    Optional<Saying> agreed = Optional.empty();
    Offered counts = null;
    boolean waiting = false;
    for (Saying each : of) {
      if (each.body() instanceof Offered offered) {
        OfferState state = state(of, each.at());
        offers.add(words(each.at(), state));
        waiting |= state == OfferState.OPEN;
        Saying answer = first(of, each.at(), false).orElse(each);
        if (state == OfferState.AGREED
            && (agreed.isEmpty()
                || answer.millis() > agreed.get().millis()
                || (answer.millis() == agreed.get().millis()
                    && answer.at().compareTo(agreed.get().at()) > 0))) {
          agreed = Optional.of(answer);
          counts = offered;
        }
      }
    }
    boolean changed =
        counts != null
            && operations.known(counts.operation()).isPresent()
            && (operations.known(counts.operation()).get().revision() > counts.revision()
                || operations.known(counts.operation()).get().state() == OperationState.WITHDRAWN);
    SettlementState state =
        open.contains(found)
            ? counts != null && !changed
                ? SettlementState.AGREED
                : waiting
                    ? SettlementState.OFFERED
                    : counts != null ? SettlementState.FOUND_AGAIN : SettlementState.TAKEN
            : changed ? SettlementState.CARRIED_OUT : SettlementState.CLOSED;
    return "%s %s %s %s"
        .formatted(finding, state, counts == null ? "" : counts.operation(), offers);
  }

  private static Optional<Saying> first(List<Saying> of, EntryPlace offer, boolean withdrawn) {
    return of.stream()
        .filter(
            each ->
                each.body() instanceof Answered answered
                    && answered.offer().equals(offer)
                    && (answered.answer() == Answer.WITHDRAWN) == withdrawn)
        .findFirst();
  }

  private static OfferState state(List<Saying> of, EntryPlace offer) {
    Optional<Saying> answer = first(of, offer, false);
    boolean withdrawn = first(of, offer, true).isPresent();
    boolean agreed =
        answer.isPresent()
            && answer.get().body() instanceof Answered answered
            && answered.answer() == Answer.AGREED;
    if (agreed) {
      return withdrawn ? OfferState.CROSSED : OfferState.AGREED;
    }
    boolean countered =
        of.stream()
            .anyMatch(
                each ->
                    each.body() instanceof Offered later
                        && later.answers().equals(Optional.of(offer)));
    return withdrawn
        ? OfferState.WITHDRAWN
        : answer.isPresent()
            ? OfferState.DECLINED
            : countered ? OfferState.COUNTERED : OfferState.OPEN;
  }

  private static String words(EntryPlace offer, OfferState state) {
    return "%s %s".formatted(offer, state);
  }

  /// A settlement of a picture in the same words.
  static String words(Settlement settlement) {
    Set<String> offers = new TreeSet<>();
    settlement.takenUp().offers().forEach(each -> offers.add(words(each.at(), each.state())));
    return "%s %s %s %s"
        .formatted(
            settlement.takenUp().finding().id(),
            settlement.state(),
            settlement.agreed().map(Offer::said).map(o -> o.operation().text()).orElse(""),
            offers);
  }
}
