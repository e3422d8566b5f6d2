/** What a process that draws and the one that started it tell each other. */
import type { DrawnView, View } from './svgPage.js';

/** What one drawing may take; the process that draws ends itself when it takes more. */
export interface DrawingLimits {
  /** Of work, on all threads: a busy machine takes nothing away from a drawing. */
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

/** What is to be drawn; the drawing itself follows on stdin. */
export interface DrawingOrder extends DrawingLimits {
  readonly view: View | undefined;
  /** Of the view, in pixels. */
  readonly longSidePx: number;
}

/** What became of it; the pixels follow on stdout. */
export type DrawingAnswer =
  | ({ readonly kind: 'drawn' } & Omit<DrawnView, 'rgba'>)
  /** It cannot be drawn. */
  | { readonly kind: 'problem'; readonly message: string }
  /** It took more than it may. */
  | { readonly kind: 'memory' | 'time' };
