import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.apng': 'image/apng',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
};

/** One stretch of a file, as players ask for it: `bytes=100-` or `bytes=100-200`. */
function stretchOf(range: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) return undefined;
  const start = Number(first);
  const end = Math.min(size - 1, last === undefined || last === '' ? size - 1 : Number(last));
  return start <= end ? { start, end } : undefined;
}

/**
 * Answers with a file of the work folder. What was uploaded is shown as what it is, and never run as a page of ours.
 *
 * @param downloadName the name under which it is to be saved, if it is not to be shown
 */
export async function sendFile(context: Context, path: string, downloadName?: string): Promise<Response> {
  const { size } = await stat(path);
  const stretch = stretchOf(context.req.header('range'), size);
  const { start, end } = stretch ?? { start: 0, end: size - 1 };
  const headers: Record<string, string> = {
    'Content-Type': TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': String(end - start + 1),
    'Accept-Ranges': 'bytes',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  };
  if (stretch) headers['Content-Range'] = `bytes ${start}-${end}/${size}`;
  if (downloadName !== undefined)
    headers['Content-Disposition'] = `attachment; filename*=UTF-8''${encodeURIComponent(downloadName)}`;
  const stream = Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
  return new Response(stream, { status: stretch ? 206 : 200, headers });
}
