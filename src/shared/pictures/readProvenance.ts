import type { Provenance } from '../provenance.js';
import { openPicture } from './source.js';
import { readXmpPacket } from './xmp.js';

/**
 * Who made a picture, and how, as it stands in its file; undefined where it says nothing of nst.
 *
 * @throws NstError NST_BAD_INPUT if it is no picture
 */
export async function readPictureProvenance(path: string): Promise<Provenance | undefined> {
  const { header } = await openPicture(path);
  return header.xmp && readXmpPacket(Buffer.from(header.xmp).toString('utf8'));
}
