package org.wideberth.node.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.References;
import org.wideberth.channel.Wording;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Audience;

/// Two nodes that know each other, and a link between them that a test works by hand.
abstract class TwoEngines {
  @TempDir Path directory;
  EngineBench bench;
  EngineBench.Node amber;
  EngineBench.Node cobalt;
  EngineBench.Link link;

  @BeforeEach
  final void meet() throws IOException {
    bench = new EngineBench(directory);
    amber = node("amber");
    cobalt = node("cobalt");
    EngineBench.introduce(amber, cobalt);
    link = bench.link(amber, cobalt);
    link.up();
    link.settle();
  }

  @AfterEach
  final void close() throws IOException {
    bench.close();
  }

  EngineBench.Node node(String party) throws IOException {
    return bench.node(party);
  }

  final void pass(int seconds) {
    bench.pass(seconds, List.of(amber, cobalt), List.of(link));
  }

  /// A FLASH from amber to the duty desk of cobalt.
  final Command.Send stop() {
    return new Command.Send(
        new MessageRequest(
            Audience.of(Set.of(cobalt.party())),
            Desk.DUTY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.of(Phrase.STOP), "", "und"),
            References.none(),
            Optional.empty()));
  }
}
