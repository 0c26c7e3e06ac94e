package org.wideberth.agreement;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What the people of one party have asked for and done to its agreements: a fold over the entries
/// of its log. What it comes to depends on which entries were added, not on their order, and an
/// entry costs no more for what was said before.
///
/// Not thread-safe.
public final class StepLog {
  /// One entry that asks.
  private record Ask(EntryPlace at, Instant time, Asked asked) {}

  /// One entry that does what was asked for.
  private record Deed(EntryPlace at, Instant time, Done done) {}

  /// What of a document it is about.
  ///
  /// @param article empty for all of it
  private record Scope(Hash agreement, String article) {}

  /// What a party has said in one history of its log.
  private static final class History {
    final NavigableMap<EntryPlace, Ask> asks = new TreeMap<>();
    final Map<Hash, NavigableMap<EntryPlace, Deed>> deeds = new HashMap<>();
    final Map<Scope, NavigableMap<EntryPlace, Deed>> byScope = new HashMap<>();
    final NavigableMap<EntryPlace, Deed> ends = new TreeMap<>();

    /// Of several that do the same thing, the first counts.
    void count(Ask ask, Deed deed) {
      NavigableMap<EntryPlace, Deed> all =
          deeds.computeIfAbsent(deed.done().asked(), _ -> new TreeMap<>());
      if (!all.isEmpty() && all.firstKey().compareTo(deed.at()) <= 0) {
        return;
      }
      if (!all.isEmpty()) {
        EntryPlace before = all.firstKey();
        ends.remove(before);
        scopes(ask.asked()).forEach(scope -> of(scope).remove(before));
      }
      all.put(deed.at(), deed);
      if (deed.done().step() == Step.END) {
        ends.put(deed.at(), deed);
      } else {
        scopes(ask.asked()).forEach(scope -> of(scope).put(deed.at(), deed));
      }
    }

    NavigableMap<EntryPlace, Deed> of(Scope scope) {
      return byScope.computeIfAbsent(scope, _ -> new TreeMap<>());
    }

    private static List<Scope> scopes(Asked asked) {
      return asked.articles().isEmpty()
          ? List.of(new Scope(asked.agreement(), ""))
          : asked.articles().stream().map(each -> new Scope(asked.agreement(), each)).toList();
    }
  }

  private final History first = new History();
  private final History second = new History();
  private final Map<Hash, Ask> asks = new HashMap<>();

  /// Entries that do what was asked for in an entry that has not come.
  private final Map<Hash, List<Waiting>> waiting = new HashMap<>();

  private record Waiting(History history, Deed deed) {}

  private final NavigableMap<EntryPlace, Optional<String>> judged = new TreeMap<>();

  /// Adds an entry.
  ///
  /// @param time when it was written, as its author says
  /// @param branch of which history of the log it is, if of a second one
  public void add(EntryPlace at, Instant time, Optional<Branch> branch, AgreementBody body) {
    History history = branch.isPresent() ? second : first;
    switch (body) {
      case Asked asked -> {
        Ask ask = new Ask(at, time, asked);
        history.asks.put(at, ask);
        asks.put(at.leaf(), ask);
        for (Waiting each : waiting.getOrDefault(at.leaf(), List.of())) {
          judge(each.history(), ask, each.deed());
        }
        waiting.remove(at.leaf());
      }
      case Done done -> {
        Deed deed = new Deed(at, time, done);
        Ask ask = asks.get(done.asked());
        if (ask == null) {
          waiting
              .computeIfAbsent(done.asked(), _ -> new ArrayList<>())
              .add(new Waiting(history, deed));
          judged.put(at, Optional.of("the entry that asks for it is not in this log"));
        } else {
          judge(history, ask, deed);
        }
      }
    }
  }

  private void judge(History history, Ask ask, Deed deed) {
    Optional<String> problem = problem(ask, deed);
    judged.put(deed.at(), problem);
    if (problem.isEmpty()) {
      history.count(ask, deed);
    }
  }

  private static Optional<String> problem(Ask ask, Deed deed) {
    if (ask.asked().step() != deed.done().step()) {
      return Optional.of(
          "another person asked for the %s of an agreement, and not for its %s"
              .formatted(ask.asked().step().word(), deed.done().step().word()));
    }
    if (isBefore(deed.at(), ask.at())) {
      return Optional.of("the entry that asks for it comes after it");
    }
    if (samePerson(ask.asked().by(), deed.done().by())) {
      return Optional.of(
          "%s both asked for it and did it: it takes two people"
              .formatted(deed.done().by().name()));
    }
    Duration after = Duration.between(ask.time(), deed.time());
    if (after.compareTo(Steps.WITHIN) > 0) {
      return Optional.of(
          "it was asked for more than %d hours before".formatted(Steps.WITHIN.toHours()));
    }
    return Optional.empty();
  }

  private static boolean isBefore(EntryPlace one, EntryPlace other) {
    int byLog = one.origin().compareTo(other.origin());
    return byLog < 0 || (byLog == 0 && one.seq() < other.seq());
  }

  /// Whether two names are one person's: however they are written.
  public static boolean samePerson(Speaker one, Speaker other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(Speaker person) {
    return Normalizer.normalize(person.name().text(), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ");
  }

  /// Entries that were looked at since the last call, with why they do not count if so.
  public NavigableMap<EntryPlace, Optional<String>> drainJudged() {
    NavigableMap<EntryPlace, Optional<String>> verdicts = new TreeMap<>(judged);
    judged.clear();
    return verdicts;
  }

  /// The entries that end agreements, as what the party says in its log.
  ///
  /// @param ofSecond whether of the second history
  public NavigableMap<EntryPlace, Commitment> ends(boolean ofSecond) {
    NavigableMap<EntryPlace, Commitment> ends = new TreeMap<>();
    (ofSecond ? second : first)
        .ends.forEach(
            (at, deed) ->
                ends.put(at, new Commitment.Ended(ask(deed).asked().agreement(), from(deed))));
    return ends;
  }

  private Ask ask(Deed deed) {
    return Objects.requireNonNull(asks.get(deed.done().asked()));
  }

  /// An end is never before it is said.
  private Instant from(Deed deed) {
    Instant said = ask(deed).asked().from().orElseThrow();
    Instant from = said.isBefore(deed.time()) ? deed.time() : said;
    return Lineage.isTime(from) ? from : Period.ALWAYS.end();
  }

  /// What it all comes to. Of two histories what is suspended in either is suspended.
  ///
  /// @param branch the second history, if there is one
  /// @param adopted documents that the party has ever adopted: of others nothing can be suspended
  ///
  /// @return what was asked for and not done
  public List<Steps.Pending> into(
      Optional<Branch> branch,
      Map<Hash, Rules> adopted,
      List<Steps.Suspension> suspensions,
      Set<Steps.Ended> ends) {
    adopted.forEach(
        (hash, rules) -> {
          @Nullable Deed whole = suspended(branch, new Scope(hash, ""), null);
          if (whole != null) {
            suspensions.add(suspension(whole, Optional.empty()));
            return;
          }
          for (String article : rules.document().articleNames()) {
            @Nullable Deed part = suspended(branch, new Scope(hash, article), hash);
            if (part != null) {
              suspensions.add(suspension(part, Optional.of(article)));
            }
          }
        });
    for (History history : List.of(first, second)) {
      history.ends.forEach(
          (at, deed) -> {
            if (adopted.containsKey(ask(deed).asked().agreement())) {
              ends.add(ended(deed));
            }
          });
    }
    List<Steps.Pending> asked = new ArrayList<>();
    for (Ask ask : first.asks.descendingMap().values()) {
      if (asked.size() < Steps.ASKED_MAX && !first.deeds.containsKey(ask.at().leaf())) {
        asked.addFirst(new Steps.Pending(ask.at(), ask.time(), ask.asked()));
      }
    }
    return asked;
  }

  /// The deed by which that is suspended, in the first history or else the second.
  ///
  /// @param within the document of an article, whose resumption as a whole ends it too
  private @Nullable Deed suspended(Optional<Branch> branch, Scope scope, @Nullable Hash within) {
    for (int i = 0; i <= (branch.isPresent() ? 1 : 0); i++) {
      Optional<Branch> of = i == 0 ? Optional.empty() : branch;
      @Nullable Deed deed = last(of, scope);
      @Nullable Deed whole = within == null ? null : last(of, new Scope(within, ""));
      boolean since = whole == null || deed == null || whole.at().compareTo(deed.at()) < 0;
      if (deed != null && deed.done().step() == Step.SUSPENSION && since) {
        return deed;
      }
    }
    return null;
  }

  /// What was done last. The second history begins with what both have in common, and a later
  /// epoch follows both.
  private @Nullable Deed last(Optional<Branch> branch, Scope scope) {
    NavigableMap<EntryPlace, Deed> of = first.byScope.getOrDefault(scope, new TreeMap<>());
    Deed last = of.isEmpty() ? null : of.lastEntry().getValue();
    if (branch.isEmpty()
        || (last != null && last.at().origin().compareTo(branch.get().origin()) > 0)) {
      return last;
    }
    NavigableMap<EntryPlace, Deed> other = second.byScope.getOrDefault(scope, new TreeMap<>());
    if (!other.isEmpty()) {
      return other.lastEntry().getValue();
    }
    EntryPlace parting =
        new EntryPlace(branch.get().origin(), branch.get().from(), Hash.of(new byte[32]));
    Map.Entry<EntryPlace, Deed> common = of.lowerEntry(parting);
    return common == null ? null : common.getValue();
  }

  private Steps.Suspension suspension(Deed deed, Optional<String> article) {
    Asked asked = ask(deed).asked();
    return new Steps.Suspension(
        deed.at().origin().party(),
        asked.agreement(),
        article,
        deed.time(),
        asked.reason(),
        asked.by(),
        deed.done().by());
  }

  private Steps.Ended ended(Deed deed) {
    Asked asked = ask(deed).asked();
    return new Steps.Ended(
        deed.at().origin().party(),
        asked.agreement(),
        from(deed),
        asked.reason(),
        asked.by(),
        deed.done().by());
  }
}
