package org.wideberth.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;

/// What a message may name as an attachment, and what a reader may say of it.
class AttachmentTest {
  private static final String SALT = "A".repeat(43) + "=";
  private static final String ONE =
      "{'name':'map.pdf','type':'application/pdf','size':5,'salt':'%s','hash':'%s'}"
          .formatted(SALT, SALT);
  private static final String GOOD =
      "{'type':'message-sent','desk':'duty','precedence':'routine','text':'look','language':'en',"
          + "'operations':[],'findings':[],'places':[],'attachments':["
          + ONE
          + "]}";
  private static final String HELD =
      "{'type':'message-attachments-held','message':{'party':'amber','epoch':1,'seq':3,'leaf':'"
          + SALT
          + "'},'attachments':[1,2]}";

  private static Outcome<ChannelBody> parse(String text) {
    return ChannelBody.parse(new TheatreId("river"), text.replace('\'', '"').getBytes(UTF_8));
  }

  private static void refused(String good, String part, String instead, String words) {
    assertThat(parse(good)).isInstanceOf(Outcome.Accepted.class);
    String text = good.replace(part, instead);
    assertThat(text).isNotEqualTo(good);
    assertThat(parse(text))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().detail()).contains(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'name':'map.pdf' | 'name':'' | attachments[0].name: a file name has",
        "'name':'map.pdf', | `` | attachments[0]: the field \"name\" is missing",
        "'size':5 | 'size':0 | attachments[0].size: 0 is not within 1 to 16777216",
        "'size':5 | 'size':16777217 | attachments[0].size: 16777217 is not within 1 to 16777216",
        "'size':5 | 'size':5.0 | fractions are not used here",
        "'salt':'AAAA | 'salt':' | attachments[0].salt: a salt has 32 bytes",
        "'hash':'AAAA | 'hash':' | attachments[0].hash",
        "'size':5 | 'size':5,'url':'http://x/' | url",
        "'type':'application/pdf', | `` | attachments[0]: the field \"type\" is missing"
      })
  void anAttachmentThatIsWrongIsRefusedByName(String part, String instead, String words) {
    refused(GOOD, part, instead, words);
  }

  @Test
  void noneIsLeftOutAndOnePastTheMostIsRefused() {
    refused(GOOD, ONE, "", "attachments: leave it out, or name at least one");
    String most =
        IntStream.range(0, Attachment.EACH_MAX).mapToObj(_ -> ONE).collect(Collectors.joining(","));
    assertThat(parse(GOOD.replace(ONE, most))).isInstanceOf(Outcome.Accepted.class);
    refused(GOOD, ONE, most + "," + ONE, "attachments");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,2] | [] | attachments: name at least one attachment",
        "[1,2] | [2,1] | attachments: each attachment once, in the message's order",
        "[1,2] | [1,1] | attachments: each attachment once, in the message's order",
        "[1,2] | [0] | attachments[0]: 0 is not within 1 to 8",
        "[1,2] | [9] | attachments[0]: 9 is not within 1 to 8",
        "[1,2] | ['1'] | attachments[0]",
        "'seq':3, | `` | message: the field \"seq\" is missing"
      })
  void wordsOnWhatIsHeldThatAreWrongAreRefusedByName(String part, String instead, String words) {
    refused(HELD, part, instead, words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "a/b",
        "a\\b",
        ".profile",
        "map.",
        " map",
        "map ",
        "a\u0000b",
        "a\nb",
        "txt\u202Efdp.exe",
        "C:map",
        "a\"b",
        "a%2fb",
        "*"
      })
  void aNameThatIsMoreThanANameIsRefused(String name) {
    assertThat(FileName.parse(name)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aNameMayBeInAnyScriptAndAsLongAsTheLimit() {
    assertThat(FileName.parse("нефть 2026-11 (копия).pdf")).isInstanceOf(Outcome.Accepted.class);
    String longest = "x".repeat(FileName.CHARS_MAX);
    assertThat(FileName.parse(longest)).isInstanceOf(Outcome.Accepted.class);
    assertThat(FileName.parse(longest + "x")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aTypeThatIsNotOnTheListIsAnyBytes() {
    assertThat(MediaType.of("image/png")).isEqualTo(MediaType.PNG);
    assertThat(MediaType.of("text/html")).isEqualTo(MediaType.OTHER);
    assertThat(MediaType.of("image/svg+xml").word()).isEqualTo("application/octet-stream");
  }

  @Test
  void theHashIsOfSaltAndBytesSoThatABodyCannotBeGuessedFromIt() {
    byte[] bytes = "yes".getBytes(UTF_8);
    Salt salt = Salt.of(Base64.getDecoder().decode("AQ".repeat(21) + "A="));
    Attachment one =
        new Attachment(
            new FileName("a"), MediaType.TEXT, 3, salt, Hash.sha256(salt.bytes(), bytes));
    assertThat(one.isOf(bytes)).isTrue();
    assertThat(one.isOf("no!".getBytes(UTF_8))).isFalse();
    assertThat(one.hash()).isNotEqualTo(Hash.sha256(bytes));
  }
}
