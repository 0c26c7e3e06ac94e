package org.wideberth.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.QnhInterval;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

final class RulesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final PartyId RELIEF = new PartyId("relief");

  private static RulesDocument document(int number, PartyId... members) {
    return RulesDocument.uniform(
        new TheatreId("river"),
        number,
        "minima",
        List.of(members),
        Minimum.ofMetresAndFeet(9_260, 1_000));
  }

  @Test
  void aDocumentIsReadAsItWasWritten() {
    RulesDocument plain = document(1, COBALT, AMBER);
    RulesDocument document =
        new RulesDocument(
            plain.theatre(),
            1,
            "minima ≥ 5 NM",
            plain.members(),
            plain.minima(),
            Optional.of(new QnhInterval(9_900, 10_300)));

    Rules rules = Rules.of(document);
    assertThat(Rules.parse(rules.text()).orThrow()).isEqualTo(rules);
    assertThat(rules.document().members()).containsExactly(AMBER, COBALT);
    assertThat(rules.hash()).isEqualTo(Hash.sha256(rules.text().getBytes(UTF_8)));
    assertThat(rules.text()).endsWith(",\"qnh_tenth_hpa\":[9900,10300]}");
  }

  @Test
  void everyPairOfKindsHasAnArticle() {
    assertThat(KindPair.all()).hasSize(15).doesNotHaveDuplicates().isSorted();
    assertThat(KindPair.of(Kind.HAZARD, Kind.AIR).article()).isEqualTo("minima/air-hazard");
  }

  @Test
  void aMissingPairIsRefusedAndNamed() {
    String text = document(1, AMBER).toText();
    String without =
        text.replace(
            "{\"kinds\":[\"air\",\"hazard\"],\"lateral_cm\":926000,\"vertical_tenth_mm\":3048000},",
            "");

    assertThat(without).isNotEqualTo(text);
    assertThat(refusal(without).code()).isEqualTo(RefusalCode.MINIMUM_MISSING);
    assertThat(refusal(without).detail()).contains("minima/air-hazard");
  }

  @Test
  void aMinimumOfZeroIsRefused() {
    String text = document(1, AMBER).toText();

    assertThat(refusal(text.replaceFirst("926000", "0")).detail()).contains("minima[0].lateral_cm");
    assertThat(refusal(text.replaceFirst("3048000", "0")).detail()).contains("minima[0]");
  }

  @Test
  void membersMustBeSortedAndOnceEach() {
    String text = document(1, AMBER, COBALT).toText();

    assertThat(refusal(text.replace("\"amber\",\"cobalt\"", "\"cobalt\",\"amber\"")).detail())
        .contains("members");
    assertThat(refusal(text.replace("\"amber\",\"cobalt\"", "\"amber\",\"amber\"")).detail())
        .contains("members");
    assertThat(refusal(text.replace("[\"amber\",\"cobalt\"]", "[]")).detail()).contains("members");
  }

  @Test
  void anAdoptionMustHashTheTextBesideIt() {
    Rules rules = Rules.of(document(1, AMBER));
    String body = new String(new RulesMessage.Adopted(rules).toBytes(), UTF_8);
    String other = Hash.sha256(new byte[0]).toString();

    assertThat(RulesMessage.parse(body.getBytes(UTF_8)).orThrow())
        .isEqualTo(new RulesMessage.Adopted(rules));
    assertThat(RulesMessage.parse(body.replace(rules.hash().toString(), other).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.UNPROVEN));
  }

  @Test
  void rulesAreDisputedUntilEveryMemberHasAdoptedThem() {
    Rules rules = Rules.of(document(1, AMBER, COBALT, RELIEF));
    List<Hash> one = List.of(rules.hash());

    AgreementState two = new AgreementState(Map.of(AMBER, one, COBALT, one), List.of(rules));
    assertThat(two.between(AMBER, COBALT)).isEqualTo(new PairRules(List.of(rules), true));
    assertThat(two.inForce(NOW)).isEmpty();
    assertThat(two.disputed(NOW)).isTrue();

    AgreementState three =
        new AgreementState(Map.of(AMBER, one, COBALT, one, RELIEF, one), List.of(rules));
    assertThat(three.between(COBALT, AMBER)).isEqualTo(new PairRules(List.of(rules), false));
    assertThat(three.inForce(NOW)).contains(rules);
    assertThat(three.disputed(NOW)).isFalse();
    assertThat(three.adoptedBy(rules.hash())).containsExactly(AMBER, COBALT, RELIEF);
  }

  @Test
  void whoIsNoMemberIsAtOddsWithEverybody() {
    Rules rules = Rules.of(document(1, AMBER));
    List<Hash> one = List.of(rules.hash());
    AgreementState state = new AgreementState(Map.of(AMBER, one, COBALT, one), List.of(rules));

    assertThat(state.between(AMBER, COBALT).disputed()).isTrue();
    assertThat(state.between(AMBER, RELIEF).disputed()).isTrue();
    assertThat(state.inForce(NOW)).isEmpty();
  }

  @Test
  void withoutAnyAdoptionThereAreNoRules() {
    assertThat(AgreementState.empty().between(AMBER, COBALT).none()).isTrue();
    assertThat(AgreementState.empty().disputed(NOW)).isFalse();
  }

  private static Refusal refusal(String text) {
    return switch (Rules.parse(text)) {
      case Outcome.Refused<Rules>(Refusal refusal) -> refusal;
      case Outcome.Accepted<Rules>(var rules) -> throw new AssertionError("accepted: " + rules);
    };
  }
}
