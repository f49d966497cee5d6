// Runs whole commands and tells their time and peak memory, several times, by the median.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** One finished run. */
export interface MeasuredRun {
  readonly seconds: number;
  readonly megabytes: number;
  /** What the processor did of it, which other work on the machine changes little; NaN where the child does not tell. */
  readonly cpuSeconds: number;
  readonly code: number;
  readonly stdout: string;
}

/** Runs `node` on a script; the child tells its own peak memory and processor time on a fourth stream when it ends. */
export async function runNode(argv: readonly string[]): Promise<MeasuredRun> {
  const tell =
    "import{writeSync}from'node:fs';process.on('exit',()=>{const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();" +
    "writeSync(3,maxRSS+' '+(userCPUTime+systemCPUTime))})";
  return run(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, ...argv]);
}

/** Runs a Python script that does the same: its last line on a fourth stream is its peak memory in kilobytes. */
export async function runPython(python: string, argv: readonly string[]): Promise<MeasuredRun> {
  return run(python, argv);
}

async function run(command: string, argv: readonly string[]): Promise<MeasuredRun> {
  const started = process.hrtime.bigint();
  const child = spawn(command, argv, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const [stdout, told] = [collect(child.stdout), collect(child.stdio[3] as Readable)];
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const [kilobytes, microseconds] = (await told).split(' ').map(Number);
  const used = { megabytes: (kilobytes ?? Number.NaN) / 1024, cpuSeconds: (microseconds ?? Number.NaN) / 1e6 };
  return { seconds, ...used, code: code ?? -1, stdout: await stdout };
}

async function collect(stream: Readable | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** `1.49 s (1.45–1.61), 189 MB`. */
export function summary(runs: readonly MeasuredRun[]): string {
  const seconds = runs.map(one => one.seconds);
  const range = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`;
  const peak = Math.max(...runs.map(one => one.megabytes)).toFixed(0);
  return `${median(seconds).toFixed(2)} s (${range}), ${peak} MB`;
}
