/** Pairs of pictures whose flow is known, for video.ts. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFlow } from '../src/shared/flow/findFlow.js';
import type { Flow } from '../src/shared/flow/flow.js';
import { warpPicture } from '../src/shared/flow/warpPicture.js';
import { readPicture } from '../src/shared/pictures/read.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { flowOf, type Move, turnedAbout } from '../test/support/trueFlow.js';
import { median } from './report.js';

const SIZE = { width: 512, height: 288 };
const ROUNDS = 5;

const about = (degrees: number, factor: number): Move =>
  turnedAbout([SIZE.width / 2, SIZE.height / 2], degrees, factor);

/** Where a pixel goes, and where from. */
const MOVES: Readonly<Record<string, { readonly to: Move; readonly from: Move }>> = {
  pan: { to: (x, y) => [x + 7.3, y - 2.6], from: (x, y) => [x - 7.3, y + 2.6] },
  zoom: { to: about(0, 1.05), from: about(0, 1 / 1.05) },
  rotation: { to: about(3, 1), from: about(-3, 1) },
};

/** Both parts of a flow together. @param keep leaves out what is not known */
const interleaved = ({ width, dx, dy }: Flow, keep: (x: number, y: number) => boolean) =>
  Float32Array.from({ length: 2 * dx.length }, (_, k) => {
    const i = k >> 1;
    if (!keep(i % width, Math.floor(i / width))) return Number.NaN;
    return k % 2 === 0 ? dx[i]! : dy[i]!;
  });

const inside = (length: number) => (value: number) => value >= 0 && value <= length - 1;

/** Writes pairs with their true flows for filmJudge.py. */
export async function writeFlowPairs(folder: string): Promise<void> {
  for (const [name, { to, from }] of Object.entries(MOVES)) {
    for (const subject of ['boats', 'coffee', 'garden']) {
      const first = await readPicture(`fixtures/pictures/${subject}.jpg`, () => SIZE);
      const isKnown = (x: number, y: number) => {
        const [tx, ty] = to(x, y);
        return inside(SIZE.width)(tx) && inside(SIZE.height)(ty);
      };
      const path = join(folder, `${name}, ${subject}`);
      writeFileSync(`${path}-truth.f32`, interleaved(flowOf(SIZE, to), isKnown));
      await writePicture(`${path}-0.png`, first);
      await writePicture(`${path}-1.png`, warpPicture(first, flowOf(SIZE, from)));
    }
  }
}

/**
 * Finds the flows of all pairs in a folder, and writes them beside these.
 *
 * @returns milliseconds that a pair takes, by name
 */
export async function writeFlows(folder: string): Promise<Readonly<Record<string, number>>> {
  const times: Record<string, number> = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('-0.png'))) {
    const pair = file.slice(0, -'-0.png'.length);
    const path = join(folder, pair);
    const [first, second] = [await readPicture(`${path}-0.png`), await readPicture(`${path}-1.png`)];
    writeFileSync(
      `${path}-flow.f32`,
      interleaved(findFlow(first, second), () => true),
    );
    const rounds = Array.from({ length: ROUNDS }, () => {
      const begin = process.cpuUsage();
      findFlow(first, second);
      const { user, system } = process.cpuUsage(begin);
      return (user + system) / 1000;
    });
    times[pair] = median(rounds);
  }
  return times;
}
