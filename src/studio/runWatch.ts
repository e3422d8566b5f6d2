import { stat } from 'node:fs/promises';
import { Pace } from '../shared/pace.js';
import type { Reporter, StepProgress } from '../shared/reporter.js';
import type { RunInfo } from './wire.js';

/** Pauses between two changes that are told: more often than is seen would only keep pages busy. */
const INTERVAL_MS = 200;
/** Points of a curve: as many as can be told apart in a small chart. */
const MAX_POINTS = 128;
const [MAX_WARNINGS, MAX_STAGES] = [20, 20] as const;

/** Listens to a run: its steps become a curve, the time left, and previews when their file has changed. */
export class RunWatch {
  readonly #begin = performance.now();
  readonly #pace = new Pace();
  #curve: (readonly [number, number])[] = [];
  /** Steps between two points. */
  #stride = 1;
  #warnings: readonly string[] = [];
  #stages: readonly string[] = [];
  #toldMs = Number.NEGATIVE_INFINITY;
  #previewMs = 0;
  #previews = 0;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly previewPath: string,
    private readonly tell: (change: Partial<RunInfo>) => void,
  ) {}

  readonly reporter: Reporter = {
    stage: (stage) => {
      this.#lookForPreview();
      this.#stages = [...this.#stages, stage].slice(-MAX_STAGES);
      this.tell({ stage, stages: this.#stages, seconds: this.seconds });
    },
    step: (progress) => this.#step(progress),
    warn: (text) => {
      this.#warnings = [...this.#warnings, text].slice(-MAX_WARNINGS);
      this.tell({ warnings: this.#warnings });
    },
  };

  get seconds(): number {
    return (performance.now() - this.#begin) / 1000;
  }

  #step(progress: StepProgress): void {
    const { step, steps, total } = progress;
    const nowMs = performance.now();
    const leftMs = this.#pace.leftMs(progress, nowMs);
    if (Number.isFinite(total) && step % this.#stride === 0) this.#curve.push([step, total]);
    if (this.#curve.length > MAX_POINTS) {
      this.#stride *= 2;
      this.#curve = this.#curve.filter((_, i) => i % 2 === 1);
    }
    if (nowMs - this.#toldMs < INTERVAL_MS && step < steps) return;
    this.#toldMs = nowMs;
    this.#lookForPreview();
    const left = leftMs === undefined ? {} : { leftMs };
    this.tell({ step, steps, seconds: this.seconds, curve: [...this.#curve], ...left });
  }

  /** Previews are files, written whole: a new time of change is a new preview. */
  #lookForPreview(): void {
    this.#looking = this.#looking.then(async () => {
      const info = await stat(this.previewPath).catch(() => undefined);
      if (!info || info.mtimeMs === this.#previewMs) return;
      this.#previewMs = info.mtimeMs;
      this.#previews++;
      this.tell({ previews: this.#previews });
    });
  }

  /** Tells what has not been told yet. */
  async end(): Promise<void> {
    this.#lookForPreview();
    await this.#looking;
    this.tell({ curve: this.#curve });
  }
}
