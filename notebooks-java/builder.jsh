import io.sequent.common.config.*;
import io.sequent.common.network.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

// The settings of a network that reads token ids, with some values of our own.
var settings = Settings.join(List.of(List.of(CommonSettings.SEED), NetworkSettings.forTokens(), OptimizerSettings.all()));
var config = Config.defaults(settings).with(Map.of("cell", "gru", "hidden", "64", "pooling", "mean+max"), "");

// Four classes from a vocabulary of 1,000 words, texts of any length.
var network = new MultiLayerNetwork(SequenceNetwork.from(config).tokens(1000).perSequence(4, 0));
network.init();
System.out.println(network.summary());
/exit
