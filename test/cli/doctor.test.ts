import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../src/cli/doctorReport.js';
import { doctorLines } from '../../src/cli/doctorText.js';
import { nst } from '../support/nst.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nst-doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program named ffmpeg, alone in its folder. */
function fakeFfmpeg(name: string, script: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'ffmpeg'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, 'ffmpeg'), 0o755);
  return path;
}

async function report(env: Record<string, string>, cacheDir = join(folder, 'cache')): Promise<DoctorReport> {
  const { code, stdout } = await nst(['doctor', '--json', '--cache-dir', cacheDir], { env });
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('nst doctor', () => {
  it('tells of everything that work depends on', async () => {
    mkdirSync(join(folder, 'cache'));
    writeFileSync(join(folder, 'cache', 'vgg19.safetensors'), Buffer.alloc(1234));
    const { versions, platform, memory, devices, auto, cache, weights, tools } = await report({
      PATH: folder,
    });
    expect(versions).toMatchObject({ nst: '0.1.0', node: process.versions.node, tfjs: '4.22.0' });
    expect(Object.keys(versions)).toEqual(expect.arrayContaining(['onnxruntime', 'sharp', 'libvips']));
    expect(platform).toMatchObject({ os: process.platform, arch: process.arch });
    expect(memory.availableBytes).toBeLessThanOrEqual(memory.totalBytes);
    expect(devices.map(({ device }) => device)).toEqual(['cpu', 'cuda', 'webgpu', 'coreml', 'dml', 'tfjs']);
    for (const { engine, gflops, problem } of devices) {
      const isOpen = engine !== null;
      expect([typeof gflops, typeof problem]).toEqual(isOpen ? ['number', 'object'] : ['object', 'string']);
    }
    expect(devices[0]).toMatchObject({ engine: 'cpu', problem: null });
    expect(auto.reasons.at(-1)).toMatch(new RegExp(`^${auto.device} taken`));
    expect(cache).toEqual({ folder: join(folder, 'cache'), bytes: 1234 });
    expect(weights).toContainEqual({
      name: 'vgg19',
      state: 'cached',
      path: join(folder, 'cache', 'vgg19.safetensors'),
      bytes: 1234,
    });
    expect(tools).toEqual([
      expect.objectContaining({ name: 'ffmpeg', path: null, version: null, problem: 'not found in PATH' }),
    ]);
  });

  it.skipIf(process.platform === 'win32')('finds tools and runs them', async () => {
    const good = fakeFfmpeg('good', 'echo "ffmpeg version 7.1-static Copyright (c) the FFmpeg developers"');
    const bad = fakeFfmpeg('bad', 'echo "no libavcodec.so" >&2; exit 127');
    const { tools } = await report({ PATH: good });
    expect(tools[0]).toMatchObject({ path: join(good, 'ffmpeg'), version: '7.1-static', problem: null });
    const { tools: broken } = await report({ PATH: bad });
    expect(broken[0]).toMatchObject({ path: join(bad, 'ffmpeg'), version: null });
    expect(broken[0]!.problem).toMatch(/^Command failed: /);
  });

  it('tells it to people', async () => {
    const { code, stdout } = await nst(['doctor', '--cache-dir', join(folder, 'none')], {
      env: { PATH: folder },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nst 0\.1\.0, node /);
    expect(stdout).toMatch(/^ {2}cpu {5}[\d.]+ GFLOP\/s in a short convolution$/m);
    expect(stdout).toMatch(/^--device auto takes \w+$/m);
    expect(stdout).toMatch(/^weights \(fetched ones in .*none, 0\.0 MB\)$/m);
  });
});

describe('the text', () => {
  const device = (name: 'cpu' | 'webgpu' | 'tfjs') => ({
    device: name,
    engine: name,
    problem: null,
    notes: [],
  });

  it('has one line for each thing', () => {
    const lines = doctorLines({
      versions: { nst: '1.2.3', node: '20.19.0' },
      platform: { os: 'linux', release: '6.1', arch: 'x64', cpu: 'Some CPU', cores: 2 },
      memory: { totalBytes: 8e9, availableBytes: 5.25e9 },
      devices: [
        { ...device('cpu'), gflops: 123.456 },
        { ...device('webgpu'), engine: null, gflops: null, problem: 'it needs a driver; found: none' },
        { ...device('tfjs'), engine: 'tfjs:cpu', gflops: 0.4, notes: ['x left out: not installed'] },
      ],
      auto: { device: 'cpu', reasons: ['webgpu left out: it needs a driver', 'cpu taken: nothing else'] },
      cache: { folder: '/cache', bytes: 2_500_000 },
      weights: [
        { name: 'inception', state: 'shipped', path: '/i', bytes: 3_500_000 },
        { name: 'vgg19', state: 'missing', path: '/v', bytes: 80_000_000 },
      ],
      tools: [
        { name: 'ffmpeg', purpose: 'films', path: '/usr/bin/ffmpeg', version: '7.1', problem: null },
        { name: 'other', purpose: 'else', path: null, version: null, problem: 'not found in PATH' },
      ],
    });
    expect(lines).toEqual([
      'nst 1.2.3, node 20.19.0',
      'linux 6.1 x64, Some CPU, 2 cores',
      'memory: 8.0 GB, of which 5.3 GB can be used',
      '',
      'devices',
      '  cpu     123 GFLOP/s in a short convolution',
      '  webgpu  it needs a driver; found: none',
      '  tfjs    0.400 GFLOP/s in a short convolution (tfjs:cpu; x left out: not installed)',
      '',
      '--device auto takes cpu',
      '  webgpu left out: it needs a driver',
      '  cpu taken: nothing else',
      '',
      'weights (fetched ones in /cache, 2.5 MB)',
      '  inception  shipped, 3.5 MB, /i',
      '  vgg19      missing; nst models pull vgg19',
      '',
      'tools',
      '  ffmpeg  /usr/bin/ffmpeg, 7.1 (for films)',
      '  other   not found in PATH (for else)',
    ]);
  });
});
