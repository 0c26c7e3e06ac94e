package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// A log of which its author signed two histories: both stay live.
final class ForkedPictureTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final PartyId WATCHER = new PartyId("watcher");
  private static final List<PartyId> PARTIES = List.of(AMBER, COBALT);
  private static final List<Rules> DOCUMENTS =
      List.of(Shapes.rules(1, 500, "amber", "cobalt"), Shapes.rules(2, 2_000, "amber", "cobalt"));

  /// Two histories with the same beginning, marked as every node marks them.
  record Fork(List<HeldEntry> common, List<HeldEntry> first, List<HeldEntry> second) {
    static Fork of(WrittenLog one, WrittenLog other, int from) {
      List<HeldEntry> a = one.entries().stream().map(WrittenLog.Written::full).toList();
      List<HeldEntry> b = other.entries().stream().map(WrittenLog.Written::full).toList();
      Hash leafOfA = Hash.sha256(a.get(from).leaf());
      Hash leafOfB = Hash.sha256(b.get(from).leaf());
      boolean aIsFirst = leafOfA.compareTo(leafOfB) < 0;
      Branch branch = new Branch(one.origin(), from, aIsFirst ? leafOfB : leafOfA);
      List<HeldEntry> first = (aIsFirst ? a : b).subList(from, (aIsFirst ? a : b).size());
      List<HeldEntry> second = (aIsFirst ? b : a).subList(from, (aIsFirst ? b : a).size());
      return new Fork(
          a.subList(0, from), first, second.stream().map(each -> each.in(branch)).toList());
    }

    List<HeldEntry> all() {
      List<HeldEntry> all = new ArrayList<>(common);
      all.addAll(first);
      all.addAll(second);
      return all;
    }
  }

  private static WrittenLog copy(WrittenLog log, int size) {
    WrittenLog copy = new WrittenLog(log.party().text());
    log.entries().subList(0, size).forEach(each -> copy.entries().add(each));
    return copy;
  }

  private static OperationRequest at(int eastM) {
    return Shapes.request("circle", Shapes.circle(eastM));
  }

  private static Picture fold(List<HeldEntry> entries) {
    Picture picture = Picture.empty(WrittenLog.THEATRE, WATCHER);
    picture.apply(entries);
    return picture;
  }

  @Test
  void whateverTheOrderThePictureIsTheSame() {
    int variants = 0;
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      WrittenLog one = new WrittenLog("amber");
      List<EntryPlace> messages = new ArrayList<>();
      TakeUpScribe takeUps = new TakeUpScribe(random, PARTIES, true);
      new Scribe(random, one, PARTIES, DOCUMENTS, messages, takeUps).write(20);
      int from = 1 + random.nextInt((int) one.size() - 1);
      WrittenLog other = copy(one, from);
      new Scribe(random, other, PARTIES, DOCUMENTS, messages, takeUps).write(20);
      if (Hash.sha256(one.entries().get(from).full().leaf())
          .equals(Hash.sha256(other.entries().get(from).full().leaf()))) {
        continue;
      }
      WrittenLog cobalt = new WrittenLog("cobalt");
      new Scribe(random, cobalt, PARTIES, DOCUMENTS, messages, takeUps).write(20);
      List<HeldEntry> all = new ArrayList<>(Fork.of(one, other, from).all());
      cobalt.entries().forEach(each -> all.add(each.full()));
      Set<String> digests = new HashSet<>();
      for (int order = 0; order < 4; order++) {
        Picture picture = Picture.empty(WrittenLog.THEATRE, WATCHER);
        for (int at = 0; at < all.size(); ) {
          int next = Math.min(all.size(), at + 1 + random.nextInt(9));
          picture.apply(all.subList(at, next));
          at = next;
        }
        digests.add(picture.digest());
        variants += (int) picture.operations().stream().filter(o -> o.id().isVariant()).count();
        Collections.shuffle(all, random);
      }
      assertThat(digests).as("digests with seed %d", seed).hasSize(1);
    }
    assertThat(variants).isPositive();
  }

  @Test
  void twoOperationsUnderOneIdAreBothLiveAndBothInConflict() {
    WrittenLog amber = new WrittenLog("amber");
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(DOCUMENTS.getFirst(), "amber", "cobalt");
    theatre.log("amber").entries().forEach(each -> amber.entries().add(each));
    OperationId mine = theatre.declare("cobalt", at(0));
    WrittenLog other = copy(amber, (int) amber.size());
    int from = (int) amber.size();
    OperationId id = OperationId.first(AMBER, 1, from);
    Picture before = theatre.picture("amber");
    amber.write(OperationDecisions.declare(before, 1, from, at(0)).orThrow());
    other.write(OperationDecisions.declare(before, 1, from, at(100)).orThrow());
    List<HeldEntry> all = new ArrayList<>(Fork.of(amber, other, from).all());
    theatre.log("cobalt").entries().forEach(each -> all.add(each.full()));
    Picture picture = fold(all);

    List<OperationId> ids =
        picture.operations().stream()
            .filter(Operation::isLive)
            .map(Operation::id)
            .filter(each -> each.party().equals(AMBER))
            .toList();
    assertThat(ids).hasSize(2).contains(id);
    assertThat(ids.stream().filter(OperationId::isVariant)).hasSize(1);
    assertThat(OperationId.parse(ids.getLast().text()).orThrow()).isEqualTo(ids.getLast());
    assertThat(picture.findings())
        .hasSize(2)
        .allMatch(finding -> finding.across(AMBER).operation().equals(mine));
    assertThat(picture.placeholders()).isEmpty();
  }

  @Test
  void whatOneHistoryEndsTheOtherStillHas() {
    WrittenLog amber = new WrittenLog("amber");
    Picture author = Picture.empty(WrittenLog.THEATRE, AMBER);
    OperationId id = OperationId.first(AMBER, 1, 0);
    author.apply(List.of(amber.write(OperationDecisions.declare(author, 1, 0, at(0)).orThrow())));
    WrittenLog other = copy(amber, 1);
    amber.write(OperationDecisions.withdraw(author, id).orThrow());
    other.write(OperationDecisions.activate(author, id).orThrow());
    Picture picture = fold(Fork.of(amber, other, 1).all());

    assertThat(picture.operations()).hasSize(2);
    assertThat(picture.operations().stream().filter(Operation::isLive)).hasSize(1);
    assertThat(picture.placeholders()).isEmpty();
  }

  @Test
  void theVerySameEntryInBothHistoriesCountsInBothWhicheverComesFirst() {
    WrittenLog amber = new WrittenLog("amber");
    Picture author = Picture.empty(WrittenLog.THEATRE, AMBER);
    OperationId id = OperationId.first(AMBER, 1, 0);
    author.apply(List.of(amber.write(OperationDecisions.declare(author, 1, 0, at(0)).orThrow())));
    WrittenLog other = copy(amber, 1);
    amber.write(OperationDecisions.withdraw(author, id).orThrow());
    other.write(OperationDecisions.declare(author, 1, 1, at(9_000)).orThrow());
    for (WrittenLog each : List.of(amber, other)) {
      each.write(OperationDecisions.activate(author, id).orThrow());
      each.write(Audience.everyone(), new RulesMessage.Adopted(DOCUMENTS.getFirst()).toBytes());
    }
    assertThat(amber.last().full().leaf()).isEqualTo(other.last().full().leaf());

    List<HeldEntry> all = new ArrayList<>(Fork.of(amber, other, 1).all());
    Set<String> digests = new HashSet<>();
    for (long seed = 1; seed <= 40; seed++) {
      Collections.shuffle(all, new Random(seed));
      Picture picture = Picture.empty(WrittenLog.THEATRE, WATCHER);
      all.forEach(each -> picture.apply(List.of(each)));
      digests.add(picture.digest());
      assertThat(picture.operations().stream().map(Operation::state))
          .as("seed %d", seed)
          .contains(OperationState.WITHDRAWN, OperationState.ACTIVE);
      // Who has withdrawn it cannot activate it, whatever the other history says.
      assertThat(picture.placeholders()).as("seed %d", seed).hasSize(1);
    }
    assertThat(digests).hasSize(1);
  }

  @Test
  void rulesAdoptedInOneHistoryOnlyAreInDispute() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(DOCUMENTS.getFirst(), "amber", "cobalt");
    WrittenLog amber = copy(theatre.log("amber"), (int) theatre.log("amber").size());
    int from = (int) amber.size();
    WrittenLog other = copy(amber, from);
    Picture author = theatre.picture("amber");
    amber.write(
        RulesDecisions.propose(author, DOCUMENTS.getLast().text(), Optional.empty()).orThrow());
    author.apply(List.of(amber.last().full()));
    amber.write(
        RulesDecisions.adopt(author, DOCUMENTS.getLast().hash(), Optional.empty()).orThrow());
    other.write(OperationDecisions.declare(author, 1, from, at(0)).orThrow());
    List<HeldEntry> all = new ArrayList<>(Fork.of(amber, other, from).all());
    theatre.log("cobalt").entries().forEach(each -> all.add(each.full()));
    Picture picture = fold(all);

    assertThat(picture.agreement().disputed(Shapes.MORNING)).isTrue();
    assertThat(picture.rulesBetween(AMBER, COBALT).hashes())
        .containsExactlyInAnyOrder(DOCUMENTS.getFirst().hash(), DOCUMENTS.getLast().hash());
  }

  @Test
  void nobodyDeclaresUnderTheNameOfAVariant() {
    WrittenLog amber = new WrittenLog("amber");
    Branch branch = new Branch(amber.origin(), 3, Hash.sha256(new byte[] {1}));
    OperationId variant = OperationId.first(AMBER, 1, 0).variant(branch);
    Picture author = Picture.empty(WrittenLog.THEATRE, AMBER);
    Draft honest = OperationDecisions.declare(author, 1, 0, at(0)).orThrow();
    String lie = new String(honest.body(), UTF_8).replace("amber.1.0", variant.text());
    amber.write(honest.to(), lie.getBytes(UTF_8));
    Picture picture = fold(List.of(amber.last().full()));

    assertThat(picture.operations()).isEmpty();
    assertThat(picture.placeholders())
        .extracting(Placeholder::reason)
        .containsExactly(Placeholder.Reason.NOT_VALID);
    OperationId longest = new OperationId(AMBER, "a".repeat(40));
    assertThat(longest.variant(branch).isVariant()).isTrue();
    assertThat(Optional.of(longest.variant(branch).name().length())).contains(40);
  }
}
