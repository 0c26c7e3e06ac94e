package org.wideberth.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Readings;
import org.wideberth.channel.WatchBody;
import org.wideberth.claim.ClaimBody;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Moved;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.SettlementBody;

/// The fold once more, slow and obvious: reads the logs from their beginnings in order, keeps no
/// index, and compares every volume with every other. Its findings are in words, so that nothing
/// of the picture's own making is compared with itself.
final class OracleFold {
  private final PartyId self;
  private final Map<OperationId, Op> operations = new TreeMap<>();
  private final OracleRules rules = new OracleRules();
  private final Set<PartyId> unclear = new TreeSet<>();

  private final Map<EntryPlace, Audience> readers = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();
  private final Map<String, String> watches = new TreeMap<>();
  private final TakeUpOracle takeUps = new TakeUpOracle();

  private final Map<EntryPlace, Integer> placesOf = new HashMap<>();
  final WarningOracle warnings = new WarningOracle();
  final AttachmentOracle attachments = new AttachmentOracle();
  final ClaimOracle claims = new ClaimOracle();
  private final List<Reading> readings = new ArrayList<>();

  private record Note(PartyId reader, String said, EntryPlace message) {}

  private record Reading(EntryPlace at, ChannelBody.ReadBack said) {
    PartyId reader() {
      return at.origin().party();
    }
  }

  record Op(
      int revision, OperationState state, OperationContent content, Audience to, Instant noticed) {}

  OracleFold(PartyId self) {
    this.self = self;
  }

  /// @param log all entries of one log from its beginning, with the bodies this party has
  void read(List<HeldEntry> log) {
    for (HeldEntry held : log) {
      if (!counts(held)) {
        unclear.add(held.origin().party());
      }
    }
  }

  private boolean counts(HeldEntry held) {
    if (!(Entry.parse(held.leaf()) instanceof Outcome.Accepted<Entry>(Entry entry))
        || !entry.origin().equals(held.origin())
        || entry.seq() != held.seq()) {
      return false;
    }
    PartyId author = held.origin().party();
    boolean mine = author.equals(self) || entry.to().names(self);
    boolean sealed = entry.to() instanceof Audience.Sealed;
    boolean open = held.body().isPresent() && held.body().get().hash().equals(entry.body());
    if (!mine && !(sealed && open)) {
      return true;
    }
    if (!open || !(held.body().get().type() instanceof Outcome.Accepted<String>(String type))) {
      return false;
    }
    byte[] bytes = held.body().get().bytes();
    if (type.startsWith("operation-")) {
      return OperationMessage.parse(bytes)
              instanceof Outcome.Accepted<OperationMessage>(OperationMessage message)
          && message.operation().party().equals(author)
          && !sealed
          && counts(entry, message);
    }
    if (type.startsWith("rules-")) {
      boolean good =
          RulesMessage.parse(bytes) instanceof Outcome.Accepted<RulesMessage>
              && entry.to() instanceof Audience.Everyone;
      if (good) {
        RulesMessage said = RulesMessage.parse(bytes).orThrow();
        rules.know(said.rules());
        if (said instanceof RulesMessage.Adopted) {
          rules.adopt(author, said.rules(), entry.time());
        }
      }
      return good;
    }
    if (type.startsWith("agreement-")) {
      return entry.to() instanceof Audience.Everyone
          && AgreementBody.parse(bytes) instanceof Outcome.Accepted<AgreementBody>(var step)
          && rules.step(author, Hash.sha256(held.leaf()), entry.time(), step);
    }
    if (type.startsWith("message-")) {
      return !sealed && isSaid(held, entry, bytes);
    }
    if (type.startsWith("watch-")) {
      return isWatch(held, entry, bytes);
    }
    if (SettlementBody.knows(type)) {
      return isOfFinding(held, entry, bytes);
    }
    if (ClaimBody.knows(type)) {
      return claims.read(held, entry, bytes);
    }
    return type.equals("findings-noted")
        || type.equals("link-tested")
        || (type.equals("genesis") && held.seq() == 0);
  }

  private boolean isWatch(HeldEntry held, Entry entry, byte[] bytes) {
    if (!(WatchBody.parse(held.origin().theatre(), bytes)
        instanceof Outcome.Accepted<WatchBody>(WatchBody said))) {
      return false;
    }
    if (!(said instanceof WatchBody.HandedOver)) {
      boolean manned = said instanceof WatchBody.Taken;
      watches.put(
          held.origin().party() + " " + said.desk(), manned + " " + said.by() + " " + entry.time());
    }
    return true;
  }

  private boolean isOfFinding(HeldEntry held, Entry entry, byte[] bytes) {
    if (!(SettlementBody.parse(held.origin().theatre(), bytes)
        instanceof Outcome.Accepted<SettlementBody>(SettlementBody said))) {
      return false;
    }
    PartyId author = held.origin().party();
    boolean side =
        author.equals(said.finding().sides().getFirst())
            || author.equals(said.finding().sides().getLast());
    if (!side) {
      return false;
    }
    PartyId other =
        author.equals(said.finding().sides().getFirst())
            ? said.finding().sides().getLast()
            : said.finding().sides().getFirst();
    boolean told =
        entry.to().names(other)
            || (said instanceof SettlementBody.Taken && entry.to().equals(Audience.authorOnly()));
    boolean fits =
        switch (said) {
          case SettlementBody.Taken _ -> true;
          case SettlementBody.Offered offered ->
              offered.answers().isEmpty() || offered.answers().get().origin().party().equals(other);
          case SettlementBody.Answered answered ->
              answered
                  .offer()
                  .origin()
                  .party()
                  .equals(answered.answer() == SettlementBody.Answer.WITHDRAWN ? author : other);
        };
    if (told && fits) {
      takeUps.add(
          new EntryPlace(held.origin(), held.seq(), Hash.sha256(held.leaf())),
          entry.time().toEpochMilli(),
          said);
    }
    return told && fits;
  }

  /// How far every finding is settled that is spoken of, in words.
  Set<String> settlements() {
    Set<Hash> open = new TreeSet<>();
    operations.forEach(
        (a, one) ->
            operations.forEach(
                (b, other) -> {
                  if (a.compareTo(b) < 0
                      && !a.party().equals(b.party())
                      && new OracleFindings(rules).finding(a, one, b, other).isPresent()) {
                    open.add(Finding.idOf(a, one.content().kind(), b, other.content().kind()));
                  }
                }));
    operations.forEach(
        (id, op) -> {
          if (LIVE.contains(op.state())) {
            open.addAll(OracleArticles.ids(id, op, rules));
          }
        });
    return takeUps.words(
        open,
        id ->
            Optional.ofNullable(operations.get(id))
                .map(op -> new TakeUpOracle.Known(op.revision(), op.state())));
  }

  /// Who sits where, in words, by party and desk.
  Map<String, String> watches() {
    return watches;
  }

  private boolean isSaid(HeldEntry held, Entry entry, byte[] bytes) {
    if (!(ChannelBody.parse(held.origin().theatre(), bytes)
        instanceof Outcome.Accepted<ChannelBody>(ChannelBody said))) {
      return false;
    }
    switch (said) {
      case ChannelBody.Sent(var content) -> {
        readers.put(place(held), entry.to());
        placesOf.put(place(held), content.about().places().size());
        warnings.sent(place(held), content);
        attachments.sent(place(held), entry.to(), content);
      }
      case ChannelBody.AttachmentsHeld here -> attachments.said(place(held), entry.time(), here);
      case ChannelBody.ReadBack readBack -> readings.add(new Reading(place(held), readBack));
      case ChannelBody.Noted noted ->
          notes.add(new Note(held.origin().party(), noted.step().type(), noted.message()));
      case ChannelBody.Escalated escalated ->
          notes.add(new Note(held.origin().party(), "to " + escalated.desk(), escalated.message()));
    }
    return true;
  }

  private static EntryPlace place(HeldEntry held) {
    return new EntryPlace(held.origin(), held.seq(), Hash.sha256(held.leaf()));
  }

  private boolean counts(Entry entry, OperationMessage message) {
    Audience to = entry.to();
    Op was = operations.get(message.operation());
    if (was == null && message instanceof Moved moved && !LIVE.contains(moved.move().to())) {
      // Its declaration may have been erased: of what is over nothing is missed.
      return true;
    }
    Op is =
        switch (message) {
          case Carried carried -> carried(was, to, carried, entry.time());
          case Moved moved -> moved(was, to, moved);
        };
    if (is.equals(NO)) {
      return false;
    }
    operations.put(message.operation(), is);
    return true;
  }

  private static final Op NO =
      new Op(0, OperationState.WITHDRAWN, dummy(), Audience.authorOnly(), Instant.EPOCH);

  private static OperationContent dummy() {
    return new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(Shapes.circle(0)));
  }

  private static Op carried(@Nullable Op was, Audience to, Carried says, Instant written) {
    boolean moved =
        was == null
            || was.state() == OperationState.DRAFT
            || !was.content().volumes().equals(says.content().volumes())
            || was.content().kind() != says.content().kind();
    Instant noticed = moved || was == null ? written : was.noticed();
    Op is = new Op(says.revision(), says.state(), says.content(), to, noticed);
    boolean fresh = was == null || was.state() == OperationState.DRAFT;
    return switch (says.carrier()) {
      case DRAFTED ->
          fresh
                  && says.revision() == 1
                  && says.state() == OperationState.DRAFT
                  && to.equals(Audience.authorOnly())
              ? is
              : NO;
      case DECLARED ->
          fresh && says.revision() == 1 && says.state() == OperationState.DECLARED ? is : NO;
      case REVISED ->
          was != null
                  && LIVE.contains(was.state())
                  && says.revision() == was.revision() + 1
                  && says.state() == was.state()
                  && all(was.to(), to)
              ? is
              : NO;
      case DISCLOSED -> {
        if (!LIVE.contains(says.state())) {
          yield NO;
        }
        if (was == null) {
          yield is;
        }
        Op same = new Op(was.revision(), was.state(), was.content(), to, noticed);
        yield same.equals(is)
            ? new Op(was.revision(), was.state(), was.content(), both(was.to(), to), was.noticed())
            : NO;
      }
    };
  }

  private static Op moved(@Nullable Op was, Audience to, Moved says) {
    if (was == null || was.revision() != says.revision() || !all(was.to(), to)) {
      return NO;
    }
    Set<OperationState> from =
        switch (says.move()) {
          case ACTIVATED -> Set.of(OperationState.DECLARED, OperationState.NONCONFORMING);
          case NONCONFORMING -> Set.of(OperationState.DECLARED, OperationState.ACTIVE);
          case CONTINGENT ->
              Set.of(OperationState.DECLARED, OperationState.ACTIVE, OperationState.NONCONFORMING);
          case ENDED -> LIVE;
          case WITHDRAWN -> {
            Set<OperationState> states = new HashSet<>(LIVE);
            states.add(OperationState.DRAFT);
            yield states;
          }
        };
    OperationState next =
        switch (says.move()) {
          case ACTIVATED -> OperationState.ACTIVE;
          case NONCONFORMING -> OperationState.NONCONFORMING;
          case CONTINGENT -> OperationState.CONTINGENT;
          case ENDED -> OperationState.ENDED;
          case WITHDRAWN -> OperationState.WITHDRAWN;
        };
    return from.contains(was.state())
        ? new Op(was.revision(), next, was.content(), was.to(), was.noticed())
        : NO;
  }

  static final Set<OperationState> LIVE =
      Set.of(
          OperationState.DECLARED,
          OperationState.ACTIVE,
          OperationState.NONCONFORMING,
          OperationState.CONTINGENT);

  private static boolean all(Audience some, Audience in) {
    if (in.equals(Audience.everyone())) {
      return true;
    }
    return some instanceof Audience.Named(var few)
        && in instanceof Audience.Named(var many)
        && many.containsAll(few);
  }

  private static Audience both(Audience one, Audience other) {
    if (one instanceof Audience.Named(var a) && other instanceof Audience.Named(var b)) {
      Set<PartyId> union = new TreeSet<>(a);
      union.addAll(b);
      return Audience.of(union);
    }
    return Audience.everyone();
  }

  Set<PartyId> unclear() {
    Set<PartyId> all = new TreeSet<>(unclear);
    notes.stream().filter(note -> isWrong(note)).forEach(note -> all.add(note.reader()));
    readings.stream().filter(this::isWrong).forEach(each -> all.add(each.reader()));
    all.addAll(attachments.unclear());
    return all;
  }

  private boolean isWrong(Note note) {
    return isForAnother(note.message(), note.reader());
  }

  private boolean isForAnother(EntryPlace message, PartyId reader) {
    Audience to = readers.get(message);
    return to != null && !(to.names(reader) && !message.origin().party().equals(reader));
  }

  /// How far the latest reading of each start of a warning is off that counts, in words.
  Map<String, Long> times() {
    readings.forEach(each -> warnings.read(each.at(), each.said(), isWrong(each)));
    return warnings.times();
  }

  private boolean isWrong(Reading reading) {
    EntryPlace message = reading.said().message();
    return isForAnother(message, reading.reader())
        || reading.said().places().lastKey() > placesOf.getOrDefault(message, 99)
        || warnings.doesNotSay(message, reading.said().warning());
  }

  /// Where each reader has read back which place of which message, in words, the latest first.
  Map<String, List<Long>> readings() {
    Map<String, List<Long>> all = new TreeMap<>();
    for (EntryPlace message : readers.keySet()) {
      for (int place = 1; place <= placesOf.getOrDefault(message, 0); place++) {
        for (Reading each : readings.reversed()) {
          if (each.said().message().equals(message) && each.said().places().containsKey(place)) {
            String words = "%s %s %d".formatted(message, each.reader(), place);
            List<Long> latest = all.computeIfAbsent(words, _ -> new ArrayList<>());
            if (latest.size() < Readings.EACH_MAX) {
              latest.add(isWrong(each) ? -1 : each.at().seq());
            }
          }
        }
      }
    }
    all.values().forEach(latest -> latest.removeIf(seq -> seq < 0));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /// Who has said what of which message, in words.
  Set<String> handling() {
    Set<String> all = new TreeSet<>();
    for (Note note : notes) {
      if (readers.containsKey(note.message()) && !isWrong(note)) {
        all.add(words(note.message(), note.reader(), note.said()));
      }
    }
    return all;
  }

  static String words(EntryPlace message, PartyId reader, String said) {
    return "%s %s %s".formatted(message, reader, said);
  }

  /// Every operation in words.
  List<String> operations() {
    return operations.entrySet().stream()
        .map(
            each ->
                words(
                    each.getKey(),
                    each.getValue().revision(),
                    each.getValue().state(),
                    each.getValue().to()))
        .toList();
  }

  static String words(OperationId id, int revision, OperationState state, Audience readers) {
    return "%s %d %s %s".formatted(id, revision, state, readers);
  }

  /// All logs are read.
  void whole() {
    rules.whole();
  }

  /// What is suspended, in words.
  Set<String> suspensions() {
    return rules.suspensions();
  }

  /// Every finding under an article in words.
  List<String> articleFindings() {
    List<String> found = new ArrayList<>();
    operations.forEach(
        (id, op) -> {
          if (LIVE.contains(op.state())) {
            found.addAll(OracleArticles.of(id, op, rules));
          }
        });
    return found;
  }

  /// Every finding in words, sorted.
  List<String> findings() {
    return OracleFindings.of(operations, rules);
  }
}
