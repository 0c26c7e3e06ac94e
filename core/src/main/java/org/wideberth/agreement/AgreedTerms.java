package org.wideberth.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.TestSchedule;
import org.wideberth.channel.TestTimes;

/// What two parties have agreed on of the channel between them, at some moment. What one of them
/// alone has adopted does not count; where they hold to different versions that both adopted, the
/// strictest counts. A suspension changes nothing of it. Immutable.
///
/// @param versions the documents that count, in the order of their hashes
/// @param disputed true if the two do not hold to the same one document
public record AgreedTerms(List<Rules> versions, boolean disputed) {
  /// They have agreed on nothing.
  public static final AgreedTerms NONE = new AgreedTerms(List.of(), false);

  public AgreedTerms {
    versions = List.copyOf(versions);
  }

  /// What of [AgreementState#termsBetween] counts at that moment.
  public static AgreedTerms at(PairRules terms, Instant time) {
    return terms.at(time).map(AgreedTerms::of).orElse(NONE);
  }

  public static AgreedTerms of(Period period) {
    return new AgreedTerms(period.rules(), period.disputed());
  }

  /// The ladder by which a FLASH message of one climbs that the other does not take. A version
  /// without one means the usual one.
  public Optional<Agreed<LadderTimes>> ladder() {
    return strictest(ChannelTerms.LADDER, ChannelTerms::ladder, LadderTimes::strictest)
        .map(
            agreed ->
                agreed.versions().size() == versions.size()
                    ? agreed
                    : with(agreed, agreed.what().strictest(LadderTimes.USUAL)));
  }

  /// Within which time one answers messages of the other.
  public Optional<Agreed<AnswerTimes>> answers(Precedence precedence) {
    return strictest(
        ChannelTerms.answersArticle(precedence),
        terms -> terms.answers(precedence),
        AnswerTimes::strictest);
  }

  /// When their people test the channel: at the times of every version.
  ///
  /// @param usual what a version without them means
  public Optional<Agreed<TestTimes>> tests(TestTimes usual) {
    return strictest(ChannelTerms.TEST_TIMES, ChannelTerms::tests, TestTimes::and)
        .map(
            agreed ->
                agreed.versions().size() == versions.size()
                    ? agreed
                    : with(agreed, agreed.what().and(usual)));
  }

  private static <T> Agreed<T> with(Agreed<T> agreed, T what) {
    return new Agreed<>(what, agreed.article(), agreed.versions(), agreed.disputed());
  }

  private <T> Optional<Agreed<T>> strictest(
      String article, Function<ChannelTerms, Optional<T>> says, BinaryOperator<T> strictest) {
    List<Rules> by = new ArrayList<>();
    List<T> all = new ArrayList<>();
    for (Rules version : versions) {
      Optional<T> said = says.apply(version.document().articles().channel());
      said.ifPresent(all::add);
      said.ifPresent(_ -> by.add(version));
    }
    return all.stream().reduce(strictest).map(what -> new Agreed<>(what, article, by, disputed));
  }

  /// When two parties' people test the channel, as it was and is agreed.
  ///
  /// @param terms what [AgreementState#termsBetween] says of the two
  /// @param usual when, where nothing is agreed
  public static TestSchedule schedule(PairRules terms, TestTimes usual) {
    return new TestSchedule(
        terms.periods().stream()
            .map(
                period ->
                    new TestSchedule.Span(
                        period.during(),
                        of(period).tests(usual).<TestTimes>map(Agreed::what).orElse(usual)))
            .toList());
  }
}
