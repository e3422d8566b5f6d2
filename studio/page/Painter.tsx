import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Paint } from './palettes.js';

interface Props {
  readonly title: string;
  /** Address of what is painted over. */
  readonly picture: string;
  readonly palette: readonly Paint[];
  readonly onKeep: (png: Blob) => void;
  readonly onClose: () => void;
}

const css = ({ rgb }: Paint) => `rgb(${rgb.join(' ')})`;
/** Of the longer side. */
const BRUSH = { min: 1, max: 40, start: 10 } as const;

/** Every pixel in the colour of the palette that it is nearest to: brushes have soft edges, maps have none. */
function flatten({ data }: ImageData, palette: readonly Paint[]): void {
  for (let i = 0; i < data.length; i += 4) {
    const distance = ({ rgb }: Paint) =>
      rgb.reduce((sum, value, c) => sum + (value - (data[i + c] ?? 0)) ** 2, 0);
    const nearest = palette.reduce((best, paint) => (distance(paint) < distance(best) ? paint : best));
    data.set([...nearest.rgb, 255], i);
  }
}

/** A dialog in which regions are painted over a picture. Arrow keys move the brush, the space bar paints. */
export function Painter({ title, picture, palette, onKeep, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const brush = useSignal<number>(BRUSH.start);
  const paint = useSignal<Paint>(palette[1] as Paint);
  const cursor = useSignal({ x: 0.5, y: 0.5 });
  const last = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);

  useEffect(() => dialog.current?.showModal(), []);

  const begin = (image: HTMLImageElement) => {
    if (!canvas.current || canvas.current.width === image.naturalWidth) return;
    canvas.current.width = image.naturalWidth;
    canvas.current.height = image.naturalHeight;
    fill(palette[0] as Paint);
  };
  const context = () => canvas.current?.getContext('2d', { willReadFrequently: true });
  const fill = (colour: Paint) => {
    const drawn = context();
    if (!drawn) return;
    drawn.fillStyle = css(colour);
    drawn.fillRect(0, 0, drawn.canvas.width, drawn.canvas.height);
  };
  /** @param x and y in 0..1 of the picture */
  const stroke = (x: number, y: number) => {
    const drawn = context();
    if (!drawn) return;
    const { width, height } = drawn.canvas;
    const from = last.current ?? { x, y };
    drawn.strokeStyle = css(paint.value);
    drawn.lineCap = 'round';
    drawn.lineWidth = (brush.value / 100) * Math.max(width, height);
    drawn.beginPath();
    drawn.moveTo(from.x * width, from.y * height);
    drawn.lineTo(x * width + 0.01, y * height);
    drawn.stroke();
    last.current = { x, y };
  };
  const point = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    cursor.value = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
    if (event.buttons === 1) stroke(cursor.value.x, cursor.value.y);
    else last.current = undefined;
  };
  const keys = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-0.02, 0],
      ArrowRight: [0.02, 0],
      ArrowUp: [0, -0.02],
      ArrowDown: [0, 0.02],
    };
    const step = steps[event.key];
    if (!step && event.key !== ' ') return;
    event.preventDefault();
    const [dx, dy] = step ?? [0, 0];
    const inside = (value: number) => Math.min(1, Math.max(0, value));
    cursor.value = { x: inside(cursor.value.x + dx), y: inside(cursor.value.y + dy) };
    last.current = undefined;
    if (event.key === ' ' || event.shiftKey) stroke(cursor.value.x, cursor.value.y);
  };
  const keep = () => {
    const drawn = context();
    if (!drawn) return;
    const pixels = drawn.getImageData(0, 0, drawn.canvas.width, drawn.canvas.height);
    flatten(pixels, palette);
    drawn.putImageData(pixels, 0, 0);
    drawn.canvas.toBlob((png) => png && onKeep(png), 'image/png');
  };
  return (
    <dialog ref={dialog} class="painter" aria-label={`Paint: ${title}`} onClose={onClose}>
      <div class="painter-head">
        <h2>{title}</h2>
        <fieldset class="palette">
          <legend class="spoken">Colour</legend>
          {palette.map((colour) => (
            <button
              key={colour.name}
              type="button"
              aria-pressed={paint.value === colour}
              aria-label={colour.name}
              title={colour.name}
              onClick={() => {
                paint.value = colour;
              }}
            >
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" fill={css(colour)} />
              </svg>
            </button>
          ))}
        </fieldset>
        <label>
          Brush
          <input
            type="range"
            min={BRUSH.min}
            max={BRUSH.max}
            value={brush.value}
            onInput={({ currentTarget }) => {
              brush.value = Number(currentTarget.value);
            }}
          />
        </label>
        <button type="button" onClick={() => fill(paint.value)}>
          Fill
        </button>
      </div>
      <div class="easel">
        <img src={picture} alt="" onLoad={({ currentTarget }) => begin(currentTarget)} />
        <canvas
          ref={canvas}
          tabIndex={0}
          role="img"
          aria-label="What is painted. Arrow keys move the brush, the space bar paints."
          onPointerDown={(event) => {
            last.current = undefined;
            event.currentTarget.setPointerCapture(event.pointerId);
            point(event);
          }}
          onPointerMove={point}
          onKeyDown={keys}
        />
        <span
          class="brush"
          style={{
            left: `${100 * cursor.value.x}%`,
            top: `${100 * cursor.value.y}%`,
          }}
        />
      </div>
      <div class="actions">
        <button type="button" class="main" onClick={keep}>
          Keep
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
