"""Times a training step of the classifiers' shapes in PyTorch: lines of toolkit, shape and milliseconds.

The networks are those that `-Dtask=bench` times: 64 texts of 70 words, 12,000 known words, 4 topics, Adam; the encoder
reads 32 texts of 64 pieces of 30,522. `bench/pytorch.py 2` uses two threads, `bench/pytorch.py 2 bf16` its bfloat16
autocast, too.
"""
import statistics
import sys
import time

import torch
from torch import nn

WORDS, STEPS, BATCH, TOPICS, WIDTH = 12_000, 70, 64, 4, 256


class Transformer(nn.Module):
    """Pre-norm blocks over word and position vectors, the mean of the last one's steps."""

    def __init__(self, blocks=4, heads=4, feed_forward=1024):
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Parameter(torch.zeros(STEPS, WIDTH))
        block = nn.TransformerEncoderLayer(
            WIDTH, heads, feed_forward, dropout=0.0, activation=nn.GELU(approximate="tanh"), batch_first=True,
            norm_first=True)
        self.blocks = nn.TransformerEncoder(block, blocks, nn.LayerNorm(WIDTH))
        self.topics = nn.Linear(WIDTH, TOPICS)

    def forward(self, ids):
        return self.topics(self.blocks(self.words(ids) + self.positions).mean(1))


class Convolutions(nn.Module):
    """Convolutions of three widths side by side, the maximum over time."""

    def __init__(self, widths=(3, 4, 5), filters=128):
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.convolutions = nn.ModuleList(nn.Conv1d(WIDTH, filters, w, padding="same") for w in widths)
        self.topics = nn.Linear(filters * len(widths), TOPICS)

    def forward(self, ids):
        vectors = self.words(ids).transpose(1, 2)
        return self.topics(torch.cat([torch.relu(c(vectors)).amax(2) for c in self.convolutions], 1))


class Encoder(nn.Module):
    """The sizes of all-minilm-l6-v2: post-norm blocks with the exact GELU, the mean of the last one's steps."""

    def __init__(self, pieces=30_522, positions=512, width=384, blocks=6, heads=12, feed_forward=1536):
        super().__init__()
        self.pieces = nn.Embedding(pieces, width)
        self.positions = nn.Parameter(torch.zeros(positions, width))
        self.norm = nn.LayerNorm(width)
        block = nn.TransformerEncoderLayer(
            width, heads, feed_forward, dropout=0.0, activation="gelu", batch_first=True, norm_first=False)
        self.blocks = nn.TransformerEncoder(block, blocks, enable_nested_tensor=False)
        self.topics = nn.Linear(width, TOPICS)

    def forward(self, ids):
        states = self.norm(self.pieces(ids) + self.positions[: ids.shape[1]])
        return self.topics(self.blocks(states).mean(1))


def report(shape, network, batch=BATCH, steps=STEPS, words=WORDS, warm_up=10, repeats=11):
    ids = torch.randint(0, words, (batch, steps))
    topics = torch.randint(0, TOPICS, (batch,))
    optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    times = []
    for _ in range(warm_up + repeats):
        start = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
            loss = nn.functional.cross_entropy(network(ids), topics)
        loss.backward()
        optimizer.step()
        times.append(1e3 * (time.perf_counter() - start))
    name = f"pytorch-{torch.__version__[:4]}" + ("-bf16" if BFLOAT16 else "")
    print(f"{name}\t{shape}\t{statistics.median(times[warm_up:]):.1f}", flush=True)


BFLOAT16 = sys.argv[2:] == ["bf16"]
torch.manual_seed(0)
if len(sys.argv) > 1:
    torch.set_num_threads(int(sys.argv[1]))
report("news-transformer256", Transformer())
report("news-cnn128", Convolutions())
report("encoder-finetune384x6", Encoder(), 32, 64, 30_522, warm_up=4)
