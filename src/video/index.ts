/** Films: the library behind `nst video`. */
export { NstError } from '../shared/errors.js';
export { FILM_METHOD_NAMES, type FilmMethodName } from './methods/names.js';
export { methodOf, type VideoOptions } from './options.js';
export { isPattern, withoutNumber } from './read/frameFiles.js';
export { type FilmResult, styliseFilm } from './styliseFilm.js';
export { framePath } from './write/assemble.js';
export { type FilmKind, filmKind } from './write/filmKind.js';
