/** The report of `nst doctor`, for people. */
import type { DeviceReport } from '../shared/engine/deviceReports.js';
import type { DoctorReport } from './doctorReport.js';
import type { ToolReport } from './tools.js';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** One line for each thing, under headings. */
export function doctorLines(report: DoctorReport): string[] {
  const { versions, platform, memory, devices, auto, cache, weights, tools } = report;
  const { os, release, arch, cpu, cores } = platform;
  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    `${os} ${release} ${arch}, ${cpu}, ${cores} cores`,
    `memory: ${gigabytes(memory.totalBytes)}, of which ${gigabytes(memory.availableBytes)} can be used`,
    ...section('devices', devices.map(deviceRow)),
    ...section(
      `--device auto takes ${auto.device ?? 'none'}`,
      auto.reasons.map((reason) => ['', reason]),
    ),
    ...section(
      `weights (fetched ones in ${cache.folder}, ${megabytes(cache.bytes)})`,
      weights.map(({ name, state, bytes, path }) => [
        name,
        state === 'missing' ? `missing; nst models pull ${name}` : `${state}, ${megabytes(bytes)}, ${path}`,
      ]),
    ),
    ...section('tools', tools.map(toolRow)),
  ];
}

type Row = readonly [name: string, text: string];

function section(heading: string, rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, text]) => `  ${width === 0 ? '' : `${name.padEnd(width)}  `}${text}`);
  return ['', heading, ...lines];
}

function deviceRow({ device, engine, gflops, problem, notes }: DeviceReport): Row {
  const speed = `${gflops?.toPrecision(3)} GFLOP/s in a short convolution`;
  const detail = [...(engine === device || engine === null ? [] : [engine]), ...notes].join('; ');
  return [device, `${problem ?? speed}${detail === '' ? '' : ` (${detail})`}`];
}

function toolRow({ name, path, version, problem, purpose }: ToolReport): Row {
  const location = path === null ? '' : `${path}, `;
  return [name, `${location}${problem ?? version} (for ${purpose})`];
}
