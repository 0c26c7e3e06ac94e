package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTested;
import org.wideberth.party.PartyId;

/// What a bundle about a party says of it.
class BodySentencesTest {
  @Test
  void aTestOfLinksSaysOfEachHowItDid() {
    TreeMap<PartyId, LinkResult> results = new TreeMap<>();
    results.put(
        new PartyId("cobalt"), LinkResult.Passed.of(Duration.ofMillis(12), Duration.ofMillis(-3)));
    results.put(new PartyId("relief"), new LinkResult.Failed(LinkResult.Reason.NO_LINK));
    results.put(new PartyId("umber"), new LinkResult.Failed(LinkResult.Reason.NO_ANSWER));
    assertThat(new BodySentences().words(LinkTested.TYPE, new LinkTested(results).toBytes()))
        .isEqualTo(
            "wrote down how its links did in an hourly test: cobalt answered after 12 ms, its clock"
                + " 3 ms behind; there was no link to relief; umber did not answer");
  }

  @Test
  void whatCannotBeReadIsStillASentence() {
    byte[] broken = "{\"type\":\"link-tested\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(new BodySentences().words(LinkTested.TYPE, broken))
        .isEqualTo("wrote down how its links did in an hourly test");
  }
}
