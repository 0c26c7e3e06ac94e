package org.wideberth.node.api;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// How many things a list holds: the parameter `limit`.
///
/// @param usual unless more or fewer are asked for
/// @param max of what may be asked for
record PageLimit(int usual, int max) {
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

  /// Behind which thing of a list a page begins: the parameter `after`.
  static <T> Outcome<Optional<T>> after(Request request, Function<String, Outcome<T>> parse) {
    Optional<String> text = request.queryParameter("after");
    return text.isEmpty()
        ? Outcome.accept(Optional.empty())
        : AreaQuery.named("after", parse.apply(text.get())).map(Optional::of);
  }

  Outcome<Integer> of(Request request) {
    String text = request.queryParameter("limit").orElse(Integer.toString(usual));
    return COUNT.matcher(text).matches() && Integer.parseInt(text) <= max
        ? Outcome.accept(Integer.parseInt(text))
        : Outcome.refuse(
            RefusalCode.OUT_OF_RANGE, "limit: a whole number from 1 to " + max + " is meant");
  }
}
