/** SVG drawings of a ring: outer radius 50, inner radius 25, around the origin. */

const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** A drawing with its namespaces. */
export const svg = (attributes: string, body: string) => `<svg ${NAMESPACE} ${attributes}>${body}</svg>`;

/** The ring. */
export const RING =
  '<path d="M-50 0A50 50 0 1 0 50 0A50 50 0 1 0-50 0ZM-25 0A25 25 0 1 1 25 0A25 25 0 1 1-25 0Z" fill-rule="evenodd"/>';

/** A view box with the ring in it. */
export const BOX = 'viewBox="-60 -60 120 120"';
