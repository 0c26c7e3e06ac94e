package org.wideberth.channel;

import java.util.List;
import java.util.Optional;
import org.wideberth.record.JsonField;

/// A coded phrase: what it means is fixed, in every language alike, so that nobody has to translate
/// under pressure. The record holds the code; each board shows it in its reader's language.
public enum Phrase {
  STOP(
      Precedence.FLASH,
      "Stop. What you are doing endangers our people.",
      "Остановитесь. Ваши действия угрожают нашим людям.",
      "توقفوا. ما تفعلونه يعرّض أفرادنا للخطر.",
      "Arrêtez. Ce que vous faites met nos gens en danger."),
  UNSAFE(
      Precedence.FLASH,
      "Unsafe. Keep away from us.",
      "Опасно. Держитесь от нас на расстоянии.",
      "خطر. ابتعدوا عنا.",
      "Dangereux. Restez à distance de nous."),
  MAYDAY(
      Precedence.FLASH,
      "Mayday. We are in distress.",
      "Мэйдэй. Мы терпим бедствие.",
      "نداء استغاثة. نحن في خطر داهم.",
      "Mayday. Nous sommes en détresse."),
  OURS_THERE(
      Precedence.IMMEDIATE,
      "Our people are at the place named here.",
      "Наши люди находятся в указанном месте.",
      "أفرادنا موجودون في المكان المذكور هنا.",
      "Nos gens se trouvent au lieu indiqué ici."),
  NOT_OURS(
      Precedence.IMMEDIATE,
      "What you describe is not ours.",
      "То, что вы описываете, не наше.",
      "ما تصفونه ليس لنا.",
      "Ce que vous décrivez n'est pas à nous."),
  STOPPED(
      Precedence.IMMEDIATE,
      "We have stopped.",
      "Мы остановились.",
      "لقد توقفنا.",
      "Nous avons arrêté."),
  MOVING_AWAY(
      Precedence.IMMEDIATE,
      "We are moving away.",
      "Мы уходим в сторону.",
      "نحن نبتعد.",
      "Nous nous éloignons."),
  WAIT(
      Precedence.PRIORITY,
      "Wait. We are looking into it and will answer.",
      "Ждите. Мы выясняем и ответим.",
      "انتظروا. نحن نتحقق وسنجيب.",
      "Attendez. Nous vérifions et nous répondrons."),
  SAY_AGAIN(
      Precedence.PRIORITY,
      "Say again. We did not understand.",
      "Повторите. Мы не поняли.",
      "أعيدوا. لم نفهم.",
      "Répétez. Nous n'avons pas compris."),
  CALL_US(
      Precedence.PRIORITY,
      "Call us by voice.",
      "Свяжитесь с нами голосом.",
      "اتصلوا بنا صوتيًا.",
      "Appelez-nous de vive voix."),
  TEST(
      Precedence.ROUTINE,
      "This is a test of the channel. Please acknowledge.",
      "Это проверка канала. Подтвердите получение.",
      "هذا اختبار للقناة. يرجى تأكيد الاستلام.",
      "Ceci est un essai du canal. Accusez réception.");

  /// Languages in which every phrase is given (ISO 639-1).
  public static final List<String> LANGUAGES = List.of("en", "ru", "ar", "fr");

  private final Precedence usual;
  private final String english;
  private final String russian;
  private final String arabic;
  private final String french;

  Phrase(Precedence usual, String english, String russian, String arabic, String french) {
    this.usual = usual;
    this.english = english;
    this.russian = russian;
    this.arabic = arabic;
    this.french = french;
  }

  /// The precedence of a message that says this and names none.
  public Precedence usual() {
    return usual;
  }

  /// `ours-there` for [#OURS_THERE].
  public String word() {
    return JsonField.wordOf(this);
  }

  /// What it means.
  ///
  /// @param language one of [#LANGUAGES]
  public Optional<String> in(String language) {
    return switch (language) {
      case "en" -> Optional.of(english);
      case "ru" -> Optional.of(russian);
      case "ar" -> Optional.of(arabic);
      case "fr" -> Optional.of(french);
      default -> Optional.empty();
    };
  }
}
