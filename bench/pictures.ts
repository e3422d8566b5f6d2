const FOLDER = 'fixtures/pictures';

/** The pairs of fixtures that benchmarks are made with; the first one is that of `npm start`. */
export const PICTURES = [
  { content: `${FOLDER}/cat.jpg`, style: `${FOLDER}/reading.jpg` },
  { content: `${FOLDER}/boats.jpg`, style: `${FOLDER}/garden.jpg` },
  { content: `${FOLDER}/coffee.jpg`, style: `${FOLDER}/daffodils.jpg` },
] as const;
