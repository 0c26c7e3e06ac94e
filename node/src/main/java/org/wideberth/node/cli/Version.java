package org.wideberth.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// What `--version` says: the version of the build, and the commit of the sources it was built from
/// where they are a Git work tree. Stateless.
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "wideberth %s, commit %s, Java %s"
          .formatted(version == null ? "unpacked" : version, commit(), Runtime.version())
    };
  }

  /// The first twelve digits of the sources' commit, or `unknown`. The launcher says where the
  /// sources are, and builds anew when they have changed.
  public static String commit() {
    return Optional.ofNullable(System.getProperty("wideberth.root"))
        .flatMap(Version::commitOf)
        .orElse("unknown");
  }

  private static Optional<String> commitOf(String root) {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
              .directory(Path.of(root).toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return Optional.of(said).filter(commit -> commit.matches("[0-9a-f]{12,}"));
    } catch (IOException noGit) {
      return Optional.empty();
    }
  }
}
