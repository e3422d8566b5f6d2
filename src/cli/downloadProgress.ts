/** How far a download is, on stderr: a bar on a terminal, a line every tenth elsewhere. */
import type { SingleBar } from 'cli-progress';
import { say } from './streams.js';

const MEGABYTE = 1e6;

/** Shows the bytes of one download. */
export interface DownloadProgress {
  /** @param total bytes at the end, when that is known */
  update(done: number, total: number | undefined): void;
  /** Says something on a line of its own. */
  note(text: string): void;
  /** Leaves the last state on the screen. */
  stop(): void;
}

/**
 * Makes a progress display.
 *
 * @param label what is downloaded
 * @param quiet show nothing
 */
export async function downloadProgress(label: string, quiet: boolean): Promise<DownloadProgress> {
  if (quiet) return { update() {}, note() {}, stop() {} };
  return process.stderr.isTTY ? barProgress(label) : lineProgress(label);
}

async function barProgress(label: string): Promise<DownloadProgress> {
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage}% {value}/{total} MB, {duration_formatted}, {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    stream: process.stderr,
    hideCursor: true,
  });
  return new Bar(bar);
}

class Bar implements DownloadProgress {
  readonly #bar: SingleBar;
  #started = false;

  constructor(bar: SingleBar) {
    this.#bar = bar;
  }

  update(done: number, total: number | undefined): void {
    const megabytes = Math.floor(done / MEGABYTE);
    const ofMegabytes = Math.ceil((total ?? done) / MEGABYTE);
    if (this.#started) this.#bar.setTotal(ofMegabytes);
    // Started at what is there already, or the time left would be too short by it.
    else this.#bar.start(ofMegabytes, megabytes);
    this.#started = true;
    this.#bar.update(megabytes);
  }

  note(text: string): void {
    // Leaves the bar as it was above the text; the next update begins a new one.
    this.stop();
    say(text);
  }

  stop(): void {
    if (this.#started) this.#bar.stop();
    this.#started = false;
  }
}

function lineProgress(label: string): DownloadProgress {
  let lastTenth = -1;
  return {
    update(done, total) {
      // Without a total, a line every 50 MB.
      const tenth = total === undefined ? Math.floor(done / 50 / MEGABYTE) : Math.floor((10 * done) / total);
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      const of = total === undefined ? '' : ` of ${(total / MEGABYTE).toFixed(0)}`;
      say(`${label}: ${(done / MEGABYTE).toFixed(0)}${of} MB`);
    },
    note: say,
    stop() {},
  };
}
