package org.wideberth.node.cli;

/// What the command line says when the node doubts a position.
final class AsTyped {
  private static final String DOUBTFUL = "DOUBTFUL";
  private static final String FOR_PROGRAMS = "say \"as_typed\": true";
  private static final String FOR_PEOPLE = "repeat with --as-typed";

  private AsTyped() {}

  /// The body of an answer that is not a refusal.
  ///
  /// @throws Stop with the doubt in words, and how to say that the position is meant
  static byte[] orStop(NodeClient.Answer answer) {
    try {
      return answer.orStop();
    } catch (Stop stop) {
      throw stop.sentence().startsWith(DOUBTFUL)
          ? new Stop(stop.exitCode(), stop.sentence().replace(FOR_PROGRAMS, FOR_PEOPLE))
          : stop;
    }
  }
}
