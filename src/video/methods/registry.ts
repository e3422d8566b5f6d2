import type { FilmMethod } from './method.js';
import type { FilmMethodName } from './names.js';
import { NET } from './net.js';
import { ONLINE } from './online.js';
import { PHOTO } from './photo.js';

/** How films are given a style: each is a file, a line here and its name in `names.ts`. */
export const FILM_METHODS: Readonly<Record<FilmMethodName, FilmMethod>> = {
  net: NET,
  online: ONLINE,
  photo: PHOTO,
};
