"""The step of step.ts in PyTorch: prints the shortest of three times in seconds, after one to warm up."""
import sys
import time

import torch
import torch.nn.functional as F

size = int(sys.argv[1])
blocks = [(2, 64), (2, 128), (4, 256), (4, 512), (1, 512)]
generator = torch.Generator().manual_seed(1)
channels, layers = 3, []
for block, (count, outputs) in enumerate(blocks, start=1):
    for index in range(1, count + 1):
        scale = (2 / (9 * channels)) ** 0.5
        weight = torch.randn(outputs, channels, 3, 3, generator=generator) * scale
        layers.append((f"conv{block}_{index}", weight, torch.zeros(outputs)))
        channels = outputs
    if block < len(blocks):
        layers.append(("pool", None, None))
style_layers = {f"conv{block}_1" for block in range(1, 6)}


def step(x):
    x = x.detach().requires_grad_()
    y, loss = x, 0
    for name, weight, bias in layers:
        if name == "pool":
            y = F.max_pool2d(y, 2)
            continue
        y = F.conv2d(y, weight, bias, padding=1)
        if name in style_layers:
            rows = y.flatten(2)[0]
            loss = loss + (rows @ rows.T / rows.shape[1]).square().mean()
        if name == "conv4_2":
            loss = loss + y.square().mean()
        y = F.relu(y)
    loss.backward()
    return x.grad


picture = torch.randn(1, 3, size, size, generator=generator) * 0.3
step(picture)
times = []
for _ in range(3):
    begin = time.perf_counter()
    step(picture)
    times.append(time.perf_counter() - begin)
print(min(times))
