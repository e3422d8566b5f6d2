let known: Promise<readonly string[]> | undefined;

/** Names of the styles that the net of the package knows; its file is read once. */
export function learntStyles(): Promise<readonly string[]> {
  known ??= import('../../image/index.js')
    .then(({ shippedStyles }) => shippedStyles())
    .then((styles) => styles.map(({ name }) => name));
  return known;
}
