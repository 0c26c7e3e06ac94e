package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationState;
import org.wideberth.record.Audience;

/// What several threads fold at once is what one makes of it entry by entry.
final class FoldingTest {
  private static final int OPERATIONS_EACH = 400;
  private static final int SPREAD_M = 200_000;

  @Test
  void veryManyOperationsAreComparedByAllThreads() {
    List<WrittenLog> logs = List.of(new WrittenLog("amber"), new WrittenLog("cobalt"));
    Random random = new Random(20_261_127);
    for (WrittenLog log : logs) {
      log.write(
          Audience.everyone(),
          new RulesMessage.Adopted(Shapes.rules(1, 500, "amber", "cobalt")).toBytes());
      for (int i = 0; i < OPERATIONS_EACH; i++) {
        log.write(Audience.everyone(), declared(log, i, random.nextInt(SPREAD_M)).toBytes());
      }
    }
    List<List<HeldEntry>> held = new ArrayList<>();
    logs.forEach(
        log ->
            held.add(
                log.entries().stream()
                    .map(each -> each.asHeldBy(logs.getFirst().party()))
                    .toList()));

    Picture one = Picture.empty(WrittenLog.THEATRE, logs.getFirst().party());
    held.forEach(log -> log.forEach(entry -> one.apply(List.of(entry))));
    Picture all = AtOnce.fold(held, logs.getFirst().party());

    assertThat(one.findings()).hasSizeGreaterThan(OPERATIONS_EACH);
    assertThat(List.copyOf(all.findings())).isEqualTo(List.copyOf(one.findings()));
    assertThat(all.digest()).isEqualTo(one.digest());
  }

  private static Carried declared(WrittenLog log, int i, int eastM) {
    OperationContent content =
        new OperationContent(Kind.AIR, 0, Grain.EXACT, "one", List.of(Shapes.circle(eastM)));
    OperationId id = OperationId.first(log.party(), 1, i);
    return new Carried(Carrier.DECLARED, id, 1, OperationState.DECLARED, content);
  }
}
