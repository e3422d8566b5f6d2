import { type Picture, RGB } from './picture.js';

/** One channel of a picture, [height, width]. */
export function channelPlane({ width, height, pixels }: Picture, channel: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => pixels[i * RGB + channel]!);
}
