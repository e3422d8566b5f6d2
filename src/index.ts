/** nst: neural style transfer. Each medium has an entry of its own, e.g. `nst/image`; this one has them all. */
export * from './image/index.js';
