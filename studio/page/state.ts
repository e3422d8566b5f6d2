/** What the page knows, as signals: what depends on it is drawn anew when it changes. */
import { computed, effect, signal } from '@preact/signals';
import type {
  Control,
  FieldValues,
  FileInfo,
  FileValue,
  MediumInfo,
  RunInfo,
  StudioEvent,
} from '../../src/studio/wire.js';
import { addRun, getStudio } from './api.js';

const KEPT = 'nst-studio';
/** As in the style sheet. */
const NARROW = '(max-width: 700px)';

type Fields = Readonly<Record<string, FieldValues>>;

/** What was set before the page was loaded again, in this tab of the browser. */
function kept(): { tab?: string; fields?: Fields } {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  } catch {
    return {};
  }
}

const before = kept();
export const media = signal<readonly MediumInfo[]>([]);
export const files = signal<ReadonlyMap<string, FileInfo>>(new Map());
export const runs = signal<ReadonlyMap<string, RunInfo>>(new Map());
/** The name of the tab; what was left at a tab that is no more becomes the first. */
export const tab = signal(before.tab ?? '');
export const fields = signal<Fields>({ ...before.fields });
/** The run that is looked at, in each tab; left out: the latest. */
export const chosen = signal<Readonly<Record<string, string>>>({});
/** What went wrong. */
export const problem = signal('');
/** What is said to those who do not see it. */
export const spoken = signal('');
export const isConnected = signal(true);
/** Bytes that the studio's folder takes, and may take. */
export const disk = signal({ usedBytes: 0, roomBytes: 0 });

effect(() => sessionStorage.setItem(KEPT, JSON.stringify({ tab: tab.value, fields: fields.value })));

export const medium = computed(() => media.value.find(({ name }) => name === tab.value));
/** What is set in the tab. */
export const tabFields = computed<FieldValues>(() => fields.value[tab.value] ?? {});
/** Whether a run is on, or waits. */
export const isRunning = computed(() =>
  [...runs.value.values()].some(({ state }) => state === 'running' || state === 'waiting'),
);
/** Runs of the tab, the latest first. */
export const tabRuns = computed(() =>
  [...runs.value.values()].filter((run) => run.medium === tab.value).sort((a, b) => b.addedMs - a.addedMs),
);
export const shownRun = computed(() => {
  const id = chosen.value[tab.value];
  return (id === undefined ? undefined : runs.value.get(id)) ?? tabRuns.value[0];
});

export function fieldValue(name: string): unknown {
  return tabFields.value[name];
}

/** @param value undefined: as the table has it @param medium where it was asked for, if the tab may be another by now */
export function setField(name: string, value: unknown, medium: string = tab.value): void {
  const { [name]: _, ...others } = fields.value[medium] ?? {};
  fields.value = {
    ...fields.value,
    [medium]: value === undefined ? others : { ...others, [name]: value },
  };
}

export function isFileValue(value: unknown): value is FileValue {
  return typeof value === 'object' && value !== null && 'file' in value;
}

/** The files that a field names, in their order. */
export function filesOf(value: unknown): FileInfo[] {
  const ids = [value].flat().filter(isFileValue);
  return ids.map(({ file }) => files.value.get(file)).filter((info) => info !== undefined);
}

export const controlNamed = (name: string): Control | undefined =>
  medium.value?.controls.find((control) => control.name === name);

/** The strength where none is set, if the table says it in a number. */
export function strengthOtherwise(control: Control | undefined): number | undefined {
  const said = control?.fallback ?? control?.otherwise;
  const strength = said === undefined ? Number.NaN : Number(said);
  return Number.isFinite(strength) ? strength : undefined;
}

export function remember(info: FileInfo): void {
  files.value = new Map(files.value).set(info.id, info);
}

/** Files that any tab has chosen for its next run. */
export const chosenFiles = (): string[] =>
  Object.values(fields.value).flatMap((values) =>
    Object.values(values)
      .flat()
      .filter(isFileValue)
      .map(({ file }) => file),
  );

/** Says what went wrong, for a while. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  problem.value = '';
  try {
    await work();
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}

/** On a narrow screen the result is below the settings. */
function showStage(): void {
  if (window.matchMedia(NARROW).matches)
    requestAnimationFrame(() => document.querySelector('.stage')?.scrollIntoView());
}

/** Puts what is set into the queue. @param changes laid over it */
export const start = (changes: FieldValues = {}) =>
  attempt(async () => {
    const name = tab.value;
    const run = await addRun(name, { ...fields.value[name], ...changes });
    chosen.value = { ...chosen.value, [name]: run.id };
    spoken.value = 'Run added';
    showStage();
  });

const ENDS: Readonly<Partial<Record<RunInfo['state'], string>>> = {
  done: 'Run done',
  failed: 'Run failed',
  stopped: 'Run stopped',
};

function hear(event: StudioEvent): void {
  const next = new Map(runs.value);
  if (event.kind === 'removed') {
    next.delete(event.id);
    void lookAtFiles();
  } else {
    const state = next.get(event.run.id)?.state;
    const ended = state === event.run.state ? undefined : ENDS[event.run.state];
    if (ended !== undefined) {
      spoken.value = ended;
      void lookAtFiles();
    }
    next.set(event.run.id, event.run);
  }
  runs.value = next;
}

/** Files, and what the folder takes, change with runs. */
export async function lookAtFiles(): Promise<void> {
  const info = await getStudio().catch(() => undefined);
  if (!info) return;
  disk.value = info;
  takeFiles(info.files);
}

/** What was chosen and is not there any more is chosen no more. */
function takeFiles(list: readonly FileInfo[]): void {
  files.value = new Map(list.map((file) => [file.id, file]));
  const before = chosenFiles().length;
  fields.value = Object.fromEntries(
    Object.entries(fields.value).map(([name, values]) => [name, withoutMissing(values)]),
  );
  if (chosenFiles().length < before)
    problem.value = 'A file that was chosen is gone: it was removed with its run. Add it again.';
}

async function load(): Promise<void> {
  const info = await getStudio();
  media.value = info.media;
  if (!medium.value) tab.value = info.media[0]?.name ?? '';
  disk.value = info;
  runs.value = new Map(info.runs.map((run) => [run.id, run]));
  takeFiles(info.files);
}

function withoutMissing(values: FieldValues): FieldValues {
  const isThere = (value: unknown) => !isFileValue(value) || files.value.has(value.file);
  const kept = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter(isThere) : isThere(value) ? value : undefined,
  ]);
  return Object.fromEntries(
    kept.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** Listens to the studio, and looks at everything anew whenever it is there again. */
export function connect(): void {
  const events = new EventSource('/api/events');
  events.addEventListener('open', () => {
    isConnected.value = true;
    void attempt(load);
  });
  events.addEventListener('error', () => {
    isConnected.value = false;
  });
  events.addEventListener('message', ({ data }) => hear(JSON.parse(data)));
}
