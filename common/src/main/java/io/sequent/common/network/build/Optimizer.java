package io.sequent.common.network.build;

import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** The optimizers. */
enum Optimizer {
  /** Kingma and Ba 2015. */
  ADAM,
  /** Adam with decoupled weight decay, Loshchilov and Hutter 2019. */
  ADAMW,
  /** Duchi et al. 2011. */
  ADAGRAD,
  /** Tieleman and Hinton 2012. */
  RMSPROP,
  SGD,
  /** SGD with Nesterov's momentum, Sutskever et al. 2013. */
  NESTEROVS,
  /** Zhuang et al. 2020. */
  ADABELIEF,
  /** Reddi et al. 2018. */
  AMSGRAD,
  /** Zeiler 2012; has no learning rate. */
  ADADELTA;

  /**
   * Deeplearning4j's updater.
   *
   * @param momentum for {@link #NESTEROVS}
   */
  IUpdater updater(double learningRate, double momentum) {
    return switch (this) {
      case ADAM, ADAMW -> new Adam(learningRate);
      case ADAGRAD -> new AdaGrad(learningRate);
      case RMSPROP -> new RmsProp(learningRate);
      case SGD -> new Sgd(learningRate);
      case NESTEROVS -> new Nesterovs(learningRate, momentum);
      case ADABELIEF -> new RowAdaBelief(learningRate);
      case AMSGRAD -> new AMSGrad(learningRate);
      case ADADELTA -> new AdaDelta();
    };
  }
}
