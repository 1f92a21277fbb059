package io.sequent.common.network.transformer;

/**
 * The parameters of a block, or their gradients.
 *
 * @param attentionNorm in front of the attention
 * @param projection to queries, keys and values side by side, from width to three times the width
 * @param mixing of what the heads found, from width to width
 * @param feedForwardNorm in front of the feed-forward network
 * @param inner from width to the feed-forward network's size
 * @param outer back to width
 */
record BlockWeights(
    Norm attentionNorm,
    Affine projection,
    Affine mixing,
    Norm feedForwardNorm,
    Affine inner,
    Affine outer) {}
