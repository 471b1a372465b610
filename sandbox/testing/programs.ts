import { symlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** What tests start as processes of their own: the product's, and commands of its. */
const PROGRAMS = [
  'activities/worker.ts',
  'api/main.ts',
  'bot/main.ts',
  'loops/main.ts',
  'prisma/migrate.ts',
  'records/ledger/test-payer.ts',
  'records/verify.ts',
  'sandbox/telegram/main.ts',
  'use-cases/print-trail.ts',
  'use-cases/staff-command.ts',
];

/**
 * Compiles the programs once for a whole run, each into one file below `dir`. It is the compiler that `npm start` has
 * beneath it (tsx), over the same sources; packages are left where they are. Compiling at each start, file by file and
 * with a hook in the way of every package, costs more than a second of each process.
 */
export async function buildPrograms(projectDir: string, dir: string): Promise<void> {
  const workflows = path.join(dir, WORKFLOWS);
  const { build } = await import('esbuild'); // by nobody else of those who come past here
  await build({
    absWorkingDir: projectDir,
    entryPoints: PROGRAMS,
    outdir: dir,
    outbase: projectDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
    plugins: [withWorkflows(workflows), whereTheyLive],
  });
  symlinkSync(path.join(projectDir, 'node_modules'), path.join(dir, 'node_modules'));
  await bundleWorkflows(path.join(projectDir, 'workflows', 'index.ts'), workflows);
}

/** In the folder of the programs. */
export const WORKFLOWS = 'workflows.js';

/** Bundles workflows into a file, as a worker that is given their sources does. */
export async function bundleWorkflows(workflowsPath: string, file: string): Promise<void> {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const converters = path.join(import.meta.dirname, '..', '..', 'runtime', 'payloads');
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    payloadConverterPath: path.join(converters, 'converter.ts'),
    failureConverterPath: path.join(converters, 'failures.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(file, code);
}

/** The built worker has its workflows from the file above. */
const withWorkflows = (codePath: string): Plugin => ({
  name: 'with-workflows',
  setup: ({ onLoad }) =>
    onLoad({ filter: /activities\/workflow-source\.ts$/ }, () => ({
      contents: `export const workflowSource = { workflowBundle: { codePath: ${JSON.stringify(codePath)} } };`,
    })),
});

/** What a source says of its own place stays true of the source: texts, migrations and workflows lie beside it. */
const whereTheyLive: Plugin = {
  name: 'where-they-live',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.filename', JSON.stringify(file));
      return { contents, loader: 'ts' };
    }),
};
