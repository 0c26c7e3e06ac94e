package org.wideberth.agreement;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import org.wideberth.people.PersonId;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What the people of one party have asked for and done to its agreements: a fold over the entries
/// of its log. What it comes to depends on which entries were added and not taken back, not on
/// their order, and an entry costs no more for what was said before.
///
/// Not thread-safe.
public final class StepLog {
  /// One entry that asks.
  ///
  /// @param person who signed it by passkey
  private record Ask(EntryPlace at, Instant time, Asked asked, Optional<PersonId> person) {}

  /// One entry that does what was asked for.
  ///
  /// @param person who signed it by passkey
  private record Deed(EntryPlace at, Instant time, Done done, Optional<PersonId> person) {}

  /// What of a document it is about.
  ///
  /// @param article empty for all of it
  private record Scope(Hash agreement, String article) {}

  /// What a party has said in one history of its log.
  private static final class History {
    final NavigableMap<EntryPlace, Ask> asks = new TreeMap<>();

    /// Entries that do what was asked for, whether or not they count.
    final Map<Hash, NavigableMap<EntryPlace, Deed>> said = new HashMap<>();

    /// Those that count, if they are the first that do it.
    final Map<Hash, NavigableMap<EntryPlace, Deed>> deeds = new HashMap<>();

    final Map<Scope, NavigableMap<EntryPlace, Deed>> byScope = new HashMap<>();
    final NavigableMap<EntryPlace, Deed> ends = new TreeMap<>();

    Collection<Deed> saidOf(Hash asked) {
      return said.getOrDefault(asked, Collections.emptyNavigableMap()).values();
    }

    void count(Ask ask, Deed deed) {
      NavigableMap<EntryPlace, Deed> all =
          deeds.computeIfAbsent(deed.done().asked(), _ -> new TreeMap<>());
      hide(ask, all);
      all.put(deed.at(), deed);
      show(ask, all);
    }

    void discount(Ask ask, Deed deed) {
      NavigableMap<EntryPlace, Deed> all = deeds.get(deed.done().asked());
      if (all == null || !all.containsKey(deed.at())) {
        return;
      }
      hide(ask, all);
      all.remove(deed.at());
      if (all.isEmpty()) {
        deeds.remove(deed.done().asked());
      } else {
        show(ask, all);
      }
    }

    /// Of several that do the same thing, the first shows.
    private void show(Ask ask, NavigableMap<EntryPlace, Deed> all) {
      Deed first = all.firstEntry().getValue();
      if (first.done().step() == Step.END) {
        ends.put(first.at(), first);
      } else {
        scopes(ask.asked()).forEach(scope -> of(scope).put(first.at(), first));
      }
    }

    private void hide(Ask ask, NavigableMap<EntryPlace, Deed> all) {
      if (!all.isEmpty()) {
        EntryPlace before = all.firstKey();
        ends.remove(before);
        scopes(ask.asked()).forEach(scope -> of(scope).remove(before));
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

  private static final Optional<String> NOT_ASKED =
      Optional.of("the entry that asks for it is not in this log");

  private final History first = new History();
  private final History second = new History();
  private final Map<Hash, Ask> asks = new HashMap<>();

  private final NavigableMap<EntryPlace, Optional<String>> judged = new TreeMap<>();

  /// Adds an entry.
  ///
  /// @param time when it was written, as its author says
  /// @param branch of which history of the log it is, if of a second one
  /// @param person who signed it by passkey, if anybody did
  public void add(
      EntryPlace at,
      Instant time,
      Optional<Branch> branch,
      AgreementBody body,
      Optional<PersonId> person) {
    History history = branch.isPresent() ? second : first;
    switch (body) {
      case Asked asked -> {
        Ask ask = new Ask(at, time, asked, person);
        history.asks.put(at, ask);
        asks.put(at.leaf(), ask);
        for (History each : List.of(first, second)) {
          each.saidOf(at.leaf()).forEach(deed -> judge(each, ask, deed));
        }
      }
      case Done done -> {
        Deed deed = new Deed(at, time, done, person);
        history.said.computeIfAbsent(done.asked(), _ -> new TreeMap<>()).put(at, deed);
        Ask ask = asks.get(done.asked());
        if (ask == null) {
          judged.put(at, NOT_ASKED);
        } else {
          judge(history, ask, deed);
        }
      }
    }
  }

  /// Takes an entry back, in whichever history it stands.
  public void remove(EntryPlace at, AgreementBody body) {
    switch (body) {
      case Asked _ -> {
        @Nullable Ask ask = asks.remove(at.leaf());
        for (History history : List.of(first, second)) {
          history.asks.remove(at);
          for (Deed deed : history.saidOf(at.leaf())) {
            if (ask != null) {
              history.discount(ask, deed);
            }
            judged.put(deed.at(), NOT_ASKED);
          }
        }
      }
      case Done done -> {
        @Nullable Ask ask = asks.get(done.asked());
        for (History history : List.of(first, second)) {
          @Nullable NavigableMap<EntryPlace, Deed> said = history.said.get(done.asked());
          @Nullable Deed deed = said == null ? null : said.remove(at);
          if (ask != null && deed != null) {
            history.discount(ask, deed);
          }
        }
      }
    }
    judged.remove(at);
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
    if (samePerson(ask.asked().by(), ask.person(), deed.done().by(), deed.person())) {
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

  /// Whether one person is the other: by the passkeys that they signed with, and where one did not
  /// sign, by their names, however these are written.
  public static boolean samePerson(
      Speaker one, Optional<PersonId> oneSigned, Speaker other, Optional<PersonId> otherSigned) {
    return (oneSigned.isPresent() && otherSigned.isPresent())
        ? oneSigned.equals(otherSigned)
        : plain(one).equals(plain(other));
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
        asked.addFirst(new Steps.Pending(ask.at(), ask.time(), ask.asked(), ask.person()));
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
