package org.wideberth.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// On what an operation rests, in the body that declares it.
final class BasisTest {
  private static final Hash HASH = Hash.sha256(new byte[] {7});
  private static final String WITHOUT =
      "{'type':'operation-declared','operation':'amber.1.7','revision':1,'state':'declared',"
          + "'kind':'air','priority':3,'grain':'1km','name':'supply run','volumes':[{'area':"
          + "{'circle':{'centre':[475000000,80000000],'radius_cm':50000}},'heights':"
          + "{'datum':'MSL','lower':0,'upper':30000},'start':1795413600000,'end':1795417200000}]}";
  private static final String GOOD =
      WITHOUT.substring(0, WITHOUT.length() - 1)
          + ",'basis':{'text':'as of the truce','language':'en','agreement':'"
          + HASH
          + "','article':'zones/ward','message':'cobalt.1.17'}}";

  private static Outcome<OperationMessage> parse(String text) {
    return OperationMessage.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static Optional<Basis> basis(String text) {
    return ((OperationMessage.Carried) parse(text).orThrow()).content().basis();
  }

  @Test
  void anOldBodyHasNoneAndIsWrittenAsItWas() {
    assertThat(basis(WITHOUT)).isEmpty();
    for (String text : List.of(WITHOUT, GOOD)) {
      assertThat(new String(parse(text).orThrow().toBytes(), UTF_8).replace('"', '\''))
          .isEqualTo(text);
    }
    assertThat(basis(GOOD))
        .contains(
            new Basis(
                "as of the truce",
                "en",
                Optional.of(HASH),
                Optional.of("zones/ward"),
                Optional.of("cobalt.1.17")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'text':'as of the truce', | `` | basis: the field \"text\" is missing",
        "as of the truce | no\u202Eon | basis: text: it has characters that are not shown",
        "'language':'en' | 'language':'English' | basis: language: a tag as in en",
        "'language':'en', | `` | basis: the field \"language\" is missing",
        "'agreement':'HASH' | 'agreement':'x' | basis.agreement: ",
        "'agreement':'HASH', | `` | basis: article: say of which agreement",
        "zones/ward | Ward | basis: article: an article is written like",
        "cobalt.1.17 | cobalt | basis: message: a message id is",
        "cobalt.1.17 | cobalt.1.017 | basis: message: a message id is",
        "'message' | 'order':'x','message' | basis: the field \"order\" is not known here",
      })
  void whatIsWrongIsRefusedByName(String part, String instead, String words) {
    String text = GOOD.replace(part.replace("HASH", HASH.toString()), instead);
    assertThat(text).isNotEqualTo(GOOD);
    assertThat(parse(text)).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<OperationMessage>) parse(text)).refusal().detail())
        .contains(words);
  }

  @Test
  void itSaysSomethingAndNotTooMuch() {
    assertThat(of(" ", Optional.empty())).isInstanceOf(Outcome.Refused.class);
    assertThat(of("", Optional.of(HASH))).isInstanceOf(Outcome.Accepted.class);
    String longest = "\u0416".repeat(Basis.TEXT_CHARS_MAX);
    assertThat(of(longest, Optional.empty())).isInstanceOf(Outcome.Accepted.class);
    assertThat(of(longest + "x", Optional.empty())).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void itsHashIsOfExactlyWhatItSays() {
    Basis one = of("as of the truce", Optional.of(HASH)).orThrow();
    assertThat(one.hash()).isEqualTo(of("as of the truce", Optional.of(HASH)).orThrow().hash());
    assertThat(one.hash()).isNotEqualTo(of("as of the truce", Optional.empty()).orThrow().hash());
    assertThat(one.hash()).isNotEqualTo(of("as of a truce", Optional.of(HASH)).orThrow().hash());
  }

  private static Outcome<Basis> of(String text, Optional<Hash> agreement) {
    return Basis.of(text, "en", agreement, Optional.empty(), Optional.empty());
  }
}
