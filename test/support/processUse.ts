import ts from 'typescript';

/** What a library may ask of the process that it runs in: what it is, and that it ends. Nothing that steers it. */
const HARMLESS = new Set(['platform', 'arch', 'versions', 'memoryUsage', 'availableMemory', 'getuid']);
/** The same of the system: not the folders, which come from the environment. */
const HARMLESS_OF_OS = new Set(['cpus', 'availableParallelism', 'totalmem', 'freemem', 'constants', 'EOL']);
/** Listeners that change nothing. */
const LISTENING = new Set(['on', 'once', 'off']);
/** Modules that print, read what is typed, or read the environment. */
const RUDE_MODULES = new Set([
  'console',
  'readline',
  'readline/promises',
  'repl',
  'tty',
  'env-paths',
  'dotenv',
]);
const GLOBALS = new Set(['globalThis', 'global']);

const moduleName = (specifier: string) => specifier.replace(/^node:/, '');

/** Whether an identifier stands for a value, and not for a property, a key or the name of something that is declared. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent))
    return false;
  const isName = 'name' in parent && parent.name === node;
  return !isName || ts.isShorthandPropertyAssignment(parent);
}

/** The name of the member that is taken of `node`, if it is written out. */
function memberOf(node: ts.Identifier): string | undefined {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text;
  if (ts.isElementAccessExpression(parent) && ts.isStringLiteral(parent.argumentExpression))
    return parent.argumentExpression.text;
  return undefined;
}

/** Whether `process.on` and the like listen to nothing but the end. */
function isWaitingForExit(node: ts.Identifier, member: string): boolean {
  const call = node.parent.parent;
  const [event] = ts.isCallExpression(call) ? call.arguments : [];
  return LISTENING.has(member) && event !== undefined && ts.isStringLiteral(event) && event.text === 'exit';
}

function useOfProcess(node: ts.Identifier): string | undefined {
  const member = memberOf(node);
  if (member === undefined) return 'process as a whole';
  return HARMLESS.has(member) || isWaitingForExit(node, member) ? undefined : `process.${member}`;
}

function useOfIdentifier(node: ts.Identifier): string | undefined {
  if (!isValue(node)) return undefined;
  if (node.text === 'console') return 'console';
  if (GLOBALS.has(node.text)) return node.text;
  return node.text === 'process' ? useOfProcess(node) : undefined;
}

/** What an import or an export from elsewhere brings in that it should not. */
function usesOfModule(specifier: string, names: readonly string[] | undefined): string[] {
  const name = moduleName(specifier);
  if (RUDE_MODULES.has(name)) return [name];
  const harmless = { process: HARMLESS, os: HARMLESS_OF_OS }[name];
  if (!harmless) return [];
  return names
    ? names.filter((word) => !harmless.has(word)).map((word) => `${name}.${word}`)
    : [`${name} as a whole`];
}

/** Names that an import takes; undefined if it takes the module as a whole. */
function importedNames({ importClause }: ts.ImportDeclaration): string[] | undefined {
  const bindings = importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || importClause.name) return undefined;
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** The module of `import('x')` and `require('x')`. */
function calledModule(node: ts.CallExpression): string | undefined {
  const [argument] = node.arguments;
  const isLoading =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return isLoading && argument && ts.isStringLiteral(argument) ? argument.text : undefined;
}

function usesOf(node: ts.Node): string[] {
  if (ts.isIdentifier(node)) return [useOfIdentifier(node)].filter((use) => use !== undefined);
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
    return usesOfModule(node.moduleSpecifier.text, importedNames(node));
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return usesOfModule(node.moduleSpecifier.text, undefined);
  const module = ts.isCallExpression(node) ? calledModule(node) : undefined;
  return module === undefined ? [] : usesOfModule(module, undefined);
}

/**
 * Where a text uses what belongs to the program that it is part of: the console, the environment, the arguments, the end of
 * the process, signals, globals.
 *
 * @returns `line: what`
 */
export function processUses(text: string): string[] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const uses: string[] = [];
  const visit = (node: ts.Node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    uses.push(...usesOf(node).map((use) => `${line + 1}: ${use}`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}
