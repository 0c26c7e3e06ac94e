package org.wideberth.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.channel.MessageId;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What parties claim against each other: a fold over their entries. What it comes to depends on
/// which entries were added, not on their order. Answers may come before what they answer; they
/// show once it is here, if its author has told it to who answers.
///
/// An entry costs no more work for what was said before. Of each party the latest [#ENTRIES_MAX]
/// count, and of those the latest [#SAYINGS_MAX] in one matter: whoever says more pushes out words
/// of its own and nobody else's. All of it stays in the logs. Not thread-safe.
public final class Claims {
  /// A crossing each hour for a year: more than a duty room can look at.
  public static final int ENTRIES_MAX = 10_000;

  /// Of one party in one matter.
  public static final int SAYINGS_MAX = 16;

  private static final Comparator<Saying> LATEST_FIRST =
      Comparator.comparing(Saying::time).thenComparing(Saying::at).reversed();

  private record Saying(MessageId id, EntryPlace at, Instant time, Audience to, ClaimBody body) {
    PartyId author() {
      return at.origin().party();
    }

    Claim.TakenBack back(String words) {
      return new Claim.TakenBack(at, time, words, body.by());
    }
  }

  /// What was said in one matter, by its author, each in the order of its log.
  private static final class Matter {
    private final NavigableMap<PartyId, NavigableMap<EntryPlace, Saying>> bySide = new TreeMap<>();

    void add(Saying saying) {
      bySide.computeIfAbsent(saying.author(), _ -> new TreeMap<>()).put(saying.at(), saying);
    }

    void remove(Saying saying) {
      NavigableMap<EntryPlace, Saying> of = bySide.get(saying.author());
      if (of != null) {
        of.remove(saying.at());
        if (of.isEmpty()) {
          bySide.remove(saying.author());
        }
      }
    }

    List<Saying> latest(PartyId author, int countMax) {
      NavigableMap<EntryPlace, Saying> of = bySide.getOrDefault(author, new TreeMap<>());
      return of.descendingMap().values().stream().limit(countMax).toList().reversed();
    }
  }

  private final Map<PartyId, NavigableMap<EntryPlace, Saying>> kept = new HashMap<>();
  private final Map<EntryPlace, Saying> reports = new HashMap<>();
  private final NavigableSet<Saying> newest = new TreeSet<>(LATEST_FIRST);
  private final Map<MessageId, EntryPlace> ids = new HashMap<>();
  private final Map<EntryPlace, Matter> answers = new HashMap<>();
  private final NavigableMap<OperationId, Matter> bases = new TreeMap<>();
  private boolean changed;

  /// Adds an entry whose author may say it: see [ClaimBody#problem].
  ///
  /// @param time when it was written, as its author says
  /// @param to whom it is addressed to
  /// @param branch of which history of the log it is, if of a second one
  public void add(
      EntryPlace at, Instant time, Audience to, Optional<Branch> branch, ClaimBody body) {
    Saying saying = new Saying(MessageId.of(at, branch), at, time, to, body);
    NavigableMap<EntryPlace, Saying> of =
        kept.computeIfAbsent(saying.author(), _ -> new TreeMap<>());
    Optional<Saying> before = Optional.ofNullable(of.get(at));
    // The very same entry stands in both histories of its log: it has its name of the first one.
    if (before.filter(each -> each.id().compareTo(saying.id()) <= 0).isPresent()) {
      return;
    }
    changed = true;
    before.ifPresent(this::drop);
    of.put(at, saying);
    put(saying);
    if (of.size() > ENTRIES_MAX) {
      Optional.ofNullable(of.remove(of.firstKey())).ifPresent(this::drop);
    }
  }

  private void put(Saying saying) {
    switch (saying.body()) {
      case ClaimBody.Reported _ -> {
        reports.put(saying.at(), saying);
        newest.add(saying);
        ids.put(saying.id(), saying.at());
      }
      case ClaimBody.Spoken spoken ->
          answers.computeIfAbsent(spoken.report(), _ -> new Matter()).add(saying);
      case ClaimBody.OnBasis basis ->
          bases.computeIfAbsent(basis.operation(), _ -> new Matter()).add(saying);
    }
  }

  private void drop(Saying saying) {
    switch (saying.body()) {
      case ClaimBody.Reported _ -> {
        reports.remove(saying.at());
        newest.remove(saying);
        ids.remove(saying.id());
      }
      case ClaimBody.Spoken spoken -> remove(answers, spoken.report(), saying);
      case ClaimBody.OnBasis basis -> remove(bases, basis.operation(), saying);
    }
  }

  private static <K> void remove(Map<K, Matter> matters, K key, Saying saying) {
    Matter matter = matters.get(key);
    if (matter != null) {
      matter.remove(saying);
      if (matter.bySide.isEmpty()) {
        matters.remove(key);
      }
    }
  }

  /// Whether something else is said than at the last call.
  public boolean drainChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /// How many reports there are.
  public int size() {
    return reports.size();
  }

  /// Reports, the latest first as their authors say.
  ///
  /// @param after only those behind this one; all if it is not here
  public List<Crossing> latest(Optional<MessageId> after, int countMax) {
    Optional<Saying> last = after.flatMap(id -> Optional.ofNullable(ids.get(id))).map(reports::get);
    NavigableSet<Saying> rest = last.map(saying -> newest.tailSet(saying, false)).orElse(newest);
    return rest.stream().limit(countMax).map(this::crossing).toList();
  }

  /// The report that people name so, with what is said to it.
  public Optional<Crossing> crossing(MessageId id) {
    return Optional.ofNullable(ids.get(id)).flatMap(this::crossing);
  }

  /// The report that this entry makes, with what is said to it.
  public Optional<Crossing> crossing(EntryPlace report) {
    return Optional.ofNullable(reports.get(report)).map(this::crossing);
  }

  private Crossing crossing(Saying saying) {
    ClaimBody.Reported report = (ClaimBody.Reported) saying.body();
    Optional<Matter> said = Optional.ofNullable(answers.get(saying.at()));
    NavigableMap<PartyId, List<Claim>> claims = new TreeMap<>();
    Claim first = claim(saying, Claim.Sort.REPORTED, report.sighting());
    claims.put(
        saying.author(),
        said.map(matter -> told(List.of(first), matter.latest(saying.author(), SAYINGS_MAX - 1)))
            .orElse(List.of(first)));
    said.ifPresent(
        matter -> {
          for (PartyId party : matter.bySide.keySet()) {
            if (!party.equals(saying.author()) && saying.to().names(party)) {
              List<Claim> of = told(List.of(), matter.latest(party, SAYINGS_MAX));
              if (!of.isEmpty()) {
                claims.put(party, of);
              }
            }
          }
        });
    return new Crossing(saying.id(), saying.at(), saying.time(), report, saying.to(), claims);
  }

  /// What one party has said: each word takes the place of the one before, and what it takes back
  /// is what it said last.
  private static List<Claim> told(List<Claim> begun, List<Saying> sayings) {
    List<Claim> claims = new ArrayList<>(begun);
    for (Saying saying : sayings) {
      ClaimBody.Spoken spoken = (ClaimBody.Spoken) saying.body();
      boolean stands = !claims.isEmpty() && claims.getLast().stands();
      if (spoken.stance() == ClaimBody.Stance.TAKEN_BACK) {
        if (stands) {
          claims.set(
              claims.size() - 1,
              claims.getLast().takenBack(saying.back(spoken.sighting().words())));
        }
        continue;
      }
      if (stands) {
        claims.set(claims.size() - 1, claims.getLast().corrected());
      }
      claims.add(claim(saying, sort(spoken.stance()), spoken.sighting()));
    }
    return List.copyOf(claims);
  }

  private static Claim.Sort sort(ClaimBody.Stance stance) {
    return switch (stance) {
      case CORRECTED -> Claim.Sort.REPORTED;
      case CONTESTED -> Claim.Sort.CONTESTED;
      case AGREED -> Claim.Sort.AGREED;
      case TAKEN_BACK -> throw new IllegalStateException("it claims nothing");
    };
  }

  private static Claim claim(Saying saying, Claim.Sort sort, Sighting sighting) {
    return new Claim(
        saying.id(),
        saying.at(),
        saying.time(),
        sort,
        sighting,
        saying.body().by(),
        Claim.Standing.STANDS,
        Optional.empty());
  }

  /// Who contests the basis of that operation, or has: by party, each basis once.
  public List<BasisContest> contests(OperationId operation) {
    List<BasisContest> all = new ArrayList<>();
    Optional.ofNullable(bases.get(operation))
        .ifPresent(
            matter ->
                matter
                    .bySide
                    .keySet()
                    .forEach(party -> all.addAll(contests(matter.latest(party, SAYINGS_MAX)))));
    return List.copyOf(all);
  }

  private static List<BasisContest> contests(List<Saying> sayings) {
    Map<Hash, BasisContest> byBasis = new TreeMap<>();
    for (Saying saying : sayings) {
      ClaimBody.OnBasis said = (ClaimBody.OnBasis) saying.body();
      if (said.contested()) {
        byBasis.put(said.basis(), contest(saying, said));
      } else {
        byBasis.computeIfPresent(
            said.basis(),
            (_, contest) -> contest.stands() ? takenBack(contest, saying, said) : contest);
      }
    }
    return byBasis.values().stream().sorted(Comparator.comparing(BasisContest::at)).toList();
  }

  private static BasisContest contest(Saying saying, ClaimBody.OnBasis said) {
    return new BasisContest(
        saying.id(),
        saying.at(),
        saying.time(),
        said.revision(),
        said.basis(),
        said.words(),
        said.by(),
        Optional.empty());
  }

  private static BasisContest takenBack(
      BasisContest contest, Saying saying, ClaimBody.OnBasis said) {
    return new BasisContest(
        contest.id(),
        contest.at(),
        contest.time(),
        contest.revision(),
        contest.basis(),
        contest.words(),
        contest.by(),
        Optional.of(saying.back(said.words())));
  }

  /// Operations of whose basis anything was said, in order.
  ///
  /// @param after only those behind this one, which need not be there any more
  public Stream<OperationId> contested(Optional<OperationId> after) {
    return after.map(id -> bases.tailMap(id, false)).orElse(bases).keySet().stream();
  }

  /// The entries that say what is said of an operation's basis, in order.
  public Set<EntryPlace> places(OperationId operation) {
    Set<EntryPlace> places = new TreeSet<>();
    for (BasisContest contest : contests(operation)) {
      places.add(contest.at());
      contest.takenBack().ifPresent(back -> places.add(back.at()));
    }
    return places;
  }

  /// A line for each thing that was folded, in order.
  public Stream<String> lines() {
    return Stream.concat(
        newest.stream().map(saying -> crossing(saying).toString()),
        bases.keySet().stream().map(id -> id + " " + contests(id)));
  }
}
