package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.Speaker;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.FileName;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTested;
import org.wideberth.channel.Matter;
import org.wideberth.channel.MediaType;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.WarningRead;
import org.wideberth.channel.WatchBody;
import org.wideberth.channel.Wording;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationMessage.Move;
import org.wideberth.operation.OperationMessage.Moved;
import org.wideberth.operation.OperationState;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Salt;
import org.wideberth.settlement.FindingName;

/// Fills a log at random with whatever a party can write: what is right, what is not quite, and
/// what is meant to hurt.
final class Scribe {
  private final Random random;
  private final WrittenLog log;
  private final List<PartyId> parties;
  private final List<Rules> documents;
  private final List<EntryPlace> messages;
  private final TakeUpScribe takeUps;
  private final Map<OperationId, Kept> kept = new TreeMap<>();
  private final List<Hash> asked = new ArrayList<>();

  /// What the scribe believes of its own operation.
  private record Kept(int revision, OperationState state, Audience readers, OperationContent is) {}

  /// @param messages that all scribes have sent so far; this one adds its own
  /// @param takeUps what all scribes say of findings
  Scribe(
      Random random,
      WrittenLog log,
      List<PartyId> parties,
      List<Rules> documents,
      List<EntryPlace> messages,
      TakeUpScribe takeUps) {
    this.messages = messages;
    this.takeUps = takeUps;
    this.random = random;
    this.log = log;
    this.parties = parties;
    this.documents = documents;
  }

  void write(int entries) {
    for (int i = 0; i < entries; i++) {
      switch (random.nextInt(25)) {
        case 22, 23, 24 -> step();
        case 16, 17, 18 -> takeUps.write(log, audience());
        case 19, 20 -> readBack();
        case 21 -> attachmentsHeld();
        case 12 -> watch();
        case 13 -> send();
        case 14, 15 -> note();
        case 0, 1, 2 -> declare();
        case 3, 4 -> revise(false);
        case 5 -> move();
        case 6 -> disclose();
        case 7 -> draft();
        case 8 -> adopt();
        default -> harm();
      }
    }
  }

  private void declare() {
    OperationId id = OperationId.first(log.party(), 1, log.size());
    carry(Carrier.DECLARED, id, 1, OperationState.DECLARED, audience(), content());
  }

  private void draft() {
    OperationId id = any().orElse(OperationId.first(log.party(), 1, log.size()));
    carry(Carrier.DRAFTED, id, 1, OperationState.DRAFT, Audience.authorOnly(), content());
  }

  private void revise(boolean wrongly) {
    any()
        .ifPresent(
            id -> {
              Kept is = kept(id);
              int gap = wrongly && random.nextBoolean() ? 2 : 1;
              Audience to = wrongly && gap == 1 ? audience() : is.readers();
              carry(Carrier.REVISED, id, is.revision() + gap, is.state(), to, content());
            });
  }

  private void disclose() {
    any()
        .ifPresent(
            id -> {
              Kept is = kept(id);
              OperationContent content = random.nextInt(4) == 0 ? content() : is.is();
              carry(Carrier.DISCLOSED, id, is.revision(), is.state(), audience(), content);
            });
  }

  private void move() {
    any()
        .ifPresent(
            id -> {
              Kept is = kept(id);
              Move move = one(Move.values());
              log.write(is.readers(), new Moved(move, id, is.revision()).toBytes());
              kept.put(id, new Kept(is.revision(), move.to(), is.readers(), is.is()));
            });
  }

  private void adopt() {
    Rules rules = documents.get(random.nextInt(documents.size()));
    RulesMessage message =
        random.nextInt(3) == 0 ? new RulesMessage.Proposed(rules) : new RulesMessage.Adopted(rules);
    log.write(Audience.everyone(), message.toBytes());
  }

  /// Asks for something, or does what was asked for; some of it by one person alone.
  private void step() {
    Speaker by = new Speaker(new DisplayName("n" + random.nextInt(3)), "commander");
    AgreementBody.Step step =
        random.nextInt(3) == 0 ? one(AgreementBody.Step.values()) : AgreementBody.Step.SUSPENSION;
    if (asked.isEmpty() || random.nextInt(3) == 0) {
      boolean ends = step == AgreementBody.Step.END;
      boolean whole = ends || random.nextBoolean();
      Asked ask =
          new Asked(
              step,
              documents.get(random.nextInt(documents.size())).hash(),
              whole ? List.of() : List.of("lines/river", "zones/ward"),
              ends ? Optional.of(time().start()) : Optional.empty(),
              "why",
              by);
      asked.add(Hash.sha256(log.write(rarely(), ask.toBytes()).leaf()));
      return;
    }
    Hash ask = asked.get(random.nextInt(asked.size()));
    log.write(rarely(), new Done(step, ask, by).toBytes());
  }

  private Audience rarely() {
    return random.nextInt(20) == 0 ? audience() : Audience.everyone();
  }

  private void watch() {
    Desk desk = new Desk(random.nextBoolean() ? "duty" : "command");
    DisplayName by = new DisplayName("n" + random.nextInt(3));
    WatchBody said =
        switch (random.nextInt(4)) {
          case 0 -> new WatchBody.Left(desk, by);
          case 1 -> new WatchBody.HandedOver(desk, by, "n" + random.nextInt(100));
          default -> new WatchBody.Taken(desk, by, message());
        };
    log.write(audience(), said.toBytes());
  }

  private void send() {
    MessageContent content =
        new MessageContent(
            Desk.DUTY,
            one(Precedence.values()),
            message(),
            message(),
            new Wording(Optional.of(one(Phrase.values())), "n" + random.nextInt(100), "en"),
            new References(List.of(), List.of(), places()),
            Optional.empty(),
            random.nextInt(3) == 0 ? Optional.of(warning()) : Optional.empty(),
            attachments());
    HeldEntry written = log.write(audience(), new ChannelBody.Sent(content).toBytes());
    messages.add(new EntryPlace(written.origin(), written.seq(), written.leafHash()));
  }

  /// Some of them of messages that are not for this party.
  private void note() {
    message()
        .ifPresent(
            at -> {
              ChannelBody said =
                  random.nextInt(8) == 0
                      ? new ChannelBody.Escalated(at, new Desk("desk" + random.nextInt(3)))
                      : new ChannelBody.Noted(one(Step.values()), at, "", Optional.empty());
              log.write(audience(), said.toBytes());
            });
  }

  private List<NamedPlace> places() {
    return IntStream.range(0, random.nextInt(3))
        .mapToObj(_ -> new NamedPlace(Optional.empty(), position()))
        .toList();
  }

  private Matter warning() {
    Instant start = Instant.ofEpochSecond(1_000);
    return new Matter.Warning(
        "if",
        "then",
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Area.Circle(position(), 1 + random.nextInt(20_000))),
        new TimeWindow(start, start.plusSeconds(600)),
        random.nextBoolean() ? Optional.empty() : Optional.of(start));
  }

  /// Some of it of what the message does not say.
  private WarningRead warningRead() {
    Instant time = Instant.ofEpochSecond(1_000).plusMillis(random.nextInt(120_000));
    return new WarningRead(
        random.nextInt(4) == 0
            ? Optional.of(new Area.Circle(position(), 1 + random.nextInt(20_000)))
            : Optional.empty(),
        random.nextInt(3) == 0 ? Optional.of(time) : Optional.empty(),
        random.nextInt(3) == 0 ? Optional.of(time.plusSeconds(600)) : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(time) : Optional.empty());
  }

  private List<Attachment> attachments() {
    return IntStream.range(0, random.nextInt(3))
        .mapToObj(
            each ->
                new Attachment(
                    new FileName("map" + each),
                    MediaType.PDF,
                    1 + each,
                    Salt.of(new byte[Salt.BYTES]),
                    Hash.sha256(new byte[] {(byte) random.nextInt(8)})))
        .toList();
  }

  /// Some of them of attachments that the message does not have.
  private void attachmentsHeld() {
    SortedSet<Integer> numbers = new TreeSet<>();
    numbers.add(1 + random.nextInt(2));
    numbers.add(1 + random.nextInt(3));
    message()
        .ifPresent(
            at -> log.write(audience(), new ChannelBody.AttachmentsHeld(at, numbers).toBytes()));
  }

  /// Some of them of places that the message does not have.
  private void readBack() {
    WarningRead warning = random.nextBoolean() ? WarningRead.NONE : warningRead();
    SortedMap<Integer, Position> places = new TreeMap<>();
    places.put(1 + random.nextInt(2), position());
    places.put(1 + random.nextInt(3), position());
    message()
        .ifPresent(
            at ->
                log.write(
                    audience(),
                    new ChannelBody.ReadBack(at, places, warning, Optional.empty()).toBytes()));
  }

  private Optional<EntryPlace> message() {
    return messages.isEmpty() || random.nextInt(3) == 0
        ? Optional.empty()
        : Optional.of(messages.get(random.nextInt(messages.size())));
  }

  private void carry(
      Carrier carrier,
      OperationId id,
      int revision,
      OperationState state,
      Audience to,
      OperationContent content) {
    log.write(to, new Carried(carrier, id, revision, state, content).toBytes());
    takeUps.declared(id, content.kind());
    kept.put(id, new Kept(revision, state, to, content));
  }

  private void harm() {
    OperationMessage declared =
        new Carried(
            Carrier.DECLARED,
            OperationId.first(log.party(), 1, log.size()),
            1,
            OperationState.DECLARED,
            content());
    switch (random.nextInt(14)) {
      case 0 -> log.write(audience(), noise());
      case 1 -> log.leaf(noise(), Audience.everyone(), body(declared.toBytes()));
      case 2 -> log.leaf("{\"v\":2}".getBytes(UTF_8), Audience.everyone(), body(noise()));
      case 3 -> log.write(audience(), "{\"type\":\"later-thing\",\"x\":1}".getBytes(UTF_8));
      case 4 -> anothers();
      case 5, 6 -> revise(true);
      case 7 -> elsewhere(declared);
      case 8 -> log.write(new Audience.Sealed(), declared.toBytes());
      case 9 -> log.write(audience(), new RulesMessage.Adopted(documents.getFirst()).toBytes());
      case 10 -> log.write(audience(), "{\"type\":\"genesis\"}".getBytes(UTF_8));
      case 11 -> wrongBody(declared);
      case 12 -> linkTested();
      default -> noted();
    }
  }

  private void linkTested() {
    SortedMap<PartyId, LinkResult> results = new TreeMap<>();
    for (PartyId party : parties) {
      results.put(
          party,
          random.nextBoolean()
              ? new LinkResult.Passed(random.nextInt(100), random.nextInt(100))
              : new LinkResult.Failed(one(LinkResult.Reason.values())));
    }
    log.write(audience(), new LinkTested(results).toBytes());
  }

  private void anothers() {
    OperationId id = new OperationId(parties.get(random.nextInt(parties.size())), "1.0");
    log.write(audience(), new Moved(Move.WITHDRAWN, id, 1).toBytes());
  }

  private void elsewhere(OperationMessage message) {
    Body body = body(message.toBytes());
    Instant time = Instant.ofEpochMilli(0);
    Audience to = Audience.everyone();
    Entry entry = new Entry(log.origin(), log.size() + 1, time, to, List.of(), body.hash());
    log.leaf(entry.toBytes(), to, body);
  }

  private void wrongBody(OperationMessage message) {
    Audience to = Audience.everyone();
    Hash other = Hash.sha256(noise());
    Instant time = Instant.ofEpochMilli(0);
    Entry entry = new Entry(log.origin(), log.size(), time, to, List.of(), other);
    log.leaf(entry.toBytes(), to, body(message.toBytes()));
  }

  private void noted() {
    FindingNote note =
        new FindingNote(
            Hash.sha256(noise()),
            new OperationId(parties.getFirst(), "1.0"),
            1,
            new OperationId(parties.getLast(), "1.0"),
            1,
            List.of(documents.getFirst().hash()),
            one(FindingNote.Says.values()));
    SingleNote single =
        new SingleNote(
            new FindingName.Single(
                new OperationId(parties.getFirst(), "1." + random.nextInt(4)),
                parties.getLast(),
                "lines/river"),
            1,
            Instant.EPOCH,
            documents.get(random.nextInt(documents.size())).hash(),
            one(FindingNote.Says.values()));
    log.write(
        Audience.everyone(),
        new FindingsNoted(List.of(note), List.of(), List.of(single), List.of()).toBytes());
  }

  private <E> E one(E[] values) {
    return values[random.nextInt(values.length)];
  }

  private Body body(byte[] bytes) {
    return Body.of(log.salt(), bytes).orThrow();
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(60)];
    random.nextBytes(noise);
    return noise;
  }

  private Optional<OperationId> any() {
    List<OperationId> ids = new ArrayList<>(kept.keySet());
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  private Kept kept(OperationId id) {
    return Optional.ofNullable(kept.get(id)).orElseThrow();
  }

  private Audience audience() {
    if (random.nextInt(3) > 0) {
      return Audience.everyone();
    }
    Set<PartyId> some = new TreeSet<>(parties);
    some.removeIf(party -> random.nextBoolean());
    return Audience.of(some);
  }

  private OperationContent content() {
    List<Volume> volumes = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      volumes.add(new Volume(area(), heights(), time()));
    }
    return new OperationContent(
        one(Kind.values()),
        random.nextInt(100),
        one(Grain.values()),
        "n" + random.nextInt(100),
        volumes);
  }

  private Area area() {
    int width = 10_000 + random.nextInt(100_000);
    Position one = position();
    return switch (random.nextInt(3)) {
      case 0 -> Areas.circle(one, width).orThrow();
      case 1 -> Areas.corridor(List.of(one, position(), position()), width).orThrow();
      default ->
          Areas.polygon(
                  List.of(
                      one,
                      new Position(one.latE7() + 100_000, one.lonE7()),
                      new Position(one.latE7(), one.lonE7() + 120_000)),
                  width)
              .orThrow();
    };
  }

  private Position position() {
    return Position.ofDegrees(
        Shapes.LAT + random.nextDouble() * 0.15, Shapes.LON + random.nextDouble() * 0.25);
  }

  private HeightBand heights() {
    Datum datum = random.nextInt(4) == 0 ? Datum.PRESSURE : Datum.MSL;
    int lower = random.nextInt(4) * 500;
    int unit = datum == Datum.MSL ? 30 : 1;
    return new HeightBand(datum, lower * unit, (lower + 800) * unit, Optional.empty());
  }

  private TimeWindow time() {
    Instant start = Shapes.MORNING.plus(Duration.ofMinutes(random.nextInt(180)));
    return new TimeWindow(start, start.plus(Duration.ofMinutes(5 + random.nextInt(90))));
  }
}
