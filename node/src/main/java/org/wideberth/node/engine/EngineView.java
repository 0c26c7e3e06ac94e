package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wideberth.channel.Channel;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.TestTimes;
import org.wideberth.channel.Wording;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.people.RosterBody;
import org.wideberth.picture.PeopleDecisions;
import org.wideberth.picture.Picture;
import org.wideberth.picture.Placeholder;
import org.wideberth.record.Entry;
import org.wideberth.record.ForkProof;
import org.wideberth.record.Hash;
import org.wideberth.record.Holding;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import org.wideberth.settlement.FindingName;

/// A consistent look at what an engine holds, all of it durable. Valid only inside
/// [Engine#read]: do not keep it or anything mutable from it.
public final class EngineView {
  /// FLASH messages of one author that are named one by one: the rest are counted.
  private static final int FLASHES_MAX = 10;

  private final Ledger ledger;
  private final Links links;
  private final ChannelTesting testing;
  private final Bodies bodies;
  private final Entropy entropy;
  private final Instant now;
  private final boolean durable;

  /// Where bodies are fetched from.
  @FunctionalInterface
  interface Bodies {
    Optional<KeptBody> fetch(Hash hash);
  }

  /// @param durable false once the engine has failed: then nothing that signs is made
  EngineView(
      Ledger ledger,
      Links links,
      ChannelTesting testing,
      Bodies bodies,
      Entropy entropy,
      Instant now,
      boolean durable) {
    this.testing = testing;
    this.ledger = ledger;
    this.links = links;
    this.bodies = bodies;
    this.entropy = entropy;
    this.now = now;
    this.durable = durable;
  }

  /// What signs for what is held must not be made once nobody knows what is on the disk.
  private Outcome<byte[]> signed(Supplier<Outcome<byte[]>> file) {
    return durable
        ? file.get()
        : Outcome.refuse(
            RefusalCode.UNAVAILABLE, "the node has failed and signs nothing until it is restarted");
  }

  /// The moment of this look, by the own clock.
  public Instant now() {
    return now;
  }

  /// Everything folded from what is held.
  public Picture picture() {
    return ledger.picture();
  }

  public Card ownCard() {
    return ledger.ownCard();
  }

  /// The peers whose cards are enrolled, by party.
  public Map<PartyId, Enrolled> cards() {
    return new TreeMap<>(ledger.cards());
  }

  /// The log that is held of a party, the own one included. Do not change it.
  public Optional<LogCopy> log(PartyId party) {
    return ledger.card(party).map(Card::origin).flatMap(ledger::copy);
  }

  /// The log of that epoch, if it is held. Do not change it.
  public Optional<LogCopy> log(Origin origin) {
    return ledger.copy(origin);
  }

  /// One line for each enrolled peer.
  public Collection<LinkStatus> links() {
    return links.status();
  }

  /// How tests of the links and the channel stand; one for each peer that has not left.
  public List<PeerTest> channelTests() {
    return testing.status(now);
  }

  /// When people are to test the channel.
  public TestTimes testTimes() {
    return testing.times();
  }

  /// Who has an entry of the own log, since when: one for each enrolled peer.
  public Map<PartyId, Holding> holders(long seq) {
    Entry entry = ownEntry(seq);
    Map<PartyId, Holding> holders = new TreeMap<>();
    for (PartyId party : ledger.cards().keySet()) {
      holders.put(party, ledger.receipts(party).holding(entry));
    }
    return holders;
  }

  /// An entry of the own log.
  public Entry ownEntry(long seq) {
    return ledger.own().entry(seq);
  }

  /// The entry of any log and history held here that commits to a body.
  public Optional<Entry> entry(Origin origin, long seq, Hash body) {
    return Stream.concat(
            ledger.copy(origin).stream(),
            Optional.ofNullable(ledger.branches().get(origin)).map(PeerLog::copy).stream())
        .filter(log -> seq < log.size())
        .flatMap(
            log ->
                Entry.parse(log.entry(seq)) instanceof Outcome.Accepted<Entry>(var entry)
                    ? Stream.of(entry)
                    : Stream.empty())
        .filter(entry -> entry.body().equals(body))
        .findFirst();
  }

  /// True if two histories of a log are held.
  public boolean holdsTwoHistories(Origin origin) {
    return ledger.branches().containsKey(origin);
  }

  /// The body with that hash, if it is held.
  public Optional<KeptBody> body(Hash hash) {
    return bodies.fetch(hash);
  }

  /// Entries of a party's logs, of all epochs, that are for this one and whose bodies are not here,
  /// but for those that their author has erased.
  public int missingBodies(PartyId party) {
    int missing = party.equals(ledger.self()) ? ledger.own().missing().size() : 0;
    for (PeerLog log : ledger.peerLogs().values()) {
      if (log.origin().party().equals(party)) {
        for (long seq : log.missing()) {
          missing += ledger.picture().isErasedByAuthor(log.origin(), seq) ? 0 : 1;
        }
      }
    }
    return missing;
  }

  /// Everything the people on watch must know of: what the engine saw, and what follows from the
  /// picture.
  public List<Alarm> alarms() {
    List<Alarm> all = new ArrayList<>(ledger.alarms().list());
    for (Placeholder placeholder : ledger.picture().placeholders()) {
      all.add(
          new Alarm(
              Alarm.Code.UNRESOLVED,
              Optional.of(placeholder.party()),
              "Entry %d of %s: %s Nothing of that party is shown as apart until it is resolved."
                  .formatted(
                      placeholder.at().seq(), placeholder.at().origin(), placeholder.words()),
              Optional.empty()));
    }
    for (org.wideberth.picture.Alarm difference : ledger.picture().differences()) {
      all.add(
          new Alarm(
              Alarm.Code.FINDINGS_DIFFER,
              Optional.of(difference.party()),
              difference.words(),
              Optional.empty()));
    }
    for (PeerLog log : ledger.peerLogs().values()) {
      ledger.epochs().afterLastGood(log.origin(), log.copy()).ifPresent(all::add);
    }
    ledger
        .picture()
        .channel()
        .flashesAwaiting(FLASHES_MAX)
        .forEach((author, flashes) -> all.addAll(flashes(author, flashes)));
    all.addAll(PressingFindings.alarms(ledger.picture(), now));
    ledger.picture().departures().forEach((party, words) -> all.add(departure(party, words)));
    all.addAll(AgreementAlarms.alarms(ledger.picture().agreement(), now));
    if (ledger.picture().agreement().disputed(now)) {
      all.add(
          new Alarm(
              Alarm.Code.RULES_DISPUTED,
              Optional.empty(),
              "The parties have not all adopted the same rules: findings are computed under each,"
                  + " and all are shown.",
              Optional.empty()));
    }
    return all;
  }

  private static List<Alarm> flashes(PartyId author, Channel.Flashes flashes) {
    List<Alarm> alarms = new ArrayList<>();
    flashes.first().forEach(message -> alarms.add(flash(message)));
    if (flashes.more() > 0) {
      alarms.add(
          new Alarm(
              Alarm.Code.FLASH,
              Optional.of(author),
              "%d more FLASH messages from %s, which nobody here has acknowledged."
                  .formatted(flashes.more(), author),
              Optional.empty()));
    }
    return alarms;
  }

  private static Alarm flash(Message message) {
    Wording wording = message.content().wording();
    String meaning = wording.phrase().flatMap(phrase -> phrase.in("en")).orElse("");
    return new Alarm(
        Alarm.Code.FLASH,
        Optional.of(message.author()),
        "FLASH from %s, which nobody here has acknowledged (%s): %s"
            .formatted(message.author(), message.id(), (meaning + " " + wording.text()).strip()),
        Optional.empty());
  }

  private static Alarm departure(PartyId party, String reason) {
    return new Alarm(
        Alarm.Code.PARTY_LEFT,
        Optional.of(party),
        ("%s has left the theatre: \"%s\". It declares nothing more and is warned of nothing; rules"
                + " that name it need a version without it.")
            .formatted(party, reason),
        Optional.empty());
  }

  /// That person, if on the own roster now.
  public Optional<RosterBody.Enrolled> ownPerson(PersonId person) {
    return picture().people().person(ownCard().party(), person);
  }

  /// What a person of the own party would sign, if that were done now.
  ///
  /// @param nonce new each time
  public Outcome<PeopleDecisions.ToSign> toSign(Command act, PersonId person, Hash nonce) {
    return Signing.draft(picture(), act, Optional.of(person), now)
        .then(draft -> PeopleDecisions.ask(picture(), ownCard().origin(), draft, person, nonce));
  }

  /// The own log as it is, for those who end its epoch: how far it is signed, its root, and the
  /// checkpoint that says so.
  public SignedCheckpoint head() {
    return ledger.own().sign(ledger.own().durable().size());
  }

  /// The own log's root at an earlier size.
  public Hash rootAt(long size) {
    return ledger.own().durable().tree().root(size);
  }

  /// The courier file for a peer: what it is not known to hold.
  public Outcome<byte[]> courier(PartyId to) {
    return signed(() -> new Courier(ledger).make(to, bodies, entropy, now, Courier.Also.OTHERS));
  }

  /// The same with the peer's own log, for a node that was restored from a backup.
  public Outcome<byte[]> courierWithTheirLog(PartyId to) {
    return signed(
        () -> new Courier(ledger).make(to, bodies, entropy, now, Courier.Also.THEIRS_TOO));
  }

  /// The evidence file about an operation.
  public Outcome<byte[]> bundle(OperationId operation) {
    return signed(() -> new Bundles(ledger, bodies, now).about(operation));
  }

  /// The evidence file about a finding that is open, or of which anything was said.
  public Outcome<byte[]> bundle(Hash finding) {
    return ledger
        .picture()
        .finding(finding)
        .map(found -> signed(() -> new Bundles(ledger, bodies, now).about(found)))
        .or(
            () ->
                underArticle(finding)
                    .map(found -> signed(() -> new Bundles(ledger, bodies, now).about(found))))
        .or(
            () ->
                spokenOf(finding)
                    .map(name -> signed(() -> new Bundles(ledger, bodies, now).about(name))))
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND, "no such finding is open here, or was spoken of"));
  }

  /// By its own id, or by that under which it is settled with another party.
  private Optional<ArticleFinding> underArticle(Hash id) {
    Picture picture = ledger.picture();
    return picture
        .articleFinding(id)
        .or(
            () ->
                picture
                    .settlement(id)
                    .map(settlement -> settlement.takenUp().finding())
                    .flatMap(
                        name ->
                            name instanceof FindingName.Single single
                                ? picture.articleFinding(single.finding())
                                : Optional.empty()));
  }

  private Optional<FindingName> spokenOf(Hash finding) {
    return ledger.picture().settlement(finding).map(settlement -> settlement.takenUp().finding());
  }

  /// The evidence file about what a party has told of itself.
  public Outcome<byte[]> bundle(PartyId party) {
    return signed(() -> new Bundles(ledger, bodies, now).about(party));
  }

  /// The evidence file about the thread that a message is of.
  public Outcome<byte[]> bundle(MessageId message) {
    return signed(() -> new Bundles(ledger, bodies, now).about(message));
  }

  /// The evidence file about a rules document: who proposed it, who adopted it.
  public Outcome<byte[]> bundleOfRules(Hash document) {
    return signed(() -> new Bundles(ledger, bodies, now).aboutRules(document));
  }

  /// Proof that a party forked a log of its own, if it did.
  public Optional<byte[]> fork(PartyId party) {
    return ledger.forks().values().stream()
        .filter(proof -> proof.older().origin().party().equals(party))
        .reduce((_, later) -> later)
        .map(ForkProof::toBytes);
  }

  Ledger ledger() {
    return ledger;
  }

  /// What was declared of a large file, in order.
  public List<DeclaredChunks.Range> declared(Hash file) {
    return ledger.chunks().ranges(file);
  }

  /// The operations of a chunk that would be refused now.
  public List<Done.RefusedOperation> refused(Command.DeclareChunk chunk) {
    return new ChunkDeclaring(ledger, entropy).refused(chunk);
  }

  PeerBudget budget() {
    return links.budget();
  }
}
