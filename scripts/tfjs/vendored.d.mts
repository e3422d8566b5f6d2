/** Texts of the generated files of vendor/tfjs, by name. */
export function vendored(): Promise<Readonly<Record<'tfjs.cjs' | 'tfjs.d.cts' | 'vendor.json', string>>>;
