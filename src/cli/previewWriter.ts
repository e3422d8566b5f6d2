import { messageOf } from '../shared/errors.js';
import { OneAtATime } from '../shared/oneAtATime.js';

/**
 * Writes previews one after the other; those that come while one is being written are left out but the last. One that
 * cannot be written is no reason to lose the result.
 */
export function previewWriter<Picture>(
  path: string | undefined,
  write: (path: string, picture: Picture) => Promise<void>,
  warn: (text: string) => void,
) {
  const writing = new OneAtATime(true);
  return {
    write: (picture: Picture) => {
      if (path === undefined) return;
      writing.offer(() => write(path, picture).catch((error: unknown) => warn(messageOf(error))));
    },
    end: () => writing.end(),
  };
}
