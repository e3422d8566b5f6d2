interface Props {
  readonly curve: readonly (readonly [number, number])[];
}

const [WIDTH, HEIGHT] = [600, 90] as const;
/** Losses fall by orders of magnitude: what is drawn is their logarithm. */
const heightOf = (loss: number) => Math.log10(Math.max(loss, 1e-12));

/** The sum of the losses over the steps. */
export function Chart({ curve }: Props) {
  const [first, last] = [curve[0], curve.at(-1)];
  if (first === undefined || last === undefined || curve.length < 2) return null;
  // Of what is copied from the style, nothing is minimised.
  if (curve.every(([, loss]) => loss === 0)) return null;
  const heights = curve.map(([, loss]) => heightOf(loss));
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const x = (step: number) => (WIDTH * (step - first[0])) / Math.max(1, last[0] - first[0]);
  const y = (loss: number) =>
    HEIGHT - 4 - ((HEIGHT - 8) * (heightOf(loss) - low)) / Math.max(1e-9, high - low);
  const points = curve.map(([step, loss]) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`);
  const text = `Loss: ${first[1].toPrecision(3)} at step ${first[0]}, ${last[1].toPrecision(3)} at step ${last[0]}`;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={text}>
        <polyline points={points.join(' ')} />
      </svg>
      <figcaption class="quiet numbers">{text}</figcaption>
    </figure>
  );
}
