import { sampleGrid } from '../fields/sampleGrid.js';
import type { Flow } from './flow.js';

/** One flow after another: from the first picture by way of the second to the third. */
export function composeFlows(first: Flow, second: Flow): Flow {
  const { width, height } = first;
  const dx = new Float32Array(width * height);
  const dy = new Float32Array(width * height);
  const [across, down] = [
    { width, height, data: second.dx },
    { width, height, data: second.dy },
  ];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const u = first.dx[i]!;
      const v = first.dy[i]!;
      dx[i] = u + sampleGrid(across, x + u, y + v);
      dy[i] = v + sampleGrid(down, x + u, y + v);
    }
  }
  return { width, height, dx, dy };
}
