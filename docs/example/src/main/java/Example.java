import io.sequent.Run;
import io.sequent.Sequent;

/** Trains a tagger on the bundled sample and finds the names in a sentence. */
public final class Example {
  private Example() {}

  public static void main(String[] arguments) {
    Run run = Sequent.task("ner").withData("sample").with("epochs", 3).train();
    System.out.println(run.evaluate().table("Test").render());
    run.predict("Олена Коваль живе у Львові.")
        .forEach(prediction -> System.out.println(prediction.json()));
  }
}
