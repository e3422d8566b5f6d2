import { channelsFirstAxes } from '../layout.js';
import type { ResizeBilinearAttrs } from '../tf.js';
import { input, registerKernel } from './kernel.js';

const NCHW = channelsFirstAxes(4);

type Attributes = Pick<ResizeBilinearAttrs, 'alignCorners' | 'halfPixelCenters' | 'size'>;

/** How ONNX calls the way that tfjs maps output pixels to input pixels. */
function coordinates({ alignCorners, halfPixelCenters }: Attributes): string {
  if (alignCorners) return 'align_corners';
  return halfPixelCenters ? 'half_pixel' : 'asymmetric';
}

function register(
  kernelName: string,
  attributesOf: (attributes: Attributes) => Record<string, string>,
): void {
  registerKernel<Attributes>(kernelName, (inputs, attributes, recorder) => {
    const images = input(inputs, 'images');
    const [batch = 0, , , channels = 0] = images.shape;
    const [height, width] = attributes.size;
    const sizes = recorder.graph.integers([batch, channels, height, width]);
    const name = recorder.graph.node('Resize', [recorder.full(images, NCHW), '', '', sizes], {
      coordinate_transformation_mode: coordinates(attributes),
      ...attributesOf(attributes),
    });
    return recorder.output(name, [batch, height, width, channels], 'float32', NCHW);
  });
}

/** Resizing, bilinear and to the nearest pixel. Their gradients are matrix products (see gradients.ts). */
export function registerResize(): void {
  register('ResizeBilinear', () => ({ mode: 'linear' }));
  // tfjs takes floor(i * scale), or floor((i + 0.5) * scale) = round((i + 0.5) * scale - 0.5), halves upwards.
  register('ResizeNearestNeighbor', ({ alignCorners, halfPixelCenters }) => ({
    mode: 'nearest',
    nearest_mode: alignCorners || halfPixelCenters ? 'round_prefer_ceil' : 'floor',
  }));
}
