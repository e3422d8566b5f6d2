/** The scripts (writing systems) of the characters of a text. */

/** ISO 15924 codes; scripts that are not listed are shaped by HarfBuzz' rules for unknown ones. */
const CODES = `
  Latn Grek Cyrl Arab Hebr Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Thai Laoo Tibt Mymr Geor Hang Ethi Cher Cans
  Ogam Runr Khmr Mong Hira Kana Bopo Hani Yiii Syrc Thaa Nkoo Armn Copt Goth Tfng Java Bali Sund Tale Talu Lana Cham Mtei
  Olck Vaii Adlm Rohg`;

const TESTS = CODES.trim()
  .split(/\s+/)
  .map((code) => [code, new RegExp(`\\p{Script=${code}}`, 'u')] as const);

/** Letters of these are joined; space between them would tear words apart. */
const JOINED: ReadonlySet<string> = new Set(['Arab', 'Syrc', 'Mong', 'Nkoo', 'Adlm', 'Rohg']);

/** The script of a grapheme; undefined for what is common to several, such as digits, points and emoji. */
export function scriptOf(grapheme: string): string | undefined {
  return TESTS.find(([, test]) => test.test(grapheme))?.[0];
}

/** Whether the letters of a script are joined to each other. */
export function isJoined(script: string): boolean {
  return JOINED.has(script);
}
