package org.wideberth.node.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.Desk;
import org.wideberth.channel.FileName;
import org.wideberth.channel.MediaType;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.References;
import org.wideberth.channel.Wording;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.party.PartyId;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;

/// Attachments over links that a test works by hand: cuts, restarts, and peers that lie.
class AttachmentsTest extends TwoEngines {
  private static final int CHUNK = Attachments.CHUNK_BYTES_MAX;

  private final Random random = new Random(1);

  @Override
  EngineBench.Node node(String party) throws IOException {
    return bench.nodeWithFiles(party);
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private Attachment attachment(byte[] bytes) {
    Salt salt = Salt.of(bytes(Salt.BYTES));
    return new Attachment(
        new FileName("map.pdf"),
        MediaType.PDF,
        bytes.length,
        salt,
        Hash.sha256(salt.bytes(), bytes));
  }

  private static void keep(EngineBench.Node at, Attachment what, byte[] bytes) throws IOException {
    at.files().append(what, bytes);
    assertThat(at.files().finish(what)).isTrue();
  }

  private static MessageId send(EngineBench.Node from, PartyId to, Attachment... attachments) {
    MessageRequest request =
        new MessageRequest(
            Audience.of(Set.of(to)),
            Desk.DUTY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.empty(), "look", "en"),
            References.none(),
            Optional.empty(),
            Optional.empty(),
            List.of(attachments));
    return ((Done.Said) from.ask(new Command.Send(request)).orThrow()).message();
  }

  private MessageId sendMap(byte[] map) throws IOException {
    Attachment what = attachment(map);
    keep(amber, what, map);
    return send(amber, cobalt.party(), what);
  }

  /// As above, and forgets what was said: it is much.
  private void passQuietly(int seconds) {
    for (int i = 0; i < seconds; i++) {
      pass(1);
      link.everything.clear();
      bench.trace.clear();
    }
  }

  private static Message message(EngineBench.Node at, MessageId id) {
    return at.engine.read(view -> view.picture().channel().message(id).orElseThrow());
  }

  private static Attachment named(EngineBench.Node at, MessageId id) {
    return message(at, id).content().attachments().getFirst();
  }

  private void assertHeld(MessageId id, byte[] bytes) throws IOException {
    Attachment what = named(cobalt, id);
    assertThat(cobalt.files().verified(what))
        .hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes));
    for (EngineBench.Node each : List.of(amber, cobalt)) {
      assertThat(message(each, id).attachmentsHeld(cobalt.party())).containsOnlyKeys(1);
    }
  }

  private static boolean alarms(EngineBench.Node at, Alarm.Code code) {
    return at.engine.read(view -> view.alarms().stream().anyMatch(alarm -> alarm.code() == code));
  }

  /// Delivers frames until cobalt has so many bytes.
  private void until(Attachment what, int bytes) {
    for (int second = 0; cobalt.files().has(what) < bytes && second < 100; second++) {
      bench.now = bench.now.plusSeconds(1);
      cobalt.engine.process(List.of(new Input.Tick()));
      while (cobalt.files().has(what) < bytes
          && !(link.toOne.isEmpty() && link.toOther.isEmpty())) {
        if (link.toOther.isEmpty()) {
          link.frameToOne(link.toOne.remove());
        } else {
          link.frameToOther(link.toOther.remove());
        }
      }
    }
    assertThat(cobalt.files().has(what)).isEqualTo(bytes);
  }

  @Test
  void itIsDeliveredBeforeItIsHeldAndHeldWhenAllBytesAreHere() throws IOException {
    byte[] map = bytes(10 * CHUNK + 1);
    MessageId id = sendMap(map);
    link.settle();
    assertThat(message(cobalt, id).attachmentsHeld(cobalt.party())).isEmpty();
    pass(4);
    assertHeld(id, map);
    Path dir = directory.resolve("cobalt").resolve(AttachmentFiles.DIRECTORY);
    Path file = dir.resolve(AttachmentFiles.nameOf(named(cobalt, id).hash()));
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(Files.getPosixFilePermissions(dir)).hasSize(3);
  }

  @Test
  void afterACutAndARestartInTheMiddleItGoesOnWhereItStopped() throws IOException {
    byte[] map = bytes(10 * CHUNK + 1);
    MessageId id = sendMap(map);
    link.settle();
    Attachment what = named(cobalt, id);
    until(what, 3 * CHUNK);
    link.down();
    pass(2);
    assertThat(cobalt.files().has(what)).isEqualTo(3 * CHUNK);
    cobalt.restart();
    assertThat(cobalt.files().has(what)).isEqualTo(3 * CHUNK);
    link.everything.clear();
    link.up();
    link.settle();
    pass(4);
    assertHeld(id, map);
    List<Integer> asked = new ArrayList<>();
    for (String each : link.everything) {
      if (Frame.parse(each.getBytes(UTF_8)).orThrow() instanceof Frame.WantAttachment want) {
        asked.add(want.from());
      }
    }
    assertThat(asked)
        .containsExactly(
            3 * CHUNK,
            4 * CHUNK,
            5 * CHUNK,
            6 * CHUNK,
            7 * CHUNK,
            8 * CHUNK,
            9 * CHUNK,
            10 * CHUNK);
  }

  @Test
  void whoIsNotInTheAudienceAsksForItAndGetsNothing() throws IOException {
    EngineBench.Node relief = bench.nodeWithFiles("relief");
    EngineBench.introduce(amber, relief);
    EngineBench.introduce(cobalt, relief);
    EngineBench.Link other = bench.link(amber, relief);
    other.up();
    other.settle();
    MessageId id = sendMap(bytes(CHUNK));
    Attachment what = named(amber, id);
    pass(3);
    other.settle();
    other.everything.clear();
    other.frameToOne(new Frame.WantAttachment(what.hash(), 0).encode());
    assertThat(other.toOther).isEmpty();
    // Nor does it get it by saying that it has sent the same to amber.
    send(relief, amber.party(), what);
    bench.pass(3, List.of(amber, relief), List.of(other));
    other.frameToOne(new Frame.WantAttachment(what.hash(), 0).encode());
    other.settle();
    assertThat(other.everything).noneMatch(frame -> frame.contains("file-bytes"));

    link.frameToOne(new Frame.WantAttachment(what.hash(), 0).encode());
    assertThat(link.toOther).anyMatch(f -> EngineBench.kind(f).equals("attachment"));
  }

  @Test
  void bytesThatNobodyAskedForAreNotKept() throws IOException {
    byte[] map = bytes(2 * CHUNK);
    MessageId id = sendMap(map);
    link.settle();
    Attachment what = named(cobalt, id);
    link.frameToOther(new Frame.AttachmentBytes(what.hash(), 0, bytes(CHUNK)).encode());
    assertThat(cobalt.files().has(what)).isZero();
    link.frameToOther(new Frame.AttachmentBytes(Hash.sha256(), 0, bytes(CHUNK)).encode());
    assertThat(directory.resolve("cobalt").resolve("attachments")).isEmptyDirectory();
    assertThat(link.closed).isEmpty();
  }

  @Test
  void wrongBytesAreThrownAwayAndTheAuthorIsNamed() throws IOException {
    byte[] map = bytes(2 * CHUNK);
    Attachment what = attachment(map);
    MessageId id = send(amber, cobalt.party(), what);
    link.settle();
    bench.now = bench.now.plusSeconds(1);
    cobalt.engine.process(List.of(new Input.Tick()));
    link.settle();
    for (int from = 0; from < map.length; from += CHUNK) {
      // One too long and one too short first: neither is taken.
      link.frameToOther(new Frame.AttachmentBytes(what.hash(), from, bytes(CHUNK - 1)).encode());
      assertThat(cobalt.files().has(what)).isEqualTo(from);
      link.frameToOther(new Frame.AttachmentBytes(what.hash(), from, bytes(CHUNK)).encode());
    }
    assertThat(cobalt.files().has(what)).isZero();
    assertThat(cobalt.files().isHeld(what.hash())).isFalse();
    assertThat(alarms(cobalt, Alarm.Code.ATTACHMENT_WRONG)).isTrue();
    pass(5);
    assertThat(message(amber, id).attachmentsHeld(cobalt.party())).isEmpty();
    assertThat(link.closed).isEmpty();

    keep(amber, what, map);
    bench.now = bench.now.plus(Attachments.WRONG_ASIDE);
    pass(3);
    assertHeld(id, map);
    assertThat(alarms(cobalt, Alarm.Code.ATTACHMENT_WRONG)).isFalse();
  }

  @Test
  void aPieceThatIsTooLongEndsTheLinkAsAnythingThatCannotBeRead() {
    link.frameToOther(new Frame.AttachmentBytes(Hash.sha256(), 0, bytes(CHUNK)).encode());
    assertThat(link.closed).isEmpty();
    link.frameToOther(new Frame.AttachmentBytes(Hash.sha256(), 0, bytes(CHUNK + 1)).encode());
    assertThat(link.closed).hasSize(1);
    assertThat(alarms(cobalt, Alarm.Code.GARBAGE)).isTrue();
  }

  @Test
  void anAuthorThatDoesNotAnswerForOneDelaysNotTheOthersForLong() throws IOException {
    byte[] map = bytes(CHUNK);
    MessageId good = sendMap(map);
    Attachment stalls = attachment(bytes(CHUNK));
    send(amber, cobalt.party(), stalls);
    link.settle();
    pass(10);
    assertThat(cobalt.files().has(named(cobalt, good))).isZero();
    pass(10);
    assertHeld(good, map);
  }

  @Test
  void noMoreIsAskedForThanMayBeOnItsWay() throws IOException {
    sendMap(bytes(20 * CHUNK));
    link.settle();
    link.everything.clear();
    bench.now = bench.now.plusSeconds(1);
    cobalt.engine.process(List.of(new Input.Tick()));
    assertThat(link.everything.stream().filter(each -> each.contains("want-file")))
        .hasSize(Attachments.IN_FLIGHT_BYTES_MAX / CHUNK);
  }

  @Test
  void whatAPartyMayAddInADayIsMeasuredAndTheRestIsFetchedTheNextDay() throws IOException {
    int many = (int) (Attachments.PER_DAY / Attachment.BYTES_MAX);
    Set<MessageId> all = new HashSet<>();
    for (int i = 0; i <= many; i++) {
      all.add(sendMap(bytes(Attachment.BYTES_MAX)));
    }
    link.settle();
    passQuietly(20);
    assertThat(all.stream().filter(id -> cobalt.files().isHeld(named(cobalt, id).hash())))
        .hasSize(many);
    assertThat(alarms(cobalt, Alarm.Code.ATTACHMENTS_WAIT)).isTrue();
    bench.now = bench.now.plus(Duration.ofDays(1));
    passQuietly(5);
    assertThat(all).allMatch(id -> cobalt.files().isHeld(named(cobalt, id).hash()));
    assertThat(alarms(cobalt, Alarm.Code.ATTACHMENTS_WAIT)).isFalse();
  }

  @Test
  void nothingIsFetchedWhenThereIsLittleRoom() throws IOException {
    byte[] map = bytes(CHUNK);
    cobalt.journal.free = Machine.LOW_BYTES - 1;
    MessageId id = sendMap(map);
    link.settle();
    pass(3);
    assertThat(cobalt.files().has(named(cobalt, id))).isZero();
    assertThat(alarms(cobalt, Alarm.Code.ATTACHMENTS_WAIT)).isTrue();
    cobalt.journal.free = Machine.LOW_BYTES;
    pass(3);
    assertHeld(id, map);
  }

  @Test
  void whatIsLostOrDamagedIsFetchedAgainAfterARestart() throws IOException {
    byte[] map = bytes(CHUNK + 5);
    MessageId id = sendMap(map);
    link.settle();
    pass(3);
    Attachment what = named(cobalt, id);
    Path file =
        directory.resolve("cobalt/attachments").resolve(AttachmentFiles.nameOf(what.hash()));
    byte[] damaged = Files.readAllBytes(file);
    damaged[Salt.BYTES + 7] ^= 1;
    Files.write(file, damaged);
    assertThat(cobalt.files().verified(what)).isEmpty();
    assertThat(file).doesNotExist();
    link.down();
    cobalt.restart();
    link.up();
    link.settle();
    pass(3);
    assertHeld(id, map);
  }

  @Test
  void whatWasErasedIsNotFetchedAgain() throws IOException {
    MessageId id = sendMap(bytes(CHUNK));
    link.settle();
    pass(3);
    Attachment what = named(cobalt, id);
    cobalt.files().erase(what.hash());
    link.down();
    cobalt.restart();
    link.up();
    link.settle();
    pass(3);
    assertThat(cobalt.files().isHeld(what.hash())).isFalse();
    assertThat(cobalt.files().isErased(what.hash())).isTrue();
    assertThat(cobalt.files().has(what)).isZero();
  }

  @Test
  void aMessageThatAnnouncesMoreThanAnAttachmentHasCannotBeWritten() {
    assertThat(
            Frame.parse(
                "{\"type\":\"want-file\",\"hash\":\"%s\",\"from\":%d}"
                    .formatted(Hash.sha256(), Attachment.BYTES_MAX)
                    .getBytes(UTF_8)))
        .isInstanceOf(Outcome.Refused.class);
  }
}
