package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.PairRules;
import org.wideberth.channel.Channel;
import org.wideberth.channel.LinkTests;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Watches;
import org.wideberth.claim.Claims;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFindings;
import org.wideberth.conflict.Finding;
import org.wideberth.conflict.Findings;
import org.wideberth.conflict.GridIndex;
import org.wideberth.conflict.Outlook;
import org.wideberth.conflict.Workers;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationHistory;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationStep;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Offer;
import org.wideberth.settlement.Pending;
import org.wideberth.settlement.Settlement;

/// Everything a node knows: the fold of the entries and bodies it holds, its own and its peers'.
///
/// Total over hostile input: whatever an author wrote, [#apply] returns, and what cannot count
/// becomes a placeholder. Which entries and bodies were given decides what the picture is; the
/// order in which they came does not, and neither do repetitions.
///
/// One writer; readers need the writer to pause. Collections returned are read-only views.
public final class Picture {
  private final TheatreId theatre;
  private final PartyId self;
  private final EntryReading reading;
  private final Set<Settled> settled = new HashSet<>();
  private final Attendance attendance = new Attendance();
  private final Histories histories = new Histories();
  private final NavigableMap<OperationId, Operation> operations = new TreeMap<>();
  private final RulesEntries rulesEntries = new RulesEntries();
  private final Placeholders placeholders = new Placeholders();
  private final Erasures erasures = new Erasures();
  private final Findings findings = new Findings(new GridIndex());
  private final ArticleFindings articleFindings = new ArticleFindings();
  private final Notes notes;
  private final Channel channel;
  private final Watches watches = new Watches();
  private final LinkTests linkTests;
  private final SettlementBook settlements;
  private final Claims claims = new Claims();
  private final PeopleBook people;
  private AgreementState agreement = AgreementState.empty();
  /// True while nobody hears what changes: messages are many, and each takes some work to tell.
  private boolean unheard;

  private Picture(TheatreId theatre, PartyId self) {
    this.theatre = theatre;
    this.self = self;
    this.reading = new EntryReading(self);
    this.notes = new Notes(self);
    this.channel = new Channel(self);
    this.linkTests = new LinkTests(self);
    this.settlements = new SettlementBook(self);
    this.people = new PeopleBook(channel, rulesEntries, placeholders);
    attendance.here(self);
  }

  /// The picture of a party that holds nothing yet, not even its own log.
  public static Picture empty(TheatreId theatre, PartyId self) {
    return new Picture(theatre, self);
  }

  /// Takes in entries in any order; one that came without its body may come again with it.
  ///
  /// @return what changed, compared before and after the whole batch: rules, then operations by id,
  ///     findings by id, placeholders by place
  /// @throws IllegalArgumentException if an entry is from the log of another theatre
  public List<PictureEvent> apply(List<HeldEntry> batch) {
    NavigableSet<OperationId> touched = new TreeSet<>();
    boolean rulesTouched = false;
    erasedHere(batch, touched);
    for (HeldEntry held : batch) {
      rulesTouched |= take(held, Settled.of(held), () -> reading.read(held), touched);
    }
    rulesTouched |= people.judge();
    return refold(touched, rulesTouched, Workers.alone());
  }

  /// Refolds what was touched, of which nobody hears.
  void refoldUnheard(Collection<OperationId> touched, boolean rulesTouched, Workers workers) {
    unheard = true;
    refold(touched, people.judge() || rulesTouched, workers);
    unheard = false;
  }

  /// Takes in one entry; [#refold] is due then.
  ///
  /// @return whether it is about rules
  boolean take(
      HeldEntry held,
      Settled place,
      Supplier<EntryMeaning> meaning,
      Collection<OperationId> touched) {
    if (!held.origin().theatre().equals(theatre)) {
      throw new IllegalArgumentException("an entry of " + held.origin());
    }
    attendance.here(held.origin().party());
    boolean rulesTouched = held.branch().filter(rulesEntries::know).isPresent();
    boolean taken = !settled.contains(place) && take(held, place, meaning.get(), touched);
    return rulesTouched || taken;
  }

  /// @return whether it is about rules
  private boolean take(
      HeldEntry held, Settled place, EntryMeaning meaning, Collection<OperationId> touched) {
    EntryPlace at = place.at();
    switch (meaning) {
      case EntryMeaning.NotOpened() -> {}
      case EntryMeaning.Missing(Instant written) -> lacks(at, written);
      case EntryMeaning.Erased _ -> settle(place);
      case EntryMeaning.AboutErased(Instant written, BodiesErased what) -> {
        settle(place);
        erasures.say(written, what).forEach(placeholders::remove);
      }
      case EntryMeaning.Nothing() -> settle(place);
      case EntryMeaning.Unclear(var reason, String words) -> {
        settled.add(place);
        placeholders.put(new Placeholder(at, reason, words));
      }
      case EntryMeaning.AboutOperation(var written, var to, var message) -> {
        settle(place);
        OperationStep step = new OperationStep(at, written, to, message);
        touched.addAll(histories.add(step, held.branch(), erasures::isErasedHere));
      }
      case EntryMeaning.AboutRules about -> {
        settle(place);
        rulesEntries.put(at, about, held.branch(), Optional.empty());
        return true;
      }
      case EntryMeaning.Departure(PartyLeft left) -> attendance.leaves(settle(place), left);
      case EntryMeaning.AboutChannel(var written, var to, var body) -> {
        settle(place);
        channel.add(at, written, to, held.branch(), body);
      }
      case EntryMeaning.AboutWatch(var written, var body) -> {
        settle(place);
        watches.add(at, written, body);
      }
      case EntryMeaning.AboutLinks(var written, var tested) -> {
        settle(place);
        linkTests.add(at, written, tested);
      }
      case EntryMeaning.AboutSettlement(var written, boolean told, var body) -> {
        settle(place);
        settlements.said().add(at, written, told, held.branch(), body);
      }
      case EntryMeaning.AboutClaim(var written, var to, var body) -> {
        settle(place);
        claims.add(at, written, to, held.branch(), body);
      }
      case EntryMeaning.OfPeople said -> {
        settle(place);
        people.add(at, said, held.branch());
      }
      case EntryMeaning.AboutFindings(FindingsNoted noted) -> {
        settle(place);
        notes.add(at, noted);
      }
    }
    return false;
  }

  /// The content of these was erased here: what still comes to end an operation changes nothing.
  void erasedHere(List<HeldEntry> batch, Collection<OperationId> touched) {
    for (HeldEntry held : batch) {
      Optional<OperationId> gone = held.erased().flatMap(HeldEntry.Erased::operation);
      gone.ifPresent(
          id -> {
            erasures.erasedHere(id);
            histories.history(id).erased();
            notes.touched(id);
            touched.add(id);
          });
    }
  }

  private void lacks(EntryPlace at, Instant written) {
    if (erasures.lacks(at, written)) {
      placeholders.remove(at);
    } else {
      placeholders.lacks(at);
    }
  }

  private EntryPlace settle(Settled place) {
    erasures.came(place.at());
    settled.add(place);
    placeholders.remove(place.at());
    return place.at();
  }

  private List<PictureEvent> refold(
      Collection<OperationId> touched, boolean rulesTouched, Workers workers) {
    List<PictureEvent> events = new ArrayList<>();
    if (rulesTouched) {
      agreement = rulesEntries.state();
      notes.touchedAll();
      events.add(new PictureEvent.RulesChanged(agreement));
    }
    List<Operation> changed = new ArrayList<>();
    for (OperationId id : touched) {
      refold(id).ifPresent(changed::add);
    }
    for (Operation operation : changed) {
      notes.touched(operation.id());
      events.add(new PictureEvent.OperationChanged(operation));
    }
    for (Findings.Change change : findings.refresh(changed, agreement, workers)) {
      notes.changed(change.finding());
      settlements.touched(change.finding());
      events.add(PictureEvent.of(change));
    }
    List<ArticleFindings.Change> found = articleFindings.refresh(changed, agreement, findings);
    for (ArticleFindings.Change change : found) {
      events.add(new PictureEvent.ArticleFindingChanged(change.before(), change.after()));
    }
    for (Hash name : settlements.sides().refresh(this, found, changed)) {
      notes.changed(name);
      settlements.touched(name);
    }
    notes.compare(this);
    if (unheard) {
      channel.forgetChanged();
    }
    channel.drainChanged().forEach(each -> events.add(new PictureEvent.MessageChanged(each)));
    channel.drainJudged().forEach(placeholders::judged);
    rulesEntries.drainJudged().forEach(placeholders::judged);
    watches.drainChanged().forEach(each -> events.add(new PictureEvent.WatchChanged(each)));
    people.drainChanged().forEach(each -> events.add(new PictureEvent.RosterChanged(each)));
    events.addAll(settlements.refresh(this));
    if (claims.drainChanged()) {
      events.add(new PictureEvent.ClaimsChanged());
    }
    events.addAll(placeholders.drain());
    return events;
  }

  /// The operation, if it is not what it was.
  private Optional<Operation> refold(OperationId id) {
    OperationHistory history = histories.known(id).orElseThrow();
    for (EntryPlace at : history.settle()) {
      placeholders.judged(at, histories.problem(history, at));
    }
    return history
        .operation()
        .filter(operation -> !operation.equals(operations.put(id, operation)));
  }

  public TheatreId theatre() {
    return theatre;
  }

  /// Whose picture it is.
  public PartyId self() {
    return self;
  }

  /// All operations this node has, own drafts and those that are over included; sorted by id.
  public Collection<Operation> operations() {
    return Collections.unmodifiableCollection(operations.values());
  }

  /// The same by their ids.
  public NavigableMap<OperationId, Operation> operationsById() {
    return Collections.unmodifiableNavigableMap(operations);
  }

  public Optional<Operation> operation(OperationId id) {
    return Optional.ofNullable(operations.get(id));
  }

  /// The entries that made the operation what it is, in order; none if it is not known.
  public List<OperationStep> steps(OperationId id) {
    return histories.known(id).map(OperationHistory::counting).orElse(List.of());
  }

  /// How many operations are live.
  public int liveOperations() {
    return findings.liveOperations();
  }

  /// Sorted by id.
  public Collection<Finding> findings() {
    return findings.all();
  }

  /// Some of [#findings].
  ///
  /// @param after only those behind this id, which need not be there any more
  public List<Finding> findings(Optional<Hash> after, int countMax) {
    return findings.page(after, countMax);
  }

  public Optional<Finding> finding(Hash id) {
    return findings.byId(id);
  }

  /// What is around operations that are only thought of. One reader at a time.
  public Outlook outlook() {
    return new Outlook(findings, articleFindings);
  }

  /// What is found about single operations under the articles of the rules; sorted by id.
  public Collection<ArticleFinding> articleFindings() {
    return articleFindings.all();
  }

  /// Some of [#articleFindings].
  ///
  /// @param after only those behind this id, which need not be there any more
  public List<ArticleFinding> articleFindings(Optional<Hash> after, int countMax) {
    return articleFindings.page(after, countMax);
  }

  public Optional<ArticleFinding> articleFinding(Hash id) {
    return articleFindings.byId(id);
  }

  /// What is found about that operation by itself; sorted by id.
  public List<ArticleFinding> articleFindings(OperationId operation) {
    return articleFindings.of(operation);
  }

  /// The entries here by which parties note what they find about that operation under articles,
  /// speak of it to each other, and contest its basis.
  public Set<EntryPlace> saidUnderArticles(OperationId operation) {
    Set<EntryPlace> places = new TreeSet<>(notes.underArticles(operation));
    places.addAll(settlements.said().places(operation));
    places.addAll(claims.places(operation));
    return places;
  }

  /// The entries here by which the two sides speak of that finding.
  public Set<EntryPlace> saidOf(Hash finding) {
    return settlements.said().places(finding);
  }

  /// How what is found under an article is named with each whom the own party faces over it.
  public Collection<FindingName.Single> facing(Hash articleFinding) {
    return Collections.unmodifiableCollection(settlements.sides().facing(articleFinding));
  }

  /// A finding that is open here and of which the own party is a side.
  Optional<OpenFinding> open(Hash finding) {
    return settlements.open(this, finding);
  }

  /// The messages that are here. Do not change it.
  public Channel channel() {
    return channel;
  }

  /// Who sits at which desk. Do not change it.
  public Watches watches() {
    return watches;
  }

  /// The rosters, and who signed what. Do not change it.
  public PeopleBook people() {
    return people;
  }

  /// How the links of this party did in machine tests. Do not change it.
  public LinkTests linkTests() {
    return linkTests;
  }

  /// How far a finding is settled, if it is found here or anything was said of it.
  public Optional<Settlement> settlement(Hash finding) {
    return settlements.settlement(this, finding);
  }

  /// Findings of which anything was said, sorted by id.
  public Collection<Hash> takenUp() {
    return settlements.said().findings();
  }

  /// An offer to settle a finding, whatever has become of it.
  public Optional<Offer> offer(MessageId id) {
    return settlements.said().offer(id);
  }

  /// The open findings between own operations and others', the most imminent start first.
  public NavigableSet<Pending> pending() {
    return settlements.pending();
  }

  /// What is claimed and contested. Do not change it.
  public Claims claims() {
    return claims;
  }

  public AgreementState agreement() {
    return agreement;
  }

  /// Parties that have left the theatre, with the reason that they gave last.
  public Map<PartyId, String> departures() {
    return attendance.departures();
  }

  /// What holds between two different parties.
  public PairRules rulesBetween(PartyId one, PartyId other) {
    return agreement.between(one, other);
  }

  /// The documents under which those two are compared: what holds while both take place.
  List<Hash> rulesOver(OperationId one, OperationId other) {
    return findings.rulesOver(one, other).hashes();
  }

  /// Sorted by place.
  public Collection<Placeholder> placeholders() {
    return placeholders.all();
  }

  /// True while an entry of that party does not count: until then nothing of it is shown as apart.
  public boolean unresolved(PartyId party) {
    return placeholders.any(party);
  }

  /// This party and everybody of whose logs an entry came.
  public Set<PartyId> parties() {
    return attendance.parties();
  }

  /// Peers' notes that differ from what this node computes over the same operations, revisions and
  /// rules; sorted by party and finding.
  public List<Alarm> differences() {
    return notes.alarms();
  }

  /// True if the content of that operation was here and was erased.
  public boolean isErasedHere(OperationId id) {
    return erasures.isErasedHere(id);
  }

  /// True if the body of that entry never came, and its author says that it was erased when its
  /// operation was over for long: then it is missing, and not withheld.
  public boolean isErasedByAuthor(Origin log, long seq) {
    return erasures.isErasedByAuthor(log, seq);
  }

  Set<OperationId> erasedHere() {
    return erasures.erasedHere();
  }

  /// That operation, and what it is in second histories.
  public Set<OperationId> familyIds(OperationId id) {
    return histories.familyIds(id);
  }

  Histories histories() {
    return histories;
  }

  Notes notes() {
    return notes;
  }

  /// A hash of all that the fold made, in hex: two pictures over the same entries and bodies have
  /// the same one.
  public String digest() {
    return PictureDigest.of(this);
  }
}
