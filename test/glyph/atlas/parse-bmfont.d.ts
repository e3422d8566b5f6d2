/** The readers of BMFont that the tests use; the packages bring no types. */
declare module 'parse-bmfont-ascii' {
  // biome-ignore lint/style/noDefaultExport: the package has only this one
  export default function parse(text: string): unknown;
}
declare module 'parse-bmfont-xml' {
  // biome-ignore lint/style/noDefaultExport: the package has only this one
  export default function parse(text: string): unknown;
}
