import { basename } from 'node:path';
import type { StatementReader } from './statement.js';

/** Of the theme Twenty Twenty-One: "Art by ... Public domain." and a link for each picture, whose end is the file's name. */
export function twentyTwentyOne(statedIn: string): StatementReader {
  return (files) => {
    const text = files.read(statedIn).toString('utf8');
    const { author, licence, links } =
      /^Art by (?<author>.*?)\. (?<licence>Public domain)\.\n(?<links>(?:https:.*\n?)+)/m.exec(text)
        ?.groups ?? {};
    return (path) => {
      const name = basename(path, '.jpg').toLowerCase();
      if (!author || !licence || !links?.split('\n').some((link) => link.endsWith(`/${name}`)))
        return undefined;
      return { author, licence, statedIn };
    };
  };
}

/** Of the theme Twenty Twenty-Two: one sentence puts all illustrations that were made from old plates under CC0. */
export function twentyTwentyTwo(statedIn: string): StatementReader {
  return (files) => {
    const text = files.read(statedIn).toString('utf8');
    const licence =
      /^Modified versions of the above images, .* were created specifically for .*\. (CC0)\.$/m.exec(
        text,
      )?.[1];
    return () => (licence ? { author: 'WordPress.org, after old plates', licence, statedIn } : undefined);
  };
}
