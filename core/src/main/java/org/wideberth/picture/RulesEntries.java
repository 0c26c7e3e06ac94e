package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Commitment;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.StepLog;
import org.wideberth.agreement.Steps;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.picture.EntryMeaning.AboutRules;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// The entries about rules, and what they come to.
final class RulesEntries {
  /// A document that somebody proposed or adopted.
  private record Said(Instant time, RulesMessage message) {}

  private final NavigableMap<EntryPlace, Said> first = new TreeMap<>();

  /// In second histories; the very same entry may stand in the first one too.
  private final NavigableMap<EntryPlace, Said> second = new TreeMap<>();

  private final NavigableMap<PartyId, Branch> branches = new TreeMap<>();
  private final NavigableMap<PartyId, StepLog> steps = new TreeMap<>();

  /// There is a second history of a log, whatever it says of rules.
  ///
  /// @return true if that is news
  boolean know(Branch branch) {
    return branches.putIfAbsent(branch.origin().party(), branch) == null;
  }

  /// @param person who signed it by passkey, if anybody did
  void put(EntryPlace at, AboutRules about, Optional<Branch> branch, Optional<PersonId> person) {
    switch (about.said()) {
      case RulesMessage message ->
          (branch.isPresent() ? second : first).put(at, new Said(about.written(), message));
      case AgreementBody body ->
          steps
              .computeIfAbsent(at.origin().party(), _ -> new StepLog())
              .add(at, about.written(), branch, body, person);
    }
  }

  /// Takes an entry back that turned out not to count.
  void remove(EntryPlace at, AboutRules about) {
    switch (about.said()) {
      case RulesMessage _ -> {
        first.remove(at);
        second.remove(at);
      }
      case AgreementBody body ->
          Optional.ofNullable(steps.get(at.origin().party()))
              .ifPresent(log -> log.remove(at, body));
    }
  }

  /// Entries that were looked at since the last call, with why they do not count if so.
  NavigableMap<EntryPlace, Optional<String>> drainJudged() {
    NavigableMap<EntryPlace, Optional<String>> judged = new TreeMap<>();
    steps.values().forEach(each -> judged.putAll(each.drainJudged()));
    return judged;
  }

  /// Who adopted what. Of a party with two histories what it says in each counts; what stands
  /// before they part counts for both.
  AgreementState state() {
    Map<PartyId, NavigableMap<EntryPlace, Commitment>> one = commitments(first, false);
    Map<PartyId, NavigableMap<EntryPlace, Commitment>> two = commitments(second, true);
    Map<PartyId, List<Commitment>> logs = new HashMap<>();
    one.forEach((party, log) -> logs.put(party, List.copyOf(log.values())));
    Map<PartyId, List<Commitment>> otherLogs = new HashMap<>();
    branches.forEach(
        (party, branch) -> {
          List<Commitment> log = new ArrayList<>();
          one.getOrDefault(party, new TreeMap<>())
              .forEach(
                  (at, said) -> {
                    if (!at.origin().equals(branch.origin()) || at.seq() < branch.from()) {
                      log.add(said);
                    }
                  });
          log.addAll(two.getOrDefault(party, new TreeMap<>()).values());
          otherLogs.put(party, log);
        });
    Map<Hash, Rules> known = new HashMap<>();
    first
        .values()
        .forEach(each -> known.put(each.message().rules().hash(), each.message().rules()));
    second
        .values()
        .forEach(each -> known.put(each.message().rules().hash(), each.message().rules()));
    return new AgreementState(logs, otherLogs, known.values(), steps(logs, otherLogs, known));
  }

  private Map<PartyId, NavigableMap<EntryPlace, Commitment>> commitments(
      NavigableMap<EntryPlace, Said> said, boolean ofSecond) {
    Map<PartyId, NavigableMap<EntryPlace, Commitment>> all = new HashMap<>();
    said.forEach(
        (at, each) -> {
          Hash hash = each.message().rules().hash();
          Commitment commitment =
              switch (each.message()) {
                case RulesMessage.Proposed proposed ->
                    new Commitment.Proposed(hash, each.time(), proposed.by());
                case RulesMessage.Adopted adopted ->
                    new Commitment.Adopted(hash, each.time(), adopted.by());
              };
          all.computeIfAbsent(at.origin().party(), _ -> new TreeMap<>()).put(at, commitment);
        });
    steps.forEach(
        (party, log) ->
            log.ends(ofSecond)
                .forEach(
                    (at, end) -> all.computeIfAbsent(party, _ -> new TreeMap<>()).put(at, end)));
    return all;
  }

  private Steps steps(
      Map<PartyId, List<Commitment>> logs,
      Map<PartyId, List<Commitment>> otherLogs,
      Map<Hash, Rules> known) {
    List<Steps.Suspension> suspensions = new ArrayList<>();
    Set<Steps.Ended> ends = new LinkedHashSet<>();
    List<Steps.Pending> asked = new ArrayList<>();
    steps.forEach(
        (party, log) -> {
          NavigableMap<Hash, Rules> adopted = new TreeMap<>();
          for (var of : List.of(logs, otherLogs)) {
            for (Commitment each : of.getOrDefault(party, List.of())) {
              Optional.ofNullable(known.get(each.rules()))
                  .filter(_ -> each instanceof Commitment.Adopted)
                  .ifPresent(rules -> adopted.put(rules.hash(), rules));
            }
          }
          asked.addAll(
              log.into(Optional.ofNullable(branches.get(party)), adopted, suspensions, ends));
        });
    return new Steps(suspensions, List.copyOf(ends), asked);
  }
}
