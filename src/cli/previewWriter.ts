import { messageOf } from '../shared/errors.js';

/**
 * Writes previews one after the other; those that come while one is being written are left out but the last. One that
 * cannot be written is no reason to lose the result.
 */
export function previewWriter<Picture>(
  path: string | undefined,
  write: (path: string, picture: Picture) => Promise<void>,
  warn: (text: string) => void,
) {
  let next: Picture | undefined;
  let writing: Promise<void> | undefined;
  const drain = async (target: string) => {
    while (next) {
      const picture = next;
      next = undefined;
      await write(target, picture).catch((error: unknown) => warn(messageOf(error)));
    }
    writing = undefined;
  };
  return {
    write: (picture: Picture) => {
      if (path === undefined) return;
      next = picture;
      writing ??= drain(path);
    },
    end: async () => writing,
  };
}
