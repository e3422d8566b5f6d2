/** The part of bidi-js that is used here; the package brings no types. */
declare module 'bidi-js' {
  interface Bidi {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): { readonly levels: Uint8Array };
  }
  const bidiFactory: () => Bidi;
  // biome-ignore lint/style/noDefaultExport: the package has only this one
  export default bidiFactory;
}
