package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.conflict.Declared.adopted;
import static org.wideberth.conflict.Declared.disputed;
import static org.wideberth.conflict.Declared.east;
import static org.wideberth.conflict.Declared.ended;
import static org.wideberth.conflict.Declared.feet;
import static org.wideberth.conflict.Declared.id;
import static org.wideberth.conflict.Declared.later;
import static org.wideberth.conflict.Declared.msl;
import static org.wideberth.conflict.Declared.operation;
import static org.wideberth.conflict.Declared.rules;
import static org.wideberth.conflict.Declared.volume;
import static org.wideberth.conflict.Declared.window;
import static org.wideberth.conflict.Declared.with;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.ArticleId;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.LineArticle;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.conflict.ArticleFinding.Lead;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.conflict.ArticleFinding.What;
import org.wideberth.geo.Area;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationState;
import org.wideberth.record.Hash;

/// What is found about one operation by itself: a line from south to north through the place, a
/// zone of 2 km around it, and notice of ten minutes, which all operations here come with.
final class ArticleCheckTest {
  private static final TimeWindow ALL_DAY = window(-600, 600);

  private final Findings findings = new Findings(new GridIndex());
  private final ArticleFindings articles = new ArticleFindings();

  private static LineArticle line(Optional<HeightBand> heights, Optional<TimeWindow> during) {
    NavigableMap<org.wideberth.party.PartyId, LineSide> sides = new TreeMap<>();
    sides.put(AMBER, LineSide.LEFT);
    return new LineArticle(
        new ArticleId("river"),
        "The river",
        List.of(Position.ofDegrees(-1, 8), Position.ofDegrees(1, 8)),
        50_000,
        5_000,
        sides,
        heights,
        during);
  }

  private static ZoneArticle zone(ZoneKind kind, HeightBand heights, TimeWindow time, int notice) {
    Volume volume = new Volume(new Area.Circle(east(0), 200_000), heights, time);
    return new ZoneArticle(new ArticleId("camp"), "The camp", kind, volume, List.of(AMBER), notice);
  }

  private static Rules of(LineArticle line) {
    return rules(new Articles(List.of(line), List.of(), new TreeMap<>()));
  }

  private static Rules of(ZoneArticle zone) {
    return rules(new Articles(List.of(), List.of(zone), new TreeMap<>()));
  }

  private static Rules lead(Kind kind, int seconds) {
    return rules(new Articles(List.of(), List.of(), new TreeMap<>(Map.of(kind, seconds))));
  }

  private List<ArticleFindings.Change> refresh(AgreementState agreed, Operation... changed) {
    findings.refresh(List.of(changed), agreed);
    return articles.refresh(List.of(changed), agreed, findings);
  }

  private static Optional<ArticleFinding> found(Operation operation, AgreementState agreed) {
    ArticleCheckTest fresh = new ArticleCheckTest();
    fresh.refresh(agreed, operation);
    List<ArticleFinding> thought =
        new Outlook(fresh.findings, fresh.articles)
            .articlesOf(operation.party())
            .findings(LiveOperation.of(operation));
    assertThat(thought).isEqualTo(fresh.articles.of(operation.id()));
    assertThat(thought).hasSizeLessThanOrEqualTo(1);
    return thought.stream().findFirst();
  }

  private static Under under(Operation operation, AgreementState agreed) {
    List<Under> under = found(operation, agreed).orElseThrow().under();
    assertThat(under).hasSize(1);
    return under.getFirst();
  }

  @Test
  void aLineIsCrossedByWhatComesFurtherOverItThanItsTolerance() {
    AgreementState agreed = adopted(of(line(Optional.empty(), Optional.empty())));
    // Circles of 500 m: this one comes 100 m over it, less the tolerance of 50 m.
    Operation over = operation(AMBER, "over", volume(-400, 0, 60));
    ArticleFinding finding = found(over, agreed).orElseThrow();
    assertThat(finding.article()).isEqualTo("lines/river");
    assertThat(finding.id())
        .isEqualTo(
            Hash.sha256(
                "wideberth/finding/v1\namber.over\nlines/river\n"
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(finding.operation()).isEqualTo(over.id());
    assertThat(finding.party()).isEqualTo(AMBER);
    assertThat(finding.revision()).isEqualTo(1);
    assertThat(finding.kind()).isEqualTo(Kind.AIR);
    assertThat(finding.name()).isEqualTo("the over");
    assertThat(finding.disputed()).isFalse();
    Under under = finding.under().getFirst();
    assertThat(under.title()).isEqualTo("The river");
    assertThat(under.what()).isEqualTo(What.CROSSES_LINE);
    assertThat(under.certain()).isTrue();
    assertThat(under.interval()).isEqualTo(window(0, 60));
    assertThat(under.keeps()).contains(LineSide.LEFT);
    assertThat(under.leastMm()).isBetween(99_800L, 100_000L);
    assertThat(under.mostMm()).isBetween(100_000L, 100_200L);
    assertThat(under.lead()).isEmpty();
    assertThat(under.notes()).isEmpty();
    assertThat(found(operation(AMBER, "near", volume(-451, 0, 60)), agreed)).isEmpty();
    assertThat(found(operation(COBALT, "free", volume(0, 0, 60)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "beyond", volume(5_600, 0, 60)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "other", volume(4_000, 0, 60)), agreed)).isPresent();
  }

  @Test
  void aLineMayHoldAtSomeHeightsAndTimesOnly() {
    AgreementState agreed =
        adopted(of(line(Optional.of(msl(0, 200)), Optional.of(window(30, 90)))));
    assertThat(under(operation(AMBER, "a", volume(0, 0, 60)), agreed).interval())
        .isEqualTo(window(30, 60));
    assertThat(found(operation(AMBER, "a", volume(0, 0, 30)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "a", volume(0, 90, 99)), agreed)).isEmpty();
    TimeWindow hour = window(30, 90);
    assertThat(found(operation(AMBER, "a", volume(0, msl(200, 300), hour)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "a", volume(0, msl(199, 300), hour)), agreed)).isPresent();
    Under feet = under(operation(AMBER, "a", volume(0, feet(9_000, 9_100), hour)), agreed);
    assertThat(feet.notes()).singleElement().asString().contains("QNH");
  }

  @Test
  void ofSeveralVolumesTheOneThatGoesFurthestCountsAndTheTimesOfAll() {
    AgreementState agreed = adopted(of(line(Optional.empty(), Optional.empty())));
    Under under =
        under(
            operation(
                AMBER,
                "a",
                volume(-400, 20, 30),
                volume(-2_000, 0, 5),
                volume(1_000, 40, 50),
                volume(-300, 10, 60)),
            agreed);
    assertThat(under.interval()).isEqualTo(window(10, 60));
    assertThat(under.mostMm()).isBetween(1_500_000L, 1_500_100L);
    assertThat(under.leastMm()).isBetween(1_499_000L, 1_500_100L);
    assertThat(under.at().orElseThrow().longitudeDeg()).isBetween(8.0089, 8.014);
    assertThat(under.certain()).isTrue();
  }

  @Test
  void aZoneIsEnteredByWhatTouchesItInItsHeightsAndTimes() {
    AgreementState agreed = adopted(of(zone(ZoneKind.KEEP_OUT, msl(0, 200), window(30, 90), 0)));
    Under under = under(operation(AMBER, "a", volume(2_400, 0, 60)), agreed);
    assertThat(under.what()).isEqualTo(What.ENTERS_ZONE);
    assertThat(under.title()).isEqualTo("The camp");
    assertThat(under.interval()).isEqualTo(window(30, 60));
    assertThat(under.certain()).isTrue();
    assertThat(under.leastMm()).isZero();
    assertThat(under.mostMm()).isZero();
    assertThat(under.keeps()).isEmpty();
    assertThat(under.lead()).isEmpty();
    assertThat(under.at().orElseThrow().longitudeDeg()).isBetween(8.017, 8.018);
    assertThat(found(operation(AMBER, "a", volume(2_501, 0, 60)), agreed)).isEmpty();
    assertThat(found(operation(COBALT, "a", volume(0, 0, 60)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "a", volume(0, 0, 30)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "a", volume(0, 90, 91)), agreed)).isEmpty();
    TimeWindow hour = window(30, 90);
    assertThat(found(operation(AMBER, "a", volume(0, msl(200, 201), hour)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "a", volume(0, msl(199, 201), hour)), agreed)).isPresent();
    Under feet = under(operation(AMBER, "a", volume(0, feet(9_000, 9_100), hour)), agreed);
    assertThat(feet.certain()).isFalse();
    assertThat(feet.notes()).hasSize(1);
  }

  @Test
  void heightsAreLeftByHowFarTheyArePassed() {
    AgreementState agreed = adopted(of(zone(ZoneKind.HEIGHT_LIMITED, msl(0, 200), ALL_DAY, 0)));
    TimeWindow hour = window(0, 60);
    Under under =
        under(
            operation(
                AMBER, "a", volume(0, msl(0, 250), hour), volume(0, msl(100, 230), window(50, 70))),
            agreed);
    assertThat(under.what()).isEqualTo(What.LEAVES_HEIGHTS);
    assertThat(under.mostMm()).isEqualTo(50_000);
    assertThat(under.leastMm()).isZero();
    assertThat(under.interval()).isEqualTo(window(0, 70));
    assertThat(found(operation(AMBER, "a", volume(0, msl(0, 200), hour)), agreed)).isEmpty();
    assertThat(found(operation(AMBER, "a", volume(2_501, msl(0, 250), hour)), agreed)).isEmpty();
  }

  @Test
  void aZoneWithNoticeIsEnteredAtShortNoticeOnlyIfItIsShorter() {
    AgreementState agreed =
        adopted(of(zone(ZoneKind.NOTIFY_BEFORE_ENTRY, msl(0, 200), window(30, 90), 3_600)));
    // Noticed ten minutes before noon; the entry is counted from when the zone is there.
    Under under = under(operation(AMBER, "a", volume(0, 0, 60)), agreed);
    assertThat(under.what()).isEqualTo(What.ENTERS_AT_SHORT_NOTICE);
    assertThat(under.lead()).contains(new Lead(2_400, 3_600));
    assertThat(found(operation(AMBER, "a", volume(0, 50, 60)), agreed)).isEmpty();
    assertThat(under(operation(AMBER, "a", volume(0, 49, 60)), agreed).lead())
        .contains(new Lead(3_540, 3_600));
  }

  @Test
  void noticeIsLateIfItIsShorterThanAgreedForItsKind() {
    Operation own = operation(AMBER, "a", volume(0, 30, 60), volume(0, 0, 5));
    Under under = under(own, adopted(lead(Kind.AIR, 601)));
    assertThat(under.what()).isEqualTo(What.LATE_NOTICE);
    assertThat(under.title()).isEmpty();
    assertThat(under.certain()).isTrue();
    assertThat(under.interval()).isEqualTo(window(0, 60));
    assertThat(under.at()).isEmpty();
    assertThat(under.keeps()).isEmpty();
    assertThat(under.lead()).contains(new Lead(600, 601));
    assertThat(found(own, adopted(lead(Kind.AIR, 601))).orElseThrow().article())
        .isEqualTo("lead-times/air");
    assertThat(found(own, adopted(lead(Kind.AIR, 600)))).isEmpty();
    assertThat(found(own, adopted(lead(Kind.GROUND, 601)))).isEmpty();
    // It had begun when it was noticed: rounded down.
    Volume past =
        volume(
            0,
            msl(0, 1),
            new TimeWindow(Declared.minutes(-10).minusMillis(1), TestOperations.NOON));
    assertThat(under(operation(AMBER, "a", past), adopted(lead(Kind.AIR, 60))).lead())
        .contains(new Lead(-1, 60));
  }

  @Test
  void theyComeAndGoAsOperationsAndRulesChange() {
    Rules river = of(line(Optional.empty(), Optional.empty()));
    Operation a = operation(AMBER, "a", volume(0, 0, 60));
    Operation b = operation(AMBER, "b", volume(0, 0, 60));
    Operation far = operation(AMBER, "far", volume(-9_000, 0, 60));
    assertThat(refresh(adopted(rules(1, 1_000, 500)), a, b, far)).isEmpty();
    List<ArticleFindings.Change> changes = refresh(adopted(river));
    assertThat(changes).hasSize(2).allMatch(change -> change.before().isEmpty());
    assertThat(articles.all()).hasSize(2);
    assertThat(changes.stream().map(change -> change.after().orElseThrow().id())).isSorted();
    List<Hash> all = articles.all().stream().map(ArticleFinding::id).toList();
    assertThat(all).isSorted();
    assertThat(articles.page(Optional.empty(), 1).getFirst().id()).isEqualTo(all.get(0));
    assertThat(articles.page(Optional.of(all.get(0)), 9).getFirst().id()).isEqualTo(all.get(1));
    assertThat(articles.page(Optional.of(all.get(1)), 9)).isEmpty();
    assertThat(articles.byId(all.get(1)).orElseThrow().id()).isEqualTo(all.get(1));
    assertThat(articles.of(far.id())).isEmpty();

    assertThat(refresh(adopted(river))).isEmpty();
    assertThat(refresh(adopted(river), a)).isEmpty();
    assertThat(refresh(adopted(river), with(a, 2, OperationState.ACTIVE, a.readers()))).hasSize(1);
    List<ArticleFindings.Change> gone = refresh(adopted(river), ended(a));
    assertThat(gone).singleElement().matches(change -> change.after().isEmpty());
    assertThat(articles.of(a.id())).isEmpty();
    assertThat(articles.of(b.id())).hasSize(1);
    assertThat(refresh(adopted(rules(1, 1_000, 500)))).hasSize(1);
    assertThat(articles.all()).isEmpty();
    assertThatThrownBy(() -> articles.all().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void underDisputedRulesEveryVersionSaysWhatItMakesOfIt() {
    Rules river = of(line(Optional.empty(), Optional.empty()));
    Rules wide =
        Rules.of(
            Declared.document(2, 1_000, 500)
                .with(
                    new Articles(
                        List.of(line(Optional.empty(), Optional.of(window(30, 99)))),
                        List.of(),
                        new TreeMap<>())));
    Operation own = operation(AMBER, "a", volume(-400, 0, 60));
    ArticleFinding finding = found(own, disputed(river, wide)).orElseThrow();
    assertThat(finding.disputed()).isTrue();
    assertThat(finding.under()).hasSizeBetween(1, 2);
    assertThat(finding.interval()).isEqualTo(window(0, 60));
    assertThat(finding.certain()).isTrue();
  }

  @Test
  void anArticleHoldsFromWhenItsDocumentDoes() {
    Rules plain = rules(1, 1_000, 500);
    Rules river =
        later(
            plain,
            Declared.document(2, 1_000, 500)
                .with(
                    new Articles(
                        List.of(line(Optional.empty(), Optional.empty())),
                        List.of(),
                        new TreeMap<>())),
            40);
    AgreementState agreed = adopted(plain, river);
    assertThat(under(operation(AMBER, "a", volume(0, 0, 60)), agreed).interval())
        .isEqualTo(window(40, 60));
    assertThat(found(operation(AMBER, "a", volume(0, 0, 40)), agreed)).isEmpty();
  }

  @Test
  void aFindingIsUnderSomeRulesAtLeastAndCertainIfItIsUnderAnyOfThem() {
    Under sure = under(window(0, 10), true);
    Under unsure = under(window(5, 20), false);
    ArticleFinding both = made(List.of(unsure, sure));
    assertThat(both.interval()).isEqualTo(window(0, 20));
    assertThat(both.certain()).isTrue();
    assertThat(made(List.of(unsure)).certain()).isFalse();
    assertThatThrownBy(() -> made(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(What.ENTERS_AT_SHORT_NOTICE.word()).isEqualTo("enters-at-short-notice");
  }

  private static Under under(TimeWindow interval, boolean certain) {
    return new Under(
        Hash.sha256(new byte[0]),
        "",
        What.ENTERS_ZONE,
        certain,
        interval,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        List.of());
  }

  private static ArticleFinding made(List<Under> under) {
    return new ArticleFinding(
        Hash.sha256(new byte[0]), "zones/a", id(AMBER, "a"), 1, Kind.AIR, "", under, false);
  }
}
