/** Names of the methods, for tables of options, which load nothing. */
export const FILM_METHOD_NAMES = ['net', 'online', 'photo'] as const;
/** One of them. */
export type FilmMethodName = (typeof FILM_METHOD_NAMES)[number];
