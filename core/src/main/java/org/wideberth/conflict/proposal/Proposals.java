package org.wideberth.conflict.proposal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationId;

/// The least changes of one operation or two that end a finding between them against everything
/// known, and open no other. A pure function: whoever knows the same comes to the same.
///
/// Looked for are, within the limits below: all volumes later or sooner, by whole minutes and not
/// into the past; all bands higher or lower, by whole metres, or feet of pressure altitude, of what
/// flies; all areas to one of eight sides, by steps of 10 m, of what does not stay where it is; and
/// less of the volumes that are too close. What is found is looked at once more by [PairCheck] and
/// by the articles, as if it had been filed.
///
/// [PairCheck]: org.wideberth.conflict.PairCheck
///
/// @param list the least cost first, at most [#COUNT_MAX], one for each operation and kind
/// @param remarks what was not looked for, or not to its end; and that there is none, if so
public record Proposals(List<Proposal> list, List<String> remarks) {
  /// More than three are a list to be read, not a choice.
  public static final int COUNT_MAX = 3;

  /// Later or sooner than that, and it is another plan.
  public static final Duration SHIFT_MAX = Duration.ofHours(6);

  /// Higher or lower than that, it is another flight.
  public static final int RAISE_MAX_M = 1_000;

  /// The same in feet of pressure altitude.
  public static final int RAISE_MAX_FT = 3_000;

  /// Further to one side than that, it is another place.
  public static final int ASIDE_MAX_M = 10_000;

  private static final String LIMITS =
      "6 hours later or sooner, 1,000 m or 3,000 ft higher or lower, 10 km to one of eight sides,"
          + " and half of its extent";

  public Proposals {
    list = List.copyOf(list);
    remarks = List.copyOf(remarks);
  }

  /// One operation that might change, to end what is found between it and another.
  public record Asked(Mover mover, OperationId other) {}

  /// What is found for those who might change.
  ///
  /// @param asked one side, or both
  /// @param now nothing is put before it
  public static Proposals of(List<Asked> asked, Instant now) {
    List<Proposal> found = new ArrayList<>();
    Set<String> remarks = new LinkedHashSet<>();
    for (Asked each : asked) {
      Situation.of(each.mover(), each.other(), now)
          .ifPresent(situation -> search(situation, found, remarks));
    }
    found.sort(Proposal.ORDER);
    List<String> words = new ArrayList<>();
    if (found.isEmpty()) {
      words.add("No such change ends it and opens no other, within the limits: " + LIMITS + ".");
    }
    words.addAll(remarks);
    return new Proposals(found.stream().limit(COUNT_MAX).toList(), words);
  }

  private static void search(Situation in, List<Proposal> found, Set<String> remarks) {
    List<Function<Situation, Optional<Proposal>>> searches =
        List.of(
            each -> new TimeSearch(each).least(),
            each -> new HeightSearch(each).least(),
            each -> new PlaceSearch(each).least(),
            each -> new TrimSearch(each).least());
    boolean spent = false;
    for (Function<Situation, Optional<Proposal>> search : searches) {
      in.begin();
      search.apply(in).ifPresent(found::add);
      spent |= in.work().isSpent();
    }
    String party = in.mover().operation().party().text();
    if (in.base().volumes().stream().anyMatch(volume -> volume.time().start().isBefore(in.now()))) {
      remarks.add(party + "'s operation has begun: other times are not looked for.");
    }
    if (in.base().kind() == Kind.STATIC) {
      remarks.add(party + "'s operation stays where it is: no other place is looked for.");
    }
    if (in.base().grain() != Grain.EXACT) {
      remarks.add(
          party
              + "'s operation is disclosed rounded to %s: no other place is looked for, and other"
                  .formatted(in.base().grain().word())
              + " times and heights in whole steps of that only.");
    }
    if (spent) {
      remarks.add(
          "The search about %s's operation ended after %,d comparisons: there may be others."
              .formatted(party, Work.LOOKS_MAX));
    }
  }
}
