package org.wideberth.bench.style;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A text file of the project.
///
/// @param path relative to the root, with `/` between names
/// @param text all of it
record SourceFile(String path, String text) {
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", "dist", ".idea", ".vscode", ".wideberth");

  private static final Set<String> TEXT =
      Set.of(
          "java",
          "ts",
          "js",
          "mjs",
          "css",
          "html",
          "json",
          "md",
          "xml",
          "yaml",
          "yml",
          "sh",
          "properties",
          "config",
          "csv",
          "txt");

  static Path root() {
    return Path.of(System.getProperty("wideberth.root", "..")).toAbsolutePath().normalize();
  }

  /// Every text file below the root that somebody wrote.
  static List<SourceFile> all() throws IOException {
    Path root = root();
    List<SourceFile> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (isText(path)) {
              files.add(new SourceFile(path, Files.readString(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean isText(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Set.of("wideberth", "run", "LICENSE").contains(name)
        : TEXT.contains(name.substring(dot + 1));
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String folder() {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  /// Part of what runs, not of a test.
  boolean isMain() {
    return path.contains("src/main/") || path.startsWith("board/src/");
  }

  /// Written by hand in a programming or page language: what the limits on length are for.
  boolean isCode() {
    return path.matches(".*\\.(java|ts|mjs|css|html)") || path.equals("wideberth");
  }

  List<String> lines() {
    return text.lines().toList();
  }
}
