"""What video.ts asks OpenCV, which has no part in the work: prints JSON. Needs numpy and opencv-python-headless.

filmJudge.py film SOURCE OUT...   folders of frames. warp: root mean square of out(t) - out(t-1) carried along the source's flow, where that is
    trusted (Ruder 2016); floor: the same of the source; glass: where things move by over 1 px, how the change made to the source travels, 0 with
    them, 1 not at all; flicker: mean absolute second difference along the flow less the source's, of 255
filmJudge.py flow FOLDER          pairs NAME-0.png, NAME-1.png with NAME-truth.f32 [h, w, 2] (NaN: unknown) and NAME-flow.f32: mean end-point errors
filmJudge.py motorcycle FOLDER    writes such a pair
"""
import glob
import json
import os
import sys

import cv2
import numpy as np

cv2.setNumThreads(1)


def frames_of(path):
    names = sorted(name for name in os.listdir(path) if name.endswith(".png"))
    return [cv2.imread(os.path.join(path, name)).astype(np.float32) / 255 for name in names]


def flow(a, b):
    gray = lambda frame: cv2.cvtColor((frame * 255).astype(np.uint8), cv2.COLOR_BGR2GRAY)
    return cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(gray(a), gray(b), None)


def sample(values, by, outside):
    h, w = by.shape[:2]
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    border = (outside,) * 4
    return cv2.remap(values, x + by[..., 0], y + by[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border)


def trusted(there, back):
    h, w = there.shape[:2]
    returned = sample(back, there, 1e4)
    off, way = ((returned + there) ** 2).sum(2), (there**2).sum(2)
    bend = (np.gradient(there, axis=1) ** 2 + np.gradient(there, axis=0) ** 2).sum(2)
    x, y = np.meshgrid(np.arange(w), np.arange(h))
    px, py = x + there[..., 0], y + there[..., 1]
    inside = (px >= 0) & (px <= w - 1) & (py >= 0) & (py <= h - 1)
    return (off <= 0.01 * ((returned**2).sum(2) + way) + 0.5) & (bend <= 0.01 * way + 0.002) & inside


def rms(difference, mask):
    return float(np.sqrt((difference[mask] ** 2).mean()))


def film(source, out):
    backs = [flow(source[t], source[t - 1]) for t in range(1, len(source))]
    forths = [flow(source[t - 1], source[t]) for t in range(1, len(source))]
    warp, floor, glass, flicker = [], [], [], []
    for t in range(1, len(source)):
        back = backs[t - 1]
        mask = trusted(back, forths[t - 1])
        step = lambda film: film[t] - sample(film[t - 1], back, -9)
        warp.append(rms(step(out), mask))
        floor.append(rms(step(source), mask))
        moving = mask & ((back**2).sum(2) > 1)
        if moving.mean() > 0.02:
            now, before = out[t] - source[t], out[t - 1] - source[t - 1]
            carried, plain = rms(now - sample(before, back, -9), moving), rms(now - before, moving)
            glass.append(carried / (carried + plain + 1e-6))
        if t + 1 < len(source):
            known = mask & trusted(forths[t], backs[t])
            bend = lambda film: np.abs(film[t] - (sample(film[t - 1], back, -9) + sample(film[t + 1], forths[t], -9)) / 2)[known].mean()
            flicker.append(255 * (bend(out) - bend(source)))
    mean = lambda values: float(np.mean(values)) if values else None
    return {"warp": mean(warp), "floor": mean(floor), "glass": mean(glass), "flicker": mean(flicker)}


def errors(folder):
    rows = {}
    for path in sorted(glob.glob(os.path.join(folder, "*-truth.f32"))):
        name = path[: -len("-truth.f32")]
        first, second = (cv2.imread(f"{name}-{k}.png").astype(np.float32) / 255 for k in (0, 1))
        read = lambda kind: np.fromfile(f"{name}-{kind}.f32", np.float32).reshape(*first.shape[:2], 2)
        truth = read("truth")
        known = np.isfinite(truth).all(2)
        error = lambda found: float(np.linalg.norm(found - truth, axis=2)[known].mean())
        rows[os.path.basename(name)] = {"ours": error(read("flow")), "dis": error(flow(first, second))}
    return rows


def motorcycle(folder, width=512):
    """Middlebury's stereo pair, whose disparity is known, out of scikit-image where that is installed."""
    try:
        import skimage

        data = os.path.join(os.path.dirname(skimage.__file__), "data", "motorcycle_")
        disparity = np.load(data + "disp.npz")["arr_0"].astype(np.float32)
    except (ImportError, OSError):
        return
    scale = width / disparity.shape[1]
    size = (width, round(disparity.shape[0] * scale))
    known = cv2.resize(np.isfinite(disparity).astype(np.float32), size) > 0.99
    shift = -scale * cv2.resize(np.nan_to_num(disparity, posinf=0, neginf=0), size)
    truth = np.stack([np.where(known, shift, np.nan), np.where(known, 0, np.nan)], -1).astype(np.float32)
    name = os.path.join(folder, "stereo, motorcycle")
    truth.tofile(name + "-truth.f32")
    for k, side in enumerate(("left", "right")):
        cv2.imwrite(f"{name}-{k}.png", cv2.resize(cv2.imread(f"{data}{side}.png"), size, interpolation=cv2.INTER_AREA))


if __name__ == "__main__":
    kind, source, *outs = sys.argv[1:]
    if kind == "motorcycle":
        motorcycle(source)
        print("null")
    elif kind == "flow":
        print(json.dumps(errors(source)))
    else:
        shown = frames_of(source)
        print(json.dumps([film(shown, frames_of(out)) for out in outs]))
