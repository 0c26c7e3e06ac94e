package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.people.ActsToSign;
import org.wideberth.people.Assertion;
import org.wideberth.people.Passkey;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.Roster;
import org.wideberth.people.RosterBody;
import org.wideberth.people.Signatory;
import org.wideberth.people.SignedAct;
import org.wideberth.people.Site;
import org.wideberth.record.Body;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// One party's roster, and which of its acts that a person has to sign count: a fold over entries
/// in any order. An act is judged by the roster as it stood before it in the same log; what was
/// judged is judged anew when an entry about its signatory, or the very first person, comes late.
///
/// Not thread-safe.
final class SignedActs {
  /// The body of an act, and who has to sign it.
  record Typed(PersonRole needs, Body body) {}

  /// Reads no more than the type; what nobody has to sign is refused: it could not be taken back.
  static Outcome<Typed> typed(Body act) {
    return act.type()
        .then(
            type ->
                ActsToSign.roleFor(type)
                    .map(needs -> Outcome.accept(new Typed(needs, act)))
                    .orElseGet(
                        () ->
                            Outcome.refuse(
                                RefusalCode.MALFORMED,
                                "act: a body of type %s is not signed by a person"
                                    .formatted(type))));
  }

  /// Who is said to have signed an act, and the proof of it.
  record Seal(PersonId person, Hash challenge, Assertion assertion) {
    static Seal of(SignedAct signed, Origin log) {
      return new Seal(signed.person(), signed.challenge(log), signed.assertion());
    }
  }

  /// An entry that does something which a person has to sign.
  ///
  /// @param inner what it does
  /// @param first whether it stands in the first or only history of its log
  /// @param second the second history, if it stands there
  record Act(
      EntryPlace at,
      PersonRole needs,
      Optional<Seal> seal,
      EntryMeaning inner,
      boolean first,
      Optional<Branch> second) {

    private Act with(Act other) {
      return new Act(
          at, needs, seal, inner, first || other.first, second.isPresent() ? second : other.second);
    }
  }

  /// What an act comes to.
  ///
  /// @param problem why it does not count; empty if it does
  /// @param by whose signature makes it count; empty if none was needed
  record Verdict(Optional<String> problem, Optional<Signatory> by) {
    static Verdict not(String words) {
      return new Verdict(Optional.of(words), Optional.empty());
    }

    static Verdict counts(Optional<Signatory> by) {
      return new Verdict(Optional.empty(), by);
    }

    boolean counts() {
      return problem.isEmpty();
    }
  }

  /// An act whose verdict is not what it was.
  ///
  /// @param before empty if there was none
  record Change(Act act, Optional<Verdict> before, Verdict after) {}

  /// A signature that was looked at.
  private record Looked(Passkey key, Site site, Optional<String> problem) {}

  private final Roster roster = new Roster();
  private final NavigableMap<EntryPlace, Act> acts = new TreeMap<>();
  private final NavigableSet<EntryPlace> unsigned = new TreeSet<>();
  private final Map<PersonId, NavigableSet<EntryPlace>> bySigner = new HashMap<>();
  private final Map<EntryPlace, Looked> looked = new HashMap<>();
  private final Map<EntryPlace, Verdict> alone = new HashMap<>();
  private final Map<Hash, NavigableSet<EntryPlace>> byChallenge = new HashMap<>();
  private final NavigableMap<EntryPlace, Verdict> verdicts = new TreeMap<>();
  private final Set<EntryPlace> due = new HashSet<>();

  /// Those that were found in the other history too, and count there as well if they count.
  private final Set<EntryPlace> again = new HashSet<>();

  Roster roster() {
    return roster;
  }

  /// Adds an entry about a person.
  ///
  /// @return the entry that does not count, because there are too many
  Optional<EntryPlace> add(EntryPlace at, RosterBody body) {
    boolean kept = roster.isKeptBefore(at);
    Optional<EntryPlace> left = roster.add(at, body);
    due.addAll(
        bySigner.getOrDefault(body.person(), Collections.emptyNavigableSet()).tailSet(at, false));
    if (!kept && body instanceof RosterBody.Enrolled) {
      due.addAll(unsigned.tailSet(at, false));
    }
    left.ifPresent(last -> due.addAll(acts.tailMap(last, false).keySet()));
    return left;
  }

  void add(Act act) {
    due.add(act.at());
    Act before = acts.get(act.at());
    if (before != null) {
      acts.put(act.at(), before.with(act));
      again.add(act.at());
      return;
    }
    acts.put(act.at(), act);
    act.seal()
        .map(seal -> bySigner.computeIfAbsent(seal.person(), _ -> new TreeSet<>()))
        .orElse(unsigned)
        .add(act.at());
  }

  /// What has changed since the last call, in the order of the log.
  List<Change> judge() {
    NavigableSet<EntryPlace> touched = new TreeSet<>();
    for (EntryPlace at : due) {
      Act act = acts.get(at);
      if (act != null) {
        touched.addAll(judgeAlone(act));
      }
    }
    due.clear();
    List<Change> changes = new ArrayList<>();
    for (EntryPlace at : touched) {
      Act act = acts.get(at);
      Verdict after = verdict(at);
      if (act != null && (again.remove(at) || !after.equals(verdicts.get(at)))) {
        Optional<Verdict> before = Optional.ofNullable(verdicts.put(at, after));
        changes.add(new Change(act, before, after));
      }
    }
    return changes;
  }

  /// @return the acts whose verdict may change
  private Set<EntryPlace> judgeAlone(Act act) {
    EntryPlace at = act.at();
    Verdict verdict = act.seal().map(seal -> judge(act, seal)).orElseGet(() -> judgeUnsigned(act));
    alone.put(at, verdict);
    Set<EntryPlace> touched = new HashSet<>(Set.of(at));
    act.seal()
        .ifPresent(
            seal -> {
              NavigableSet<EntryPlace> same =
                  byChallenge.computeIfAbsent(seal.challenge(), _ -> new TreeSet<>());
              if (!same.isEmpty()) {
                touched.add(same.first());
              }
              if (verdict.counts()) {
                same.add(at);
              } else {
                same.remove(at);
              }
              if (!same.isEmpty()) {
                touched.add(same.first());
              }
            });
    return touched;
  }

  private Verdict judgeUnsigned(Act act) {
    return roster.isKeptBefore(act.at())
        ? Verdict.not("it needs the passkey of a %s, and has none".formatted(act.needs().words()))
        : Verdict.counts(Optional.empty());
  }

  private Verdict judge(Act act, Seal seal) {
    EntryPlace at = act.at();
    Optional<RosterBody.Enrolled> is = roster.before(at, seal.person());
    if (is.isEmpty()) {
      return Verdict.not("it is signed by %s, who was not on the roster".formatted(seal.person()));
    }
    Signatory by = is.get().signatory();
    if (!by.role().includes(act.needs())) {
      return Verdict.not(
          "it is signed as %s and needs a %s".formatted(by.role().words(), act.needs().words()));
    }
    return look(at, seal, is.get())
        .map(words -> Verdict.not("its signature does not count: " + words))
        .orElseGet(() -> Verdict.counts(Optional.of(by)));
  }

  /// Looks at a signature once for each key and site.
  private Optional<String> look(EntryPlace at, Seal seal, RosterBody.Enrolled is) {
    Looked before = looked.get(at);
    if (before == null || !before.key().equals(is.key()) || !before.site().equals(is.site())) {
      before =
          new Looked(
              is.key(), is.site(), seal.assertion().problem(is.key(), is.site(), seal.challenge()));
      looked.put(at, before);
    }
    return before.problem();
  }

  /// Of acts with the very same challenge the first one counts.
  private Verdict verdict(EntryPlace at) {
    Verdict verdict = alone.get(at);
    Act act = acts.get(at);
    if (verdict == null || act == null) {
      throw new IllegalStateException("not an act that was judged: " + at);
    }
    boolean repeated =
        verdict.counts()
            && act.seal().isPresent()
            && !Objects.requireNonNull(byChallenge.get(act.seal().get().challenge()))
                .first()
                .equals(at);
    return repeated ? Verdict.not("its signature was used for an earlier entry") : verdict;
  }

  /// Who signed the act that counts at that place.
  Optional<Signatory> signatory(EntryPlace at) {
    return Optional.ofNullable(verdicts.get(at)).flatMap(Verdict::by);
  }

  /// The acts that count by a signature, with who signed them.
  NavigableMap<EntryPlace, Signatory> signed() {
    NavigableMap<EntryPlace, Signatory> all = new TreeMap<>();
    verdicts.forEach((at, verdict) -> verdict.by().ifPresent(by -> all.put(at, by)));
    return all;
  }

  /// Whether that challenge was answered before.
  boolean isAnswered(Hash challenge) {
    return !byChallenge.getOrDefault(challenge, Collections.emptyNavigableSet()).isEmpty();
  }
}
