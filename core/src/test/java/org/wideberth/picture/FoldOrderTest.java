package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.channel.Handling;
import org.wideberth.channel.LinkTestPace;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.OpenLetters;
import org.wideberth.channel.Owed;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.Step;
import org.wideberth.channel.TestTimes;
import org.wideberth.channel.Watch;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFinding.What;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.SettlementState;

/// Whatever honest and hostile authors wrote: the picture depends on what is held, not on the order
/// in which it came; it is what a slow fold from scratch makes of it; and its events add up to it.
final class FoldOrderTest {
  private static final List<String> NAMES = List.of("amber", "cobalt", "relief");
  static final List<PartyId> PARTIES = NAMES.stream().map(PartyId::new).toList();
  private static final List<Rules> DOCUMENTS =
      List.of(
          Shapes.withTerms(Shapes.rules(1, 500, "amber", "cobalt", "relief"), 60),
          Shapes.with(
              Shapes.rules(2, 2_000, "amber", "cobalt", "relief"),
              List.of(Shapes.river(0, "amber", "relief")),
              List.of(
                  Shapes.zone("ward", ZoneKind.KEEP_OUT, 0, Shapes.circle(800, 60), "cobalt"),
                  Shapes.zone(
                      "bay", ZoneKind.NOTIFY_BEFORE_ENTRY, 7_200, Shapes.circle(0, 90), "amber"),
                  Shapes.zone(
                      "roof", ZoneKind.HEIGHT_LIMITED, 0, Shapes.circle(-500, 30), "relief")),
              Map.of(Kind.AIR, 3_600)),
          Shapes.withTerms(
              Shapes.with(
                  Shapes.rules(3, 1_000, "amber", "cobalt"),
                  List.of(Shapes.river(300, "amber"), Shapes.brook("cobalt")),
                  List.of(),
                  Map.of()),
              30),
          Rules.of(
              Shapes.with(
                      Shapes.rules(4, 3_000, "amber", "cobalt", "relief"),
                      List.of(Shapes.river(-200, "amber", "cobalt")),
                      List.of(),
                      Map.of(Kind.AIR, 1_800))
                  .document()
                  .with(
                      new Lineage(
                          Optional.empty(),
                          Optional.empty(),
                          Optional.of(Shapes.MORNING.plusSeconds(3_900))))));
  private static final int ROUNDS = 12;
  private static final int ENTRIES_EACH = 40;
  private static final int INTERLEAVINGS = 6;
  private static final Set<What> FOUND = new TreeSet<>();
  private static final Set<String> SUSPENDED = new TreeSet<>();
  private static final Set<String> DUE = new TreeSet<>();
  private static final Set<String> CLAIMED = new TreeSet<>();

  @AfterAll
  static void articlesWereAmongThem() {
    assertThat(FOUND).contains(What.CROSSES_LINE, What.LATE_NOTICE);
    assertThat(SUSPENDED).isNotEmpty();
    assertThat(DUE).contains("answer-deadlines/flash");
    assertThat(CLAIMED).contains("stands", "corrected", "taken-back", "true", "false");
  }

  private static String last(String words) {
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theFoldIsTheSameForManyInterleavings(int block) {
    long findings = 0;
    Set<What> what = new TreeSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 1_000L * block + round;
      findings += check(seed, what);
    }
    assertThat(findings).as("findings in all rounds of block %d", block).isPositive();
    FOUND.addAll(what);
  }

  private static long check(long seed, Set<What> what) {
    Random random = new Random(seed);
    List<WrittenLog> logs = new ArrayList<>();
    List<EntryPlace> messages = new ArrayList<>();
    TakeUpScribe takeUps = new TakeUpScribe(random, PARTIES, true);
    for (String name : NAMES) {
      WrittenLog log = new WrittenLog(name, Shapes.MORNING.minusSeconds(3_600));
      new Scribe(random, log, PARTIES, DOCUMENTS, messages, takeUps).write(ENTRIES_EACH);
      logs.add(log);
    }
    Picture picture = compare(logs, random, seed);
    for (ArticleFinding finding : picture.articleFindings()) {
      finding.under().forEach(under -> what.add(under.what()));
    }
    return picture.findings().size();
  }

  @Test
  void soIsWhatIsSaidOfOneConflict() {
    Set<SettlementState> states = new TreeSet<>();
    for (long seed = 1; seed <= 8 * ROUNDS; seed++) {
      Random random = new Random(seed);
      Picture picture = compare(oneConflict(random), random, seed);
      for (Hash finding : picture.takenUp()) {
        states.add(picture.settlement(finding).orElseThrow().state());
      }
    }
    assertThat(states)
        .as("settlements in all rounds")
        .contains(
            SettlementState.OFFERED,
            SettlementState.AGREED,
            SettlementState.FOUND_AGAIN,
            SettlementState.CARRIED_OUT,
            SettlementState.CLOSED);
  }

  /// Both sides speak of it and now and then revise; the third one speaks of it too.
  private static List<WrittenLog> oneConflict(Random random) {
    List<WrittenLog> logs = NAMES.stream().map(WrittenLog::new).toList();
    TakeUpScribe takeUps = new TakeUpScribe(random, PARTIES, false);
    int size = 3 + random.nextInt(ENTRIES_EACH);
    int[] revisions = {1, 1};
    for (WrittenLog log : logs) {
      log.write(Audience.everyone(), new RulesMessage.Adopted(DOCUMENTS.getFirst()).toBytes());
    }
    for (int i = 0; i < 2; i++) {
      OperationId id = OperationId.first(logs.get(i).party(), 1, 1);
      write(logs.get(i), Carrier.DECLARED, id, 1, 300 * i);
      takeUps.declared(id, Kind.AIR);
    }
    for (int entries = 0; entries < size; entries++) {
      int author = random.nextInt(20) == 0 ? 2 : random.nextInt(2);
      WrittenLog log = logs.get(author);
      if (author < 2 && random.nextInt(16) == 0) {
        OperationId id = OperationId.first(log.party(), 1, 1);
        write(log, Carrier.REVISED, id, ++revisions[author], random.nextInt(3) / 2 * 20_000);
      } else {
        takeUps.write(log, Audience.everyone());
      }
    }
    return logs;
  }

  private static void write(
      WrittenLog log, Carrier carrier, OperationId id, int revision, int eastM) {
    OperationContent content =
        new OperationContent(Kind.AIR, 0, Grain.EXACT, "one", List.of(Shapes.circle(eastM)));
    log.write(
        Audience.everyone(),
        new Carried(carrier, id, revision, OperationState.DECLARED, content).toBytes());
  }

  /// Lets the logs arrive in many ways.
  ///
  /// @return what they all come to
  private static Picture compare(List<WrittenLog> logs, Random random, long seed) {
    PartyId self = random.nextInt(4) == 0 ? new PartyId("watcher") : PARTIES.get(random.nextInt(3));
    boolean someNeverCome = random.nextBoolean();
    List<List<HeldEntry>> held = new ArrayList<>();
    for (WrittenLog log : logs) {
      held.add(
          log.entries().stream()
              .map(
                  each ->
                      someNeverCome && random.nextInt(8) == 0
                          ? each.withoutBody()
                          : each.asHeldBy(self))
              .toList());
    }
    Set<String> digests = new HashSet<>();
    Picture picture = AtOnce.fold(held, self);
    digests.add(picture.digest() + tests(picture) + owed(picture));
    for (int i = 0; i < INTERLEAVINGS; i++) {
      picture = arrive(held, self, random, seed);
      digests.add(picture.digest() + tests(picture) + owed(picture));
    }
    assertThat(digests).as("digests with seed %d", seed).hasSize(1);
    compareWithOracle(picture, held, self, seed);
    compareNotes(picture, held, seed);
    return picture;
  }

  /// How tests of the channel stand, which is not part of the digest: it is each pair's own.
  private static String tests(Picture picture) {
    TestTimes midnight = new TestTimes(List.of(LocalTime.MIDNIGHT));
    StringBuilder words = new StringBuilder();
    for (PartyId peer : PARTIES) {
      words.append(
          picture
              .linkTests()
              .of(
                  peer,
                  LinkTestPace.USUAL,
                  Instant.EPOCH,
                  Instant.EPOCH,
                  Instant.ofEpochSecond(60)));
      words.append(
          picture.channel().tests().of(peer, midnight, Instant.EPOCH, Instant.ofEpochSecond(60)));
    }
    return words.toString();
  }

  /// What is owed between this party and others, and by which terms: as the index has it, which is
  /// what a look at every message comes to.
  private static String owed(Picture picture) {
    StringBuilder words = new StringBuilder();
    for (PartyId peer : PARTIES) {
      if (peer.equals(picture.self())) {
        continue;
      }
      words.append(picture.agreement().termsBetween(picture.self(), peer).hashes());
      for (Precedence precedence : Precedence.values()) {
        for (Owed owed : Owed.values()) {
          words.append(owed(picture, picture.self(), peer, owed, precedence));
          words.append(owed(picture, peer, picture.self(), owed, precedence));
        }
      }
    }
    return words.toString();
  }

  private static Set<MessageId> owed(
      Picture picture, PartyId author, PartyId reader, Owed owed, Precedence precedence) {
    Set<MessageId> slowly = new TreeSet<>();
    for (Message message : picture.channel().messages()) {
      boolean done =
          owed == Owed.ANSWERED
              ? !message.answers(reader).isEmpty()
              : message.noted(reader, Step.ACKNOWLEDGED).isPresent();
      if (message.author().equals(author)
          && message.isFor(reader)
          && message.content().precedence() == precedence
          && owed.isOf(message.content())
          && !done) {
        slowly.add(message.id());
      }
      AnswerDue.of(picture, message, reader).forEach(due -> DUE.add(due.by().article()));
    }
    Set<MessageId> found = new TreeSet<>();
    picture
        .channel()
        .owed(
            new OpenLetters.Of(author, reader, owed, precedence),
            TimeWindow.FIRST,
            TimeWindow.LAST,
            Integer.MAX_VALUE)
        .forEach(message -> found.add(message.id()));
    assertThat(found).isEqualTo(slowly);
    return found;
  }

  private static void compareWithOracle(
      Picture picture, List<List<HeldEntry>> held, PartyId self, long seed) {
    OracleFold oracle = new OracleFold(self);
    held.forEach(oracle::read);
    oracle.whole();
    assertThat(picture.agreement().steps().suspensions().stream().map(OracleRules::words))
        .as("suspensions with seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(oracle.suspensions());
    SUSPENDED.addAll(oracle.suspensions());
    assertThat(
            picture.operations().stream()
                .map(o -> OracleFold.words(o.id(), o.revision(), o.state(), o.readers())))
        .as("operations with seed %d", seed)
        .containsExactlyElementsOf(oracle.operations());
    assertThat(picture.findings().stream().map(FoldOrderTest::words))
        .as("findings with seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(oracle.findings());
    assertThat(picture.articleFindings().stream().map(OracleArticles::words))
        .as("findings under articles with seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(oracle.articleFindings());
    Set<String> handling = new TreeSet<>();
    for (Message message : picture.channel().messages()) {
      message
          .handling()
          .forEach(
              (reader, said) ->
                  words(said)
                      .forEach(each -> handling.add(OracleFold.words(message.at(), reader, each))));
    }
    assertThat(handling).as("handling with seed %d", seed).isEqualTo(oracle.handling());
    compareReadings(picture, oracle, seed);
    assertThat(WarningOracle.times(picture))
        .as("times with seed %d", seed)
        .isEqualTo(oracle.times());
    assertThat(AttachmentOracle.held(picture))
        .as("attachments with seed %d", seed)
        .isEqualTo(oracle.attachments.held());
    compareWatches(picture, oracle, seed);
    assertThat(ClaimOracle.words(picture))
        .as("claims with seed %d", seed)
        .isEqualTo(oracle.claims.words());
    CLAIMED.addAll(ClaimOracle.words(picture).stream().map(FoldOrderTest::last).toList());
    compareSettlements(picture, oracle, self, seed);
    assertThat(PARTIES.stream().filter(picture::unresolved))
        .as("unresolved with seed %d", seed)
        .containsExactlyElementsOf(oracle.unclear());
  }

  private static void compareReadings(Picture picture, OracleFold oracle, long seed) {
    Map<String, List<Long>> readings = new TreeMap<>();
    for (Message message : picture.channel().messages()) {
      message
          .readBacks()
          .forEach(
              (reader, said) ->
                  said.byPlace()
                      .forEach(
                          (place, each) ->
                              readings.put(
                                  "%s %s %d".formatted(message.at(), reader, place),
                                  each.stream().map(one -> one.at().seq()).toList())));
    }
    assertThat(readings).as("readings with seed %d", seed).isEqualTo(oracle.readings());
  }

  private static void compareWatches(Picture picture, OracleFold oracle, long seed) {
    Map<String, String> watches = new TreeMap<>();
    for (PartyId party : PARTIES) {
      for (Watch watch : picture.watches().of(party)) {
        if (watch.by().isPresent()) {
          watches.put(
              party + " " + watch.desk(),
              watch.manned() + " " + watch.by().get() + " " + watch.since().orElseThrow());
        }
      }
    }
    assertThat(watches).as("watches with seed %d", seed).isEqualTo(oracle.watches());
  }

  private static void compareSettlements(
      Picture picture, OracleFold oracle, PartyId self, long seed) {
    Set<String> settlements = new TreeSet<>();
    picture
        .takenUp()
        .forEach(id -> settlements.add(TakeUpOracle.words(picture.settlement(id).orElseThrow())));
    assertThat(settlements).as("settlements with seed %d", seed).isEqualTo(oracle.settlements());
    Set<Hash> pending = new TreeSet<>();
    picture.findings().stream().filter(f -> f.involves(self)).forEach(f -> pending.add(f.id()));
    picture.articleFindings().forEach(f -> facing(picture, f).forEach(n -> pending.add(n.id())));
    assertThat(picture.pending().stream().map(each -> each.finding().id()))
        .as("pending with seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(pending);
    picture
        .pending()
        .forEach(
            each ->
                assertThat(each.state())
                    .as("%s with seed %d", each.finding(), seed)
                    .isEqualTo(picture.settlement(each.finding().id()).orElseThrow().state()));
  }

  /// With whom the own party settles what is found about one operation, by the words of it.
  private static List<FindingName.Single> facing(Picture picture, ArticleFinding found) {
    Set<PartyId> members = new TreeSet<>();
    for (Rules rules : DOCUMENTS) {
      if (found.under().stream().anyMatch(under -> under.rules().equals(rules.hash()))) {
        members.addAll(rules.document().members());
      }
    }
    members.remove(found.party());
    Operation operation = picture.operation(found.operation()).orElseThrow();
    List<PartyId> told = members.stream().filter(operation::isSeenBy).toList();
    List<PartyId> facing =
        !found.party().equals(picture.self())
            ? members.stream().filter(picture.self()::equals).toList()
            : told.isEmpty() ? members.stream().limit(1).toList() : told;
    return facing.stream().map(member -> FindingName.of(found, member)).toList();
  }

  /// What is to be noted is known without a look at everything; here everything is looked at.
  private static void compareNotes(Picture picture, List<List<HeldEntry>> logs, long seed) {
    Set<Hash> all = new TreeSet<>();
    picture.findings().forEach(finding -> all.add(finding.id()));
    for (HeldEntry held : logs.stream().flatMap(List::stream).toList()) {
      if (held.body().isPresent()
          && FindingsNoted.parse(held.body().get().bytes())
              instanceof Outcome.Accepted<FindingsNoted>(var noted)) {
        noted.all().forEach(note -> all.add(note.finding()));
      }
    }
    picture.articleFindings().forEach(f -> facing(picture, f).forEach(n -> all.add(n.id())));
    all.removeIf(finding -> FindingNotes.due(picture, finding).isEmpty());
    assertThat(picture.notes().due()).as("notes due, seed %d", seed).isEqualTo(all);
  }

  private static List<String> words(Handling said) {
    List<String> words = new ArrayList<>();
    said.steps().keySet().forEach(step -> words.add(step.type()));
    said.escalations().forEach(each -> words.add("to " + each.desk()));
    return words;
  }

  private static String words(Finding f) {
    return OracleFindings.words(
        f.id(),
        "%s %d %s %d"
            .formatted(
                f.first().operation(),
                f.first().revision(),
                f.second().operation(),
                f.second().revision()),
        f.verdict(),
        f.interval(),
        f.upperMm(),
        f.rules(),
        f.disputed());
  }

  /// Each log in its own order, the logs mixed, in batches; some bodies come later than their
  /// entries, in any order; some entries come twice.
  private static Picture arrive(
      List<List<HeldEntry>> logs, PartyId self, Random random, long seed) {
    Picture picture = Picture.empty(WrittenLog.THEATRE, self);
    Mirror mirror = new Mirror();
    int[] next = new int[logs.size()];
    List<HeldEntry> late = new ArrayList<>();
    List<HeldEntry> batch = new ArrayList<>();
    while (true) {
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < next.length; i++) {
        if (next[i] < logs.get(i).size()) {
          open.add(i);
        }
      }
      if (open.isEmpty() && late.isEmpty()) {
        break;
      }
      if (!late.isEmpty() && (open.isEmpty() || random.nextInt(4) == 0)) {
        batch.add(late.remove(random.nextInt(late.size())));
      } else {
        int log = open.get(random.nextInt(open.size()));
        HeldEntry held = logs.get(log).get(next[log]++);
        boolean delayed = held.body().isPresent() && random.nextInt(4) == 0;
        if (delayed || random.nextInt(10) == 0) {
          late.add(held);
        }
        batch.add(
            delayed
                ? HeldEntry.of(held.origin(), held.seq(), held.leaf(), Optional.empty())
                : held);
      }
      if (random.nextInt(3) == 0) {
        picture.apply(batch).forEach(mirror::follow);
        batch.clear();
      }
    }
    Collections.shuffle(batch, random);
    picture.apply(batch).forEach(mirror::follow);
    mirror.compare(picture, seed);
    return picture;
  }
}
