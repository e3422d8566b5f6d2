import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FieldValues, RoughAnswer } from '../../src/studio/wire.js';
import { getRough } from './api.js';
import { isRunning, medium, tabFields } from './state.js';

/** So long nothing is asked while a slider moves on or a text is typed: shorter, and most of what is asked for is not looked at. */
const PAUSE_MS = 120;

interface Shown {
  readonly url: string;
  readonly type: string;
  readonly words: string;
}

/** What is to be seen or heard before a run: it follows the settings. */
export function Rough() {
  const shown = useSignal<Shown | undefined>(undefined);
  const problem = useSignal('');
  const isBusy = useSignal(false);
  const isCut = useSignal(false);
  /** What is shown is of these settings, and whether it is all there is. */
  const drawn = useRef({ asked: '', isDone: false });
  const { name = '', needs = [] } = medium.value ?? {};
  const values = tabFields.value;
  const isReady = needs.every((need) => values[need] !== undefined);
  const asked = JSON.stringify(values);
  // When runs are over, what was left out beside them is drawn.
  const isFree = !isRunning.value;

  useEffect(() => {
    const isSame = drawn.current.asked === asked;
    // What is shown stays while a run is on, which has no time for better.
    if (!isReady || (isSame && (drawn.current.isDone || !isFree))) return undefined;
    const end = new AbortController();
    const timer = setTimeout(() => {
      isBusy.value = true;
      void follow(name, JSON.parse(asked), end.signal, (answer) => {
        problem.value = answer.problem ?? '';
        isCut.value = answer.isCut;
        if (answer.look) shown.value = replaced(shown.value, answer.look);
        if (answer.look || answer.isOver) drawn.current = { asked, isDone: answer.isOver && !answer.isCut };
      }).finally(() => {
        if (!end.signal.aborted) isBusy.value = false;
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      end.abort();
      isBusy.value = false;
    };
  }, [name, asked, isReady, isFree]);
  useEffect(() => () => URL.revokeObjectURL(shown.value?.url ?? ''), []);

  if (!isReady || (!shown.value && problem.value === '' && !isBusy.value)) return null;
  return (
    <figure class="rough-look" aria-busy={isBusy.value}>
      <div class={`rough-frame ${isBusy.value ? 'busy' : ''} ${isSound(shown.value) ? 'of-sound' : ''}`}>
        <Look shown={shown.value} />
      </div>
      <figcaption class="quiet">
        <strong>Rough preview</strong> {problem.value || shown.value?.words || 'It takes a moment.'}
        {isCut.value && !isFree && ' More of it comes after the run that is on.'}
      </figcaption>
    </figure>
  );
}

const isSound = (shown: Shown | undefined) => shown?.type.startsWith('audio/') ?? false;

function Look({ shown }: { readonly shown: Shown | undefined }) {
  if (!shown) return <div class="rough-empty" />;
  if (isSound(shown))
    return (
      // biome-ignore lint/a11y/useMediaCaption: a few seconds of sound have no words to show
      <audio controls src={shown.url} aria-label="Roughly how it will sound" />
    );
  return <img src={shown.url} alt="Roughly how it will look" />;
}

/** Asks again and again while there is better to come. */
async function follow(
  name: string,
  values: FieldValues,
  signal: AbortSignal,
  hear: (answer: RoughAnswer) => void,
): Promise<void> {
  let seen = 0;
  while (!signal.aborted) {
    const answer = await getRough(name, values, seen).catch(
      (error: unknown): RoughAnswer => ({
        version: seen,
        isOver: true,
        isCut: false,
        problem: error instanceof Error ? error.message : String(error),
      }),
    );
    if (signal.aborted) return;
    hear(answer);
    if (answer.isOver) return;
    seen = Math.max(seen, answer.version);
  }
}

function replaced(
  before: Shown | undefined,
  { type, base64, words }: NonNullable<RoughAnswer['look']>,
): Shown {
  if (before) URL.revokeObjectURL(before.url);
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return { url: URL.createObjectURL(new Blob([bytes], { type })), type, words };
}
