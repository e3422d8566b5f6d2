/** What `nst bench` finds, and how it is printed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transferAudio } from '../../audio/index.js';
import { transferGlyph } from '../../glyph/index.js';
import { transferImage } from '../../image/index.js';
import { DEVICES, type Device } from '../../shared/engine/device.js';
import { tryDevice } from '../../shared/engine/tryDevice.js';
import { NstError } from '../../shared/errors.js';
import { writeBenchInputs } from './benchInputs.js';
import { type MeasuredJob, measuredJob } from './measuredJob.js';

/** Sizes of what is made. */
export interface BenchSizes {
  /** Longer side of the picture. */
  readonly size: number;
  /** Length of the sounds. */
  readonly seconds: number;
}

/** How a device did; what it is called if it cannot be used, and why. */
export type BenchRow =
  | { readonly device: string; readonly job: string; readonly measured: MeasuredJob }
  | { readonly device: string; readonly problem: string };

type Measured = Exclude<Device, 'auto' | 'tfjs'>;
/** What graphs can be run on: tfjs without a native backend takes hours for what the others do in a minute. */
const MEASURED_DEVICES = DEVICES.filter(
  (device): device is Measured => device !== 'auto' && device !== 'tfjs',
);
/** Length of the word against the side of the picture: by default words are twice as large. */
const WORD_SCALE = 2;

/** What was stopped was not measured. */
function stopIf(signal: AbortSignal): void {
  if (signal.aborted)
    throw new NstError('NST_ABORTED', 'interrupted: what was printed is all that was measured');
}

/**
 * Makes a picture, a sound and a word with default settings on every device that opens, one after the other.
 *
 * @param onRow is told each row as soon as it is known
 * @throws NstError NST_ABORTED if the signal says so
 */
export async function bench(
  { size, seconds }: BenchSizes,
  onRow: (row: BenchRow) => void,
  signal: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-bench-'));
  try {
    const { picture, sound, word } = await writeBenchInputs(folder, seconds);
    for (const device of MEASURED_DEVICES) {
      const trial = await tryDevice(device, 0);
      if (!trial.engine) {
        onRow({ device, problem: trial.problem });
        continue;
      }
      await trial.engine.close();
      const ofPicture = await measuredJob((reporter) =>
        transferImage({ content: picture.content, style: [picture.style], size, device, reporter, signal }),
      );
      stopIf(signal);
      onRow({ device, job: `picture, ${size} px`, measured: ofPicture });
      const ofSound = await measuredJob((reporter) =>
        transferAudio({ content: sound.content, style: [sound.style], device, reporter, signal }),
      );
      stopIf(signal);
      onRow({ device, job: `sound, ${seconds} s`, measured: ofSound });
    }
    const ofWord = await measuredJob((reporter) =>
      transferGlyph({ ...word, text: 'Hello', size: WORD_SCALE * size, reporter, signal }),
    );
    stopIf(signal);
    onRow({ device: 'any', job: `word, ${WORD_SCALE * size} px`, measured: ofWord });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A row as a line. */
export function benchLine(row: BenchRow): string {
  const device = row.device.padEnd(7);
  if ('problem' in row) return `${device} ${row.problem}`;
  const { seconds, cpuSeconds, peakBytes, stepSeconds } = row.measured;
  const parts = [
    `${seconds.toFixed(1)} s`,
    `${cpuSeconds.toFixed(1)} s of CPU`,
    ...(stepSeconds === null ? [] : [`${stepSeconds.toFixed(3)} s a step`]),
    `${(peakBytes / 1e9).toFixed(2)} GB`,
  ];
  return `${device} ${row.job.padEnd(16)} ${parts.join(', ')}`;
}
