import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Words that could name anything, and so say nothing of what a variable, a parameter or a field is. */
const EMPTY = new Set(['at', 'own', 'found', 'place', 'one', 'rest', 'lead']);

type Named =
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.PropertySignature
  | ts.PropertyDeclaration
  | ts.MethodDeclaration
  | ts.MethodSignature
  | ts.FunctionDeclaration
  | ts.GetAccessorDeclaration;

const isNamed = (node: ts.Node): node is Named =>
  ts.isVariableDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node) ||
  ts.isPropertySignature(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isMethodSignature(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isGetAccessorDeclaration(node);

/** Where a text gives a name that says nothing. Keys of tables are words of users, and may be any. */
function emptyNames(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const rows: string[] = [];
  const visit = (node: ts.Node) => {
    const name = isNamed(node) ? node.name : undefined;
    if (name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) {
      const word = name.text.replace('#', '');
      const { line } = source.getLineAndCharacterOfPosition(name.getStart());
      if (EMPTY.has(word)) rows.push(`${file}:${line + 1}: ${word}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return rows;
}

test('no variable, parameter, field or function of src has a name that says nothing', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(400);
  expect(files.flatMap((file) => emptyNames(file, readFileSync(join(SRC, file), 'utf8')))).toEqual([]);
});

test.each([
  'const found = 1;',
  'for (let at = 0; ; );',
  'const f = (own: number) => 2;',
  'const { a, ...rest } = b;',
  'const { alpha: place } = b;',
  'const [, one] = b;',
  'interface A { lead: number }',
  'class A { #lead = 1 }',
  'class A { constructor(readonly own: number) {} }',
  'class A { at(): number { return 1; } }',
  'function place() {}',
])('finds %s', (text) => {
  expect(emptyNames('a.ts', text)).toHaveLength(1);
});

test.each(['a.at(-1);', 'f({ place: 2 });', 'const { place: side } = b;', 'const rested = 1;'])(
  'has nothing against %s',
  (text) => expect(emptyNames('a.ts', text)).toEqual([]),
);
