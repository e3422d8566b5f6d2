import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Files within src that a file imports, also lazily or for types alone. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  return specifiers.map((specifier) =>
    relative(SRC, join(SRC, dirname(file), specifier)).replaceAll('\\', '/'),
  );
}

const part = (file: string) => file.replaceAll('\\', '/').split('/')[0]!;

/** What each part may import beside itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  engine: ['shared'],
  image: ['shared'],
  audio: ['shared'],
  glyph: ['shared'],
  video: ['shared', 'image'],
  jobs: ['shared'],
  studio: ['shared', 'jobs'],
  cli: ['shared', 'image', 'audio', 'glyph', 'video', 'jobs', 'studio'],
  'index.ts': ['image', 'audio', 'glyph', 'video'],
};

test('imports go one way: command line, modes, shared', () => {
  const wrong = files.flatMap((file) => {
    const own = part(file);
    const allowed = ALLOWED[own];
    if (!allowed) return [`${file}: a part of its own`];
    const targets = importsOf(file).map(part);
    return targets
      .filter((target) => target !== own && !allowed.includes(target))
      .map((target) => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

/** Films call pictures as users of the library do; a table of options loads nothing. */
const PICTURES_FOR_FILMS = ['image/index.js', 'image/options.js'];

test('films use of pictures what everybody may use', () => {
  const wrong = files
    .filter((file) => part(file) === 'video')
    .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
    .filter(({ target }) => part(target) === 'image' && !PICTURES_FOR_FILMS.includes(target));
  expect(wrong).toEqual([]);
});

test('no two files import each other, directly or around corners', () => {
  const graph = new Map(
    files.map((file) => [
      file.replaceAll('\\', '/'),
      importsOf(file).map((to) => to.replace(/\.js$/, '.ts')),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

/** What a file loads at once: neither lazily nor for types alone. */
function loadedBy(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'/gm);
  return [...statements].map((match) => match[1]!);
}

test('zod is loaded by what needs it, and by no command as such', () => {
  const reached = new Set<string>();
  const visit = (file: string, path: string) => {
    const key = file.replaceAll('\\', '/');
    if (reached.has(key)) return;
    reached.add(key);
    for (const target of loadedBy(file)) {
      if (target === 'zod') throw new Error(`zod is loaded through ${path} > ${key}`);
      if (target.startsWith('.'))
        visit(join(dirname(file), target.replace(/\.js$/, '.ts')), `${path} > ${key}`);
    }
  };
  // Commands are loaded as they are named.
  for (const file of files.filter((each) =>
    /^cli[\\/](\w+Command|main|info|methods|terms|models|doctor)\.ts$/.test(each),
  ))
    visit(file, '');
  expect(reached).toContain('shared/outputPath.ts');
});

test('tfjs is imported in one file', () => {
  const users = files.filter((file) =>
    /'(#tfjs|@tensorflow\/[^']+)';/.test(readFileSync(join(SRC, file), 'utf8')),
  );
  expect(users.map((file) => file.replaceAll('\\', '/'))).toEqual(['shared/engine/tf.ts']);
});
