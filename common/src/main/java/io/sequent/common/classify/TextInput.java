package io.sequent.common.classify;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.encoder.EncoderSettings;

/** What the network of a classifier reads of a text. */
enum TextInput {
  /** A bag of n-grams. */
  BAG,
  /** Words in their order. */
  WORDS,
  /** The word pieces of a pretrained encoder, or the states that it gives them. */
  ENCODED;

  /**
   * The one that the settings ask for.
   *
   * @throws UserError if the model cannot read an encoder's states
   */
  static TextInput of(Config config) {
    TextModel model = config.get(ClassifierSettings.MODEL);
    if (!EncoderSettings.areOn(config)) {
      return model.readsBag() ? BAG : WORDS;
    }
    if (model == TextModel.BOW) {
      throw new UserError(
          "setting 'model': bow reads bags of n-grams, not the states of an encoder; expected"
              + " linear, embedding, cnn, rnn, hybrid or transformer");
    }
    return ENCODED;
  }
}
