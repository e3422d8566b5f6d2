import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A CommonJS module that is loaded when something of it is first used, and not when the file that imports it is: help, and
 * the refusal of bad input, come without the time that it takes.
 *
 * @param specifier a package, or a name out of this package's `imports`
 */
export function lazyModule<Module extends object>(specifier: string): Module {
  let loaded: Module | undefined;
  const module = (): Module => {
    loaded ??= require(specifier) as Module;
    return loaded;
  };
  // A function, so that modules that are one can be called.
  return new Proxy((() => {}) as unknown as Module, {
    get: (_, name) => Reflect.get(module(), name),
    apply: (_, self, args) => Reflect.apply(module() as (...args: unknown[]) => unknown, self, args),
  });
}
