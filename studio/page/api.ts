/** What the page asks its server for. */
import type {
  FieldValues,
  FileInfo,
  FileKindName,
  RoughAnswer,
  RunInfo,
  StudioInfo,
} from '../../src/studio/wire.js';

async function answer<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked.catch(() => {
    throw new Error('The studio does not answer. Is nst studio still running?');
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.problem ?? `The studio answered ${response.status}.`);
  return body as T;
}

/** Tabs, files and history. */
export const getStudio = () => answer<StudioInfo>(fetch('/api/studio'));

/** Uploads a file, which is checked before this ends. */
export function addFile(kind: FileKindName, name: string, bytes: Blob): Promise<FileInfo> {
  const query = new URLSearchParams({ kind, name });
  return answer<FileInfo>(fetch(`/api/files?${query}`, { method: 'POST', body: bytes }));
}

/** Puts a run into the queue. */
export const addRun = (medium: string, fields: FieldValues) =>
  answer<RunInfo>(
    fetch('/api/runs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ medium, fields }),
    }),
  );

/** Ends a run and keeps what there is. */
export const stopRun = (id: string) => answer<object>(fetch(`/api/runs/${id}/stop`, { method: 'POST' }));

/** Removes a run from the history, and its files, but for those that are chosen for another. */
export function removeRun(id: string, keptFiles: readonly string[]): Promise<object> {
  const query = new URLSearchParams({ keep: keptFiles.join(',') });
  return answer(fetch(`/api/runs/${id}?${query}`, { method: 'DELETE' }));
}

/** What is to be seen or heard before a run. @param seen the version that is there; 0: something new is asked for */
export const getRough = (medium: string, fields: FieldValues, seen: number) =>
  answer<RoughAnswer>(
    fetch('/api/rough', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ medium, fields, seen }),
    }),
  );

/** Addresses of what is shown. */
export const fileView = (id: string) => `/api/files/${id}/view`;
export const fileBytes = (id: string) => `/api/files/${id}`;
export const runResult = (id: string) => `/api/runs/${id}/result`;
export const runBefore = (id: string) => `/api/runs/${id}/before`;
export const runView = (id: string) => `/api/runs/${id}/view`;
export const runPreview = ({ id, previews }: RunInfo) => `/api/runs/${id}/preview?n=${previews}`;
export const runDownload = (id: string) => `/api/runs/${id}/result?download`;
