let depth = 0;
let original = console.error;

/**
 * Runs work by libraries that print what they also report: `console.error` says nothing meanwhile. Calls may overlap.
 * Everything else in this process writes to the standard streams, not through the console.
 */
export async function withConsoleErrorMuted<T>(work: () => Promise<T>): Promise<T> {
  if (depth === 0) {
    original = console.error;
    console.error = () => {};
  }
  depth += 1;
  try {
    return await work();
  } finally {
    depth -= 1;
    if (depth === 0) console.error = original;
  }
}
