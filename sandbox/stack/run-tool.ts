import { spawn } from 'node:child_process';
import type { Command } from './running-process.ts';

export type ToolResult = { readonly ok: boolean; readonly output: string };

/**
 * Runs somebody else's tool to its end. That it fails, or is not there, is an answer, not an error. Dies with `signal`.
 * It stays in our process group: a Ctrl-C ends it together with us, and a killed launcher leaves nothing that matters.
 */
export function runTool(
  { file, args, ...options }: Command,
  { onLine, signal }: { onLine?: (line: string) => void; signal?: AbortSignal } = {},
): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}) });
    let output = '';
    const take = (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000);
      for (const line of chunk.toString().split('\n')) if (line.trim() !== '') onLine?.(line);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
