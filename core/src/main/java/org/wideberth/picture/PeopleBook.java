package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.Channel;
import org.wideberth.channel.ChannelBody;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.people.Roster;
import org.wideberth.people.RosterBody;
import org.wideberth.people.Signatory;
import org.wideberth.picture.SignedActs.Act;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// The people of all parties: their rosters, and the acts that they sign. What counts goes on to
/// the channel and the rules, and comes back from there if it turns out not to count.
///
/// Not thread-safe; changed by the [Picture] only.
public final class PeopleBook {
  private final Channel channel;
  private final RulesEntries rules;
  private final Placeholders placeholders;
  private final NavigableMap<PartyId, SignedActs> parties = new TreeMap<>();

  /// Acknowledgements that count, by message: only the first one shows, and if it does not count
  /// any more, the next one does.
  private final Map<PartyId, Map<EntryPlace, NavigableSet<EntryPlace>>> notes = new HashMap<>();

  private final Map<EntryPlace, EntryMeaning.AboutChannel> noted = new HashMap<>();
  private final Set<PartyId> touched = new TreeSet<>();
  private final Set<PartyId> changed = new TreeSet<>();

  PeopleBook(Channel channel, RulesEntries rules, Placeholders placeholders) {
    this.channel = channel;
    this.rules = rules;
    this.placeholders = placeholders;
  }

  /// Adds an entry, which is judged by [#judge].
  ///
  /// @param branch of which history of the log it is, if of a second one
  void add(EntryPlace at, EntryMeaning.OfPeople said, Optional<Branch> branch) {
    switch (said) {
      case EntryMeaning.AboutPerson(var body) -> add(at, body);
      case EntryMeaning.Act act -> add(at, act, branch);
    }
  }

  private void add(EntryPlace at, RosterBody body) {
    PartyId party = at.origin().party();
    acts(party)
        .add(at, body)
        .ifPresent(
            last ->
                placeholders.put(
                    new Placeholder(
                        last,
                        Placeholder.Reason.NOT_VALID,
                        "it is beyond the first %d entries about people of this party"
                            .formatted(Roster.ENTRIES_MAX))));
    touched.add(party);
    changed.add(party);
  }

  private void add(EntryPlace at, EntryMeaning.Act act, Optional<Branch> branch) {
    PartyId party = at.origin().party();
    acts(party)
        .add(
            new Act(
                at,
                act.needs(),
                act.signed().map(signed -> SignedActs.Seal.of(signed, at.origin())),
                act.inner(),
                branch.isEmpty(),
                branch));
    touched.add(party);
  }

  private SignedActs acts(PartyId party) {
    return parties.computeIfAbsent(party, _ -> new SignedActs());
  }

  /// Judges what is new, and anew what is to be judged anew.
  ///
  /// @return whether rules are touched
  boolean judge() {
    boolean rulesTouched = false;
    for (PartyId party : touched) {
      for (SignedActs.Change change : acts(party).judge()) {
        Act act = change.act();
        rulesTouched |= act.inner() instanceof EntryMeaning.AboutRules;
        if (change.before().filter(SignedActs.Verdict::counts).isPresent()) {
          takeBack(act);
        }
        change
            .after()
            .problem()
            .map(words -> new Placeholder(act.at(), Placeholder.Reason.NOT_VALID, words))
            .ifPresentOrElse(placeholders::put, () -> count(act));
      }
    }
    touched.clear();
    return rulesTouched;
  }

  private void count(Act act) {
    EntryPlace at = act.at();
    placeholders.remove(at);
    switch (act.inner()) {
      case EntryMeaning.AboutChannel note when note.body() instanceof ChannelBody.Noted said -> {
        noted.put(at, note);
        of(said, at).add(at);
        show(at, note);
      }
      case EntryMeaning.AboutRules about -> {
        Optional<PersonId> by = act.seal().map(SignedActs.Seal::person);
        if (act.first()) {
          rules.put(at, about, Optional.empty(), by);
        }
        if (act.second().isPresent()) {
          rules.put(at, about, act.second(), by);
        }
      }
      default -> throw unknown(act);
    }
  }

  private void takeBack(Act act) {
    EntryPlace at = act.at();
    switch (act.inner()) {
      case EntryMeaning.AboutChannel note when note.body() instanceof ChannelBody.Noted said -> {
        channel.retract(at, said);
        noted.remove(at);
        NavigableSet<EntryPlace> others = of(said, at);
        others.remove(at);
        if (!others.isEmpty()) {
          EntryPlace next = others.first();
          Optional.ofNullable(noted.get(next)).ifPresent(each -> show(next, each));
        }
      }
      case EntryMeaning.AboutRules about -> rules.remove(at, about);
      default -> throw unknown(act);
    }
  }

  private NavigableSet<EntryPlace> of(ChannelBody.Noted said, EntryPlace at) {
    return notes
        .computeIfAbsent(at.origin().party(), _ -> new HashMap<>())
        .computeIfAbsent(said.message(), _ -> new TreeSet<>());
  }

  private void show(EntryPlace at, EntryMeaning.AboutChannel note) {
    channel.add(at, note.written(), note.to(), Optional.empty(), note.body());
  }

  private static IllegalStateException unknown(Act act) {
    return new IllegalStateException("an act that cannot be taken back: " + act.inner());
  }

  /// Parties whose rosters are not what they were at the last call.
  Set<PartyId> drainChanged() {
    Set<PartyId> parties = new TreeSet<>(changed);
    changed.clear();
    return parties;
  }

  /// Who is on the roster of that party, by id.
  public NavigableMap<PersonId, RosterBody.Enrolled> roster(PartyId party) {
    SignedActs of = parties.get(party);
    return of == null ? Collections.emptyNavigableMap() : of.roster().now();
  }

  /// That person, if on the roster of that party now.
  public Optional<RosterBody.Enrolled> person(PartyId party, PersonId person) {
    return Optional.ofNullable(parties.get(party)).flatMap(of -> of.roster().now(person));
  }

  /// True if that party ever had anybody on its roster: then its acts need signatures.
  public boolean isKept(PartyId party) {
    SignedActs of = parties.get(party);
    return of != null && of.roster().isKept();
  }

  /// How many entries about its people that party has written.
  int entries(PartyId party) {
    SignedActs of = parties.get(party);
    return of == null ? 0 : of.roster().size();
  }

  /// The entries of that party about that person, in order.
  public List<EntryPlace> entries(PartyId party, PersonId person) {
    SignedActs of = parties.get(party);
    return of == null ? List.of() : of.roster().entries(person);
  }

  /// Who signed the entry at that place, if it counts by a signature.
  public Optional<Signatory> signatory(EntryPlace at) {
    return Optional.ofNullable(parties.get(at.origin().party())).flatMap(of -> of.signatory(at));
  }

  /// How many acts of all parties count by a signature.
  public int signatures() {
    return parties.values().stream().mapToInt(of -> of.signed().size()).sum();
  }

  /// Whether that party has signed that challenge before.
  boolean isAnswered(PartyId party, Hash challenge) {
    SignedActs of = parties.get(party);
    return of != null && of.isAnswered(challenge);
  }

  /// One line for each person and each signature, in order.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    parties.forEach(
        (party, of) -> {
          of.roster().now().values().forEach(each -> lines.add("person " + party + " " + each));
          // Who was told of the act only: the digest is compared between parties.
          of.signed().forEach((at, by) -> lines.add("signed " + at + " " + by));
        });
    return lines;
  }
}
