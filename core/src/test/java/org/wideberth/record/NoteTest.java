package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.record.JsonTest.refusal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class NoteTest {
  private static final String EXAMPLE_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String EXAMPLE_NOTE =
      """
      This is an example message.

      — example.com/foo \
      Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;
  private static final String POEM =
      """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore \
      NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
      """;
  private static final String COSIGNED =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa \
      Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 \
      jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe\
      +mbIUBkBIfZ+qnA==
      """;

  @Test
  void theSpecificationsKeyVerifiesTheSpecificationsNote() {
    NoteKey key = NoteKey.parse(EXAMPLE_KEY).orThrow();
    assertThat(key.toString()).isEqualTo(EXAMPLE_KEY);
    Note note = Note.parse(EXAMPLE_NOTE).orThrow();
    assertThat(note.verify(key).orThrow().text()).isEqualTo("This is an example message.\n");
    assertThat(note.toString()).isEqualTo(EXAMPLE_NOTE);
  }

  @Test
  void theTextOfANoteMayHaveEmptyLines() {
    Note note = Note.parse(POEM).orThrow();
    assertThat(note.text()).endsWith("sole:\n\ned è subito sera.\n");
    assertThat(note.toString()).isEqualTo(POEM);
  }

  @Test
  void theSpecificationsCosignedCheckpointIsRead() {
    Note note = Note.parse(COSIGNED).orThrow();
    Checkpoint.Bare checkpoint = Checkpoint.Bare.parse(note.text()).orThrow();
    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20852163);
    assertThat(note.signatures()).hasSize(2);
    assertThat(note.signatures().getLast().signature()).hasSize(8 + 64);
  }

  @Test
  void whatIsSignedForACosignatureIsWhatTheSpecificationShows() {
    String text = Note.parse(COSIGNED).orThrow().text();
    assertThat(new String(Cosignature.message(1679315147, text), UTF_8))
        .isEqualTo(
            """
            cosignature/v1
            time 1679315147
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
            """);
    byte[] stamped = Note.parse(COSIGNED).orThrow().signatures().getLast().signature();
    assertThat(ByteBuffer.wrap(stamped).getLong()).isEqualTo(1679315147);
  }

  @Test
  void unknownSignaturesAreIgnoredAndAWrongOneByAKnownKeyIsNot() {
    NoteKey key = NoteKey.parse(EXAMPLE_KEY).orThrow();
    String stranger = POEM.substring(POEM.lastIndexOf("— "));
    assertThat(Note.parse(EXAMPLE_NOTE + stranger).orThrow().verify(key).orThrow().toString())
        .isEqualTo(EXAMPLE_NOTE);
    String wrong = EXAMPLE_NOTE.substring(EXAMPLE_NOTE.lastIndexOf("— ")).replace("kn8", "kn9");
    assertThat(refusal(Note.parse(EXAMPLE_NOTE + wrong).orThrow().verify(key)).code())
        .isEqualTo(RefusalCode.UNPROVEN);
    assertThat(refusal(Note.parse(POEM).orThrow().verify(key)).detail())
        .contains("no signature by example.com/foo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n— a AAAAAAA=\n",
        "text\n\n— a AAAAAAA=",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n—  a AAAAAAA=\n",
        "text\n\n— a+b AAAAAAA=\n",
        "text\n\n— a\u00a0b AAAAAAA=\n",
        "text\n\n— a AAAAAA==\n",
        "text\n\n— a AAAAAAB=\n",
        "text\n\n— a AAAAAAA= \n",
        "text\n\n— a AAAAAAA=\nmore\n",
        "te\txt\n\n— a AAAAAAA=\n",
        "te\rxt\n\n— a AAAAAAA=\n",
      })
  void whatIsNotANoteIsRefused(String note) {
    assertThat(refusal(Note.parse(note)).code()).isEqualTo(RefusalCode.MALFORMED);
  }

  @Test
  void aNoteTakesFiftyTwoSignaturesAndNotOneMore() {
    String full = "text\n\n" + "— a AAAAAAA=\n".repeat(Limits.NOTE_SIGNATURES_MAX);
    assertThat(Note.parse(full)).isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal(Note.parse(full + "— a AAAAAAA=\n")).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void aNoteTakesSixtyFourKibibytesAndNotOneMore() {
    String rest = "\n\n— a AAAAAAA=\n";
    int room = Limits.NOTE_BYTES_MAX - rest.getBytes(UTF_8).length;
    assertThat(Note.parse("x".repeat(room) + rest)).isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal(Note.parse("x".repeat(room + 1) + rest)).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
        "example.com/foo+530d903a+AQ==",
        "example.com/foo+530d903a+",
      })
  void whatIsNotAVerifierKeyIsRefused(String vkey) {
    assertThat(NoteKey.parse(vkey)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aCosignatureIsVerifiedWithItsTime() {
    Parties parties = new Parties();
    Instant time = Instant.ofEpochSecond(1_795_000_000);
    SignedCheckpoint checkpoint = parties.checkpoint(3);
    Cosignature made = Cosignature.sign(checkpoint, time.plusMillis(900), parties.cobalt.witness());
    Outcome<Cosignature> read =
        Cosignature.verify(made.line(), checkpoint, parties.cobalt.witness().key());
    assertThat(read).isEqualTo(Outcome.accept(made));
    assertThat(read.orThrow().time()).isEqualTo(time);
    assertThat(
            Cosignature.verify(made.line(), parties.checkpoint(4), parties.cobalt.witness().key()))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(Cosignature.verify(made.line(), checkpoint, parties.amber.witness().key()))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(Cosignature.verify(made.line(), checkpoint, parties.cobalt.log().key()))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aChangedNoteOrCosignatureNeverVerifiesAndNeverThrows() {
    Parties parties = new Parties();
    SignedCheckpoint checkpoint = parties.checkpoint(3);
    byte[] note = checkpoint.note().getBytes(UTF_8);
    byte[] line =
        Cosignature.sign(checkpoint, Instant.ofEpochSecond(9), parties.cobalt.witness())
            .line()
            .getBytes(UTF_8);
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      byte[] badNote = Mutations.mutate(note, random);
      if (Note.parse(badNote).then(parsed -> parsed.verify(parties.amber.log().key()))
          instanceof Outcome.Accepted<Note>(var read)) {
        assertThat(read.text()).as("round " + i).isEqualTo(checkpoint.checkpoint().text());
        assertThat(read.toString()).isEqualTo(checkpoint.note());
      }
      String badLine = new String(Mutations.mutate(line, random), UTF_8);
      if (!badLine.equals(new String(line, UTF_8))) {
        assertThat(Cosignature.verify(badLine, checkpoint, parties.cobalt.witness().key()))
            .as("round " + i)
            .isInstanceOf(Outcome.Refused.class);
      }
    }
  }
}
