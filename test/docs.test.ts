import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = ['image', 'audio', 'glyph', 'engine'];

/** Samples at the beginning of a line: indented ones are parts of instructions and not programs. */
function samplesOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1]!);
}

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const SAMPLES = PAGES.flatMap((page) =>
  samplesOf(page).map((code, i) => ({
    name: `${page} ${i + 1}`,
    path: join(ROOT, `sample-${page.replace(/\W/g, '-')}-${i}.mts`),
    code,
  })),
);

describe('samples in the documentation', () => {
  it('are there', () => {
    expect(SAMPLES.length).toBeGreaterThanOrEqual(4);
  });

  it('compile as they are', () => {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
      paths: {
        nst: [join(ROOT, 'src/index.ts')],
        ...Object.fromEntries(
          ENTRIES.map((entry) => [`nst/${entry}`, [join(ROOT, `src/${entry}/index.ts`)]]),
        ),
      },
    };
    const host = ts.createCompilerHost(options);
    const texts = new Map(SAMPLES.map(({ path, code }) => [path, code]));
    const { readFile, fileExists } = host;
    host.readFile = (path) => texts.get(path) ?? readFile.call(host, path);
    host.fileExists = (path) => texts.has(path) || fileExists.call(host, path);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (path, ...rest) => {
      const code = texts.get(path);
      return code === undefined
        ? getSourceFile(path, ...rest)
        : ts.createSourceFile(path, code, ts.ScriptTarget.ES2022);
    };
    const program = ts.createProgram([...texts.keys()], options, host);
    const problems = SAMPLES.flatMap(({ name, path }) => {
      const source = program.getSourceFile(path)!;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    });
    expect(problems).toEqual([]);
  });
});
