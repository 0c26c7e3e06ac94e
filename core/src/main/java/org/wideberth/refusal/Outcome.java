package org.wideberth.refusal;

import java.util.function.Function;

/// What a decision about somebody else's input comes to: a value, or a refusal that says why not.
///
/// @param <T> the value's type
public sealed interface Outcome<T> {

  /// The input was good.
  record Accepted<T>(T value) implements Outcome<T> {}

  /// The input was not good.
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> accept(T value) {
    return new Accepted<>(value);
  }

  static <T> Outcome<T> refuse(RefusalCode code, String detail) {
    return new Refused<>(new Refusal(code, detail));
  }

  static <T> Outcome<T> refuse(Refusal refusal) {
    return new Refused<>(refusal);
  }

  default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
    return switch (this) {
      case Accepted<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal) -> refuse(refusal);
    };
  }

  default <U> Outcome<U> map(Function<? super T, ? extends U> change) {
    return then(value -> accept(change.apply(value)));
  }

  /// The value of an input that this program itself made, and that must therefore be good.
  ///
  /// @throws IllegalStateException if it was refused: then we are wrong
  default T orThrow() {
    return switch (this) {
      case Accepted<T>(var value) -> value;
      case Refused<T>(var refusal) -> throw new IllegalStateException(refusal.toString());
    };
  }
}
